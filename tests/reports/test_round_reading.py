"""What the report reads of a form: by role, by a known form's own ids; every other field is left
over for a table of its own."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from app.forms.form_loader import load_form
from app.models.answers import ROWS, Answers, Place
from app.models.forms import (
    Choice,
    FieldRole,
    FieldSpec,
    FieldType,
    FormSpec,
    RowSource,
    RowsSpec,
    Scope,
    SectionSpec,
)
from app.reports.annual_results.own_parts import KNOWN
from app.reports.coverage import ReportPart
from app.reports.figure_values import Figures
from app.reports.figures import build_figures
from app.reports.round_reading import RoundReading
from tests.reports.small_programme import build_small_merged
from tests.support.changed_forms import change_choices, change_field, change_form, change_section

FORM = load_form("annual-results")
MONEY = SectionSpec(
    id="cash",
    title="收支",
    scope=Scope.PROJECT,
    fields=(
        FieldSpec(id="in", label="可用", type=FieldType.MONEY, role=FieldRole.AVAILABLE),
        FieldSpec(id="out", label="已付", type=FieldType.MONEY, role=FieldRole.PAID),
    ),
)
SMALL = FormSpec(id="cash-book", version=1, title="收支表", sections=(MONEY,))


def left_over(form: FormSpec) -> dict[str, list[str]]:
    """The labels that have no words of their own, by title."""
    return {
        each.title: [column.label for column in each.columns] for each in RoundReading(form).rest
    }


def report(form: FormSpec, values: dict[Place, object]) -> Figures:
    merged = build_small_merged(Answers(values), form=form)  # type: ignore[arg-type]
    return build_figures(merged)


def test_the_form_of_the_year_is_said_in_full_in_the_reports_own_words() -> None:
    reading = RoundReading(FORM)
    assert reading.rest == ()
    assert reading.coverage.parts == set(ReportPart)
    assert len(reading.coverage.amounts) == 8
    assert len(reading.coverage.rates) == 3


@pytest.mark.parametrize(
    ("section_id", "field_id"),
    [(section_id, each) for section_id, known in KNOWN.items() for each in known.fields],
)
def test_a_field_under_another_id_is_left_over_and_stops_nothing(
    section_id: str, field_id: str
) -> None:
    form = change_field(section_id, field_id, id=f"{field_id}_new")(FORM)
    title = f"{FORM.section(section_id).title}－其他欄位"
    found = left_over(form)
    if len(found) and title not in found:  # the only field of its section
        title = FORM.section(section_id).title
    (label,) = found.pop(title)
    assert label.startswith(FORM.section(section_id).field(field_id).label)
    assert found == {}
    report(form, {})


@pytest.mark.parametrize("section_id", KNOWN)
def test_a_section_that_is_gone_takes_its_part_of_the_report_along(section_id: str) -> None:
    kept = tuple(each for each in FORM.sections if each.id != section_id)
    reading = RoundReading(replace(FORM, sections=kept))
    assert reading.rest == ()
    assert len(reading.coverage.parts) == len(ReportPart) - 1


def test_a_field_of_another_type_is_printed_as_it_is_now() -> None:
    form = change_field("results", "beneficiaries", type=FieldType.TEXT, unit="", min=None)(FORM)
    assert left_over(form) == {"執行成果－其他欄位": ["受益人數"]}
    place = Place("P01", "results", None, "beneficiaries")
    figures = report(form, {place: "約三千人"})
    assert figures.project("P01").beneficiaries is None
    (row,) = figures.sections[0].rows
    assert (row.agency, row.project_id, row.values) == ("NDC", "P01", ("約三千人",))


def test_a_choice_the_program_has_no_word_for_is_printed_by_the_forms_label() -> None:
    suspended = Choice(id="suspended", label="暫緩")
    form = change_choices("qualitative_states", lambda old: (*old, suspended))(FORM)
    assert left_over(form) == {"質化指標－其他欄位": ["辦理情形"]}
    figures = report(form, {Place("P02", "qualitative", "I03", "state"): "suspended"})
    (row,) = figures.sections[0].rows
    assert (row.mark, row.values) == ("I03", ("暫緩",))


def test_a_section_that_repeats_now_is_read_row_by_row() -> None:
    rows = RowsSpec(source=RowSource.FREE, label="重點")
    form = change_section("next_year", rows=rows)(FORM)
    assert left_over(form) == {"下年度重點工作": ["下年度重點工作"]}
    figures = report(
        form,
        {
            Place("P01", "next_year", None, ROWS): ("r2", "r1"),
            Place("P01", "next_year", "r1", "focus"): "乙",
            Place("P01", "next_year", "r2", "focus"): "甲",
        },
    )
    assert [(each.mark, each.values) for each in figures.sections[0].rows] == [
        ("1", ("甲",)),
        ("2", ("乙",)),
    ]


def test_money_is_found_by_its_roles_in_a_form_of_another_name() -> None:
    reading = RoundReading(SMALL)
    assert reading.rest == ()
    assert reading.coverage.parts == {ReportPart.MONEY}
    assert reading.coverage.amounts == ("approved_ntd", "available_ntd", "paid_ntd")
    assert reading.coverage.rates == (FieldRole.PAYMENT_RATE,)
    values: dict[Place, object] = {
        Place("P01", "cash", None, "in"): 400, Place("P01", "cash", None, "out"): 100,
    }  # fmt: skip
    budget = report(SMALL, values).project("P01").budget
    assert (budget.available_ntd, budget.payment_rate) == (400, Decimal("25.00"))


def test_money_by_rows_is_summed_up_and_each_row_shown() -> None:
    rows = replace(MONEY, rows=RowsSpec(source=RowSource.FREE, label="來源"))
    form = replace(SMALL, sections=(rows,))
    values: dict[Place, object] = {
        Place("P01", "cash", None, ROWS): ("r1", "r2"),
        Place("P01", "cash", "r1", "in"): 400,
        Place("P01", "cash", "r2", "in"): 200,
    }
    figures = report(form, values)
    assert figures.project("P01").budget.available_ntd == 600
    assert [each.values for each in figures.sections[0].rows] == [(400, None), (200, None)]


def test_a_form_of_another_name_is_not_read_by_the_ids_of_the_form_of_the_year() -> None:
    words = replace(FORM, id="other", sections=(FORM.section("results"),))
    reading = RoundReading(words)
    assert reading.coverage.parts == {ReportPart.STATES}  # by the role of 自評進度
    assert left_over(words) == {"執行成果－其他欄位": ["執行成果說明", "受益人數（人）"]}


def test_targets_without_a_field_to_report_are_a_section_like_any_other() -> None:
    fields = (FORM.section("indicators").field("metric"), FORM.section("indicators").field("note"))
    form = change_section("indicators", fields=fields)(change_form(id="other")(FORM))
    assert ReportPart.TARGETS not in RoundReading(form).coverage.parts
    assert left_over(form)["量化指標"] == ["指標項目", "說明"]
