"""What is particular to a form stands in the form, or in one folder for it: nobody else knows its
section and field ids."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.form_loader import load_form

ROOT = Path(__file__).resolve().parent.parent
FORM = load_form("annual-results")
IDS = frozenset(
    each for section in FORM.sections for each in (section.id, *(one.id for one in section.fields))
)
OF_THE_FORM = ("app/forms/annual_results/", "app/reports/annual_results/", "app/demo/")
"""Folders that may know the form: its rules, its reading for reports, the demonstration."""

PLAIN_WORDS = frozenset(
    {
        "after", "agency_name", "approved", "before", "field", "indicators", "metric", "note",
        "overview", "period", "project_name", "qualitative", "reason", "state", "strategies",
        "summary", "title", "unit",
    }
)  # fmt: skip
"""Ids that are everyday names of attributes, columns and pages too; in a `Place` they count."""

OTHER_MEANING = {
    # members of enums
    "app/models/forms.py": {
        "achieved", "allocated", "approved_difference", "attainment_rate", "available", "basic",
        "budget", "budget_state", "completed_on", "difference_note", "executed",
        "execution_rate", "funding_source", "paid", "payable", "prepaid", "preparer_name",
        "results", "surplus",
    },
    "app/models/progress.py": {"budget"},
    "app/models/programme.py": {"cumulative"},
    # parameters of sentences
    "app/forms/rules/target_rows.py": {"achieved"},
    # columns of tables, named as the figures they show
    "app/reports/annual_report/money.py": {"attainment_rate", "execution_rate", "payment_rate"},
    "app/reports/annual_report/sheets.py": {
        "achieved", "appendix_rate", "attainment", "cumulative", "rates_note", "target_text",
    },
    "app/reports/annual_report/strategies.py": {
        "achieved", "appendix_rate", "attainment", "attainment_rate", "beneficiaries",
        "cumulative", "execution_rate", "sdgs", "target_text",
    },
    "app/reports/table_columns.py": {"attainment_rate", "execution_rate", "payment_rate"},
    "app/reports/tables.py": {
        "achieved", "amendments", "appendix_rate", "attainment", "beneficiaries", "catch_up_on",
        "category", "cause", "completed_on", "contact_email", "contact_phone", "coordination",
        "cumulative", "difference_note", "grounds", "highlights", "improve_by", "measures",
        "narrative", "next_year", "own_progress", "partners", "photos", "preparer_email",
        "preparer_phone", "rates_note", "responsibility", "results", "sdgs", "target_text",
    },
    # columns of the store and of the overview, counted when a return comes in
    "app/store/tables/office.py": {"amendments"},
    "app/ui/office/overview/columns.py": {"amendments"},
}  # fmt: skip
"""By module, the ids that stand there and mean something else. May only grow shorter."""


def modules() -> list[str]:
    found = (path.relative_to(ROOT).as_posix() for path in (ROOT / "app").rglob("*.py"))
    return sorted(each for each in found if not each.startswith(OF_THE_FORM))


def find_ids(tree: ast.Module) -> set[str]:
    """The ids of the form among the texts of a module."""
    texts = {each.value for each in ast.walk(tree) if isinstance(each, ast.Constant)}
    return {each for each in texts if isinstance(each, str) and each in IDS}


def find_named_places(tree: ast.Module) -> Iterator[str]:
    """The sections and fields spelt out where a place is made or moved."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        name = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        name = call.func.id if isinstance(call.func, ast.Name) else name
        if name not in ("Place", "_replace"):
            continue
        named = [each.value for each in call.keywords if each.arg in ("section", "field")]
        positional = [call.args[at] for at in (1, 3) if len(call.args) > at]
        for each in (*named, *positional):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value:
                yield each.value


@pytest.mark.parametrize("module", modules())
def test_no_module_outside_the_forms_folders_knows_its_ids(module: str) -> None:
    tree = ast.parse((ROOT / module).read_text(encoding="utf-8"))
    assert list(find_named_places(tree)) == []
    assert find_ids(tree) - PLAIN_WORDS == OTHER_MEANING.get(module, set())


def test_ids_and_places_spelt_out_are_found() -> None:
    tree = ast.parse(
        'x = Place(None, "officers", None, "head_title")\n'
        'y = x._replace(field="narrative")\n'
        'z = Place(None, section, None, field="title")\n'
    )
    assert sorted(find_named_places(tree)) == ["head_title", "narrative", "officers", "title"]
    assert find_ids(tree) == {"head_title", "narrative", "officers", "title"}
