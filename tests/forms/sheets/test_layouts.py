"""Sheets over all projects: which rows and columns they have, and where their cells belong."""

from msgspec.structs import replace

from app.forms.sheets.layouts import (
    ColumnSource,
    SheetKind,
    SheetLayout,
    find_sheets,
    layout_agency,
    layout_section,
    sheet_of,
)
from app.models.answers import Place
from app.models.earlier import EarlierYear
from tests.forms.filled import Filled
from tests.support.earlier_years import build_earlier
from tests.support.programmes import RUNNING

PAID = Place(RUNNING, "budget", None, "paid")


def lay_out(kind: SheetKind, earlier: EarlierYear | None = None) -> SheetLayout:
    filled = Filled()
    names = {each: filled.programme.project(each).name for each in filled.blank.project_ids}
    return layout_agency(kind, filled.blank, "總表", names, filled.answers, earlier)


def headings(layout: SheetLayout) -> list[str]:
    return [each.heading for each in layout.columns]


def test_the_sheet_of_budgets_has_a_row_for_each_project_and_its_figures() -> None:
    layout = lay_out(SheetKind.BUDGET)
    assert [each.section.project_id for each in layout.rows] == [*Filled().blank.project_ids]
    assert headings(layout)[:4] == ["計畫名稱", "可支用預算數", "累計分配數", "實支數"]
    assert {"預付款", "執行率", "核定預算數"} <= {*headings(layout)}
    assert not {"差異說明", "經費來源"} & {*headings(layout)}, "written in the project's form"
    assert layout.name_columns == (0,)


def test_the_sheet_of_targets_has_a_row_for_each_target_named_by_project_and_metric() -> None:
    layout = lay_out(SheetKind.TARGETS)
    sections = [each for each in Filled().blank.sections if each.spec.id == "indicators"]
    keys = [(each.project_id, row.key) for each in sections for row in each.fixed_rows]
    assert [(each.section.project_id, each.key) for each in layout.rows] == keys
    assert headings(layout)[:3] == ["計畫名稱", "指標項目", "目標值"]
    assert layout.name_columns == (0, 1)


def test_a_cell_and_its_place_find_each_other() -> None:
    layout = lay_out(SheetKind.BUDGET)
    cell = layout.find(PAID)
    assert cell is not None
    assert layout.place(*cell) == PAID
    assert layout.place(0, 0).project == RUNNING
    assert layout.find(PAID._replace(field="difference_note")) is None
    assert layout.find(PAID._replace(section="results")) is None


def test_only_this_years_fields_are_typed_in() -> None:
    layout = lay_out(SheetKind.BUDGET, build_earlier({PAID: 7}))
    typed = [each.heading for each in layout.columns if each.is_typed]
    assert typed[:3] == ["可支用預算數", "累計分配數", "實支數"]
    assert not {"計畫名稱", "執行率", "核定預算數", "113 年實支數"} & {*typed}


def test_of_an_earlier_year_what_it_has_stands_behind_this_year() -> None:
    layout = lay_out(SheetKind.BUDGET, build_earlier({PAID: 7}))
    assert headings(layout)[-1] == "113 年實支數"
    earlier = [each for each in layout.columns if each.source is ColumnSource.EARLIER]
    assert len(earlier) == 1, "no empty columns"
    assert layout.find(PAID) == (0, headings(layout).index("實支數"))
    assert layout.place(0, len(layout.columns) - 1) == PAID


def test_one_project_alone_has_no_sheet_over_all() -> None:
    blank = Filled().blank
    assert find_sheets(blank) == (SheetKind.BUDGET,), "the targets are those of one project"
    of_one = tuple(each for each in blank.sections if each.project_id in (None, RUNNING))
    assert find_sheets(replace(blank, sections=of_one)) == ()


def test_a_form_without_the_figures_has_no_sheet() -> None:
    blank = Filled().blank
    bare = tuple(replace(each, fields=each.fields[:1]) for each in blank.form.sections)
    assert find_sheets(replace(blank, form=replace(blank.form, sections=bare))) == ()


def test_a_place_says_in_which_sheet_it_stands() -> None:
    blank = Filled().blank
    assert sheet_of(blank, PAID) is SheetKind.BUDGET
    assert sheet_of(blank, Place(RUNNING, "indicators", "k", "achieved")) is SheetKind.TARGETS
    assert sheet_of(blank, Place(RUNNING, "results", None, "narrative")) is None


def test_the_rows_of_a_section_are_named_by_their_first_text_that_is_only_shown() -> None:
    section = next(each for each in Filled().blank.sections if each.spec.id == "indicators")
    layout = layout_section(section, tuple(each.key for each in section.fixed_rows))
    assert layout.name_columns == (0,)
    assert layout.columns[0].heading == "指標項目"
