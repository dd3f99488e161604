"""What is particular to a form stands in the form, or in one folder for it: nobody else knows its
section and field ids."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.forms.form_loader import load_form
from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

ROOT = Path(__file__).resolve().parent.parent
FORM = load_form("annual-results")
IDS = frozenset(
    each for section in FORM.sections for each in (section.id, *(one.id for one in section.fields))
)
OF_THE_FORM = ("app/forms/annual_results/", "app/reports/annual_results/", "app/demo/")
"""Folders that may know the form: its rules, its reading for reports, the demonstration."""

ENUMS = {"Enum", "StrEnum"}

PLAIN_WORDS = frozenset(
    {
        "agency_name", "field", "indicators", "metric", "note", "overview", "period",
        "project_name", "qualitative", "reason", "state", "strategies", "summary", "title", "unit",
    }
)  # fmt: skip
"""Ids that are everyday names of attributes, columns and pages too; in a `Place` they count."""

OTHER_MEANING = {
    # a parameter of sentences
    "app/forms/rules/target_rows.py": {"achieved"},
    # columns of the store and of the overview, counted when a return comes in
    "app/store/tables/office.py": {"amendments"},
    "app/ui/office/overview/columns.py": {"amendments"},
}
"""By module, the ids that stand there and mean something else. May only grow shorter."""


def modules() -> list[str]:
    found = (path.relative_to(ROOT).as_posix() for path in (ROOT / "app").rglob("*.py"))
    return sorted(each for each in found if not each.startswith(OF_THE_FORM))


def find_ids(tree: ast.Module) -> set[str]:
    """The ids of the form among the texts of a module; members of enums are words of their own."""
    words = {
        id(each)
        for kind in ast.walk(tree)
        if isinstance(kind, ast.ClassDef) and {ast.unparse(base) for base in kind.bases} & ENUMS
        for line in kind.body
        if isinstance(line, ast.Assign)
        for each in ast.walk(line.value)
    }
    texts = {
        each.value
        for each in ast.walk(tree)
        if isinstance(each, ast.Constant) and id(each) not in words
    }
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


def test_every_plain_word_is_used_as_one() -> None:
    trees = (ast.parse((ROOT / each).read_text(encoding="utf-8")) for each in modules())
    used = set().union(*(find_ids(each) for each in trees))
    assert used >= PLAIN_WORDS, "no longer used: take them off the list"


def test_members_of_enums_are_words_of_their_own() -> None:
    tree = ast.parse(
        'class Role(StrEnum):\n    PAID = "paid"\nclass Row(Record):\n    name: str = "payable"\n'
    )
    assert find_ids(tree) == {"payable"}


def test_ids_and_places_spelt_out_are_found() -> None:
    tree = ast.parse(
        'x = Place(None, "officers", None, "head_title")\n'
        'y = x._replace(field="narrative")\n'
        'z = Place(None, section, None, field="title")\n'
    )
    assert sorted(find_named_places(tree)) == ["head_title", "narrative", "officers", "title"]
    assert find_ids(tree) == {"head_title", "narrative", "officers", "title"}
