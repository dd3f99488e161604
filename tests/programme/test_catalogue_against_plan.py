"""Every amount and every number of the approved plan is in the catalogue or accounted for."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from app.messages import word
from app.models.programme import PlainFigure, Programme, Target
from app.notations.quantities import read_amount
from tests.programme.plan_text import PlanText, numbers_in

# Numbers of a sheet, outside its budget, that are neither targets nor terms of support: why, which
_NO_FIGURES: dict[str, dict[str, str]] = {
    "P02": {"day the scheme ends": "114 12 31"},
    "P04": {
        "years and months": "112 113 6 113",
        "people concerned, in 萬": "12",
        "announces a list of platforms": "3",
    },
    "P06": {
        "earlier phases": "2",
        "announces a list of topics": "6",
        "years": "112 113 114 115 112 115",
        "length of the period": "4",
    },
    "P07": {
        "number of phases and their order": "2 1 2 1",
        "eligibility in school years": "5",
        "months and years of guidance": "6 1",
    },
    "P15": {"numbering of paragraphs": "1 2 3 1 2 1 2 1 2", "a standard's number": "14064 1"},
    "P16": {
        "founding day of the alliance": "111 7 8",
        "associations called together in the past": "30",
        "year": "112",
    },
    "P18": {
        "years of the underlying programme": "111 116",
        "length of a grant in years": "2",
        "youth to be employed and their age": "1 45",
    },
    "P19": {"announces a list of topics": "5"},
    "P21": {"years": "111 112", "length of the period": "2 2", "announces a list": "5"},
    "P25": {"numbering of paragraphs": "1 2 3"},
    "P26": {"year of the net-zero goal": "2050", "years": "112 115 112"},
    "P32": {"years of guidance": "2"},
    "P35": {
        "part of the project's name": "2.0",
        "years": "107 110 111 112",
        "counties: chosen, opened, still to open": "9 6 3",
    },
}
_NO_TARGETS = {7: {"length of the period": "2"}}
_PAGE_NUMBERS = [30, 44, 46, 60]


def _figures(entries: Iterable[Target | PlainFigure]) -> Counter[Decimal]:
    return Counter(
        figure
        for each in entries
        for figure in (each.value, each.min, each.max)
        if figure is not None
    )


def _reasoned(reasons: dict[str, str]) -> Counter[Decimal]:
    return Counter(Decimal(token) for tokens in reasons.values() for token in tokens.split())


def test_the_sheets_name_the_projects_in_order(programme: Programme, plan: PlanText) -> None:
    names = [sheet.name for sheet in plan.sheets]
    assert [each.name for each in programme.projects] == names


def test_the_sheets_stand_under_their_agencies(programme: Programme, plan: PlanText) -> None:
    printed = [sheet.agency_name for sheet in plan.sheets]
    assert [programme.agency(each.agency).plan_name for each in programme.projects] == printed
    assert [each.plan_name for each in programme.agencies] == list(dict.fromkeys(printed))


def test_the_body_lists_the_agencies_in_its_own_order(programme: Programme, plan: PlanText) -> None:
    first, last = plan.line_of("本方案由"), plan.line_of("三、 管考機制")
    text = plan.text_between(first, last).replace(" ", "")
    ordered = sorted(programme.agencies, key=lambda each: each.body_order)
    places = [text.index(each.plan_name) for each in ordered]
    assert places == sorted(places)


def test_every_sheet_names_its_strategies(programme: Programme, plan: PlanText) -> None:
    ids = {name: each.id for each in programme.strategies for name in (each.name, *each.aliases)}
    for project, sheet in zip(programme.projects, plan.sheets, strict=True):
        printed = sheet.strategies.replace(" ", "").split("、")
        assert [ids[name] for name in printed] == list(project.strategies), project.id


def test_every_budget_cell_is_the_printed_one(programme: Programme, plan: PlanText) -> None:
    for project, sheet in zip(programme.projects, plan.sheets, strict=True):
        expected = []
        for cell in project.budgets:
            expected.append((cell.printed, word(cell.status) if cell.status.is_marked else None))
        assert sheet.cells == expected, project.id


def test_no_number_of_a_budget_block_is_left_over(programme: Programme, plan: PlanText) -> None:
    for sheet in plan.sheets:
        in_cells = sum((numbers_in(printed) for printed, _ in sheet.cells), Counter[Decimal]())
        assert numbers_in(sheet.budget) == in_cells, sheet.name


def test_every_number_of_a_sheet_is_accounted_for(programme: Programme, plan: PlanText) -> None:
    for project, sheet in zip(programme.projects, plan.sheets, strict=True):
        known = _figures(project.targets) + _figures(project.figures)
        known += _reasoned(_NO_FIGURES.get(project.id, {}))
        assert numbers_in(f"{sheet.name} {sheet.rest}") == known, project.id


def test_every_number_of_an_indicator_is_accounted_for(
    programme: Programme, plan: PlanText
) -> None:
    for indicator in programme.indicators:
        known = _figures(indicator.targets) + _reasoned(_NO_TARGETS.get(indicator.number, {}))
        assert numbers_in(plan.text_of(indicator.source)) == known, indicator.label


def test_no_number_stands_outside_the_sheets_and_indicators_but_page_numbers(
    programme: Programme, plan: PlanText
) -> None:
    sources = [each.source for each in programme.projects]
    sources += [each.source for each in programme.indicators]
    covered = {n for each in sources for n in range(each.first, each.last + 1)}
    section = range(plan.line_of("一、 量化指標"), plan.line_of("二、 質化成果"))
    appendix = range(plan.sheets[0].first_line, len(plan.lines) + 1)
    rest = [plan.lines[n - 1] for n in (*section, *appendix) if n not in covered]
    assert numbers_in(" ".join(rest)) == Counter(Decimal(page) for page in _PAGE_NUMBERS)


def test_source_lines_begin_where_the_entry_begins(programme: Programme, plan: PlanText) -> None:
    for project, sheet in zip(programme.projects, plan.sheets, strict=True):
        assert project.source.first == sheet.first_line, project.id
    for indicator in programme.indicators:
        first_line = plan.lines[indicator.source.first - 1]
        assert first_line.strip().startswith(f"{indicator.label} "), indicator.label


def test_source_lines_hold_one_sheet_each(programme: Programme, plan: PlanText) -> None:
    """From its first line to its last sentence; headings and page numbers belong to none."""
    next_lines = [*(sheet.first_line for sheet in plan.sheets[1:]), len(plan.lines) + 1]
    for project, next_line in zip(programme.projects, next_lines, strict=True):
        assert plan.text_of(project.source).count("計畫策略") == 1, project.id
        assert plan.lines[project.source.last - 1].strip(), project.id
        between = plan.lines[project.source.last : next_line - 1]
        rest = [line.strip() for line in between if line.strip()]
        assert all(re.match(r"\d+$|[一二三四五六七八九十]+、|附件", each) for each in rest), (
            project.id
        )


def test_indicators_name_their_agency(programme: Programme, plan: PlanText) -> None:
    cells = [content.name for each in programme.strategies for content in each.work_contents]
    for indicator in programme.indicators:
        text = plan.text_of(indicator.source).replace(" ", "")
        for cell in cells:  # of the table's left column, printed into the middle of a sentence
            text = text.replace(cell, "")
        named = re.findall(r"\(([^()]+)\)", text)[-1]
        assert named.startswith(programme.agency(indicator.agency).short_name), indicator.label


def test_stated_totals_are_those_of_the_section_on_money(
    programme: Programme, plan: PlanText
) -> None:
    first, last = plan.line_of("二、 經費需求"), plan.line_of("三、 管考機制")
    text = plan.text_between(first, last).replace(" ", "")
    printed = re.findall(r"[\d.]+億元", text)
    assert [each.printed for each in programme.stated_totals] == printed
    assert [each.amount_ntd for each in programme.stated_totals] == [
        read_amount(each) for each in printed
    ]


def test_strategies_work_contents_and_goals_are_named_as_approved(
    programme: Programme, plan: PlanText
) -> None:
    text = "".join("".join(plan.lines).split())
    for strategy in programme.strategies:
        assert all(name in text for name in (strategy.name, *strategy.aliases))
        assert all(each.name in text for each in strategy.work_contents)
    assert all(goal in text for goal in programme.goals)


def test_no_summary_copies_a_sentence_of_the_plan(programme: Programme, plan: PlanText) -> None:
    """Eighteen characters in a row, names aside, would be copying rather than summing up."""
    text = "".join("".join(plan.lines).split())
    for project in programme.projects:
        for summary in (project.content_summary, project.results_summary, project.remark or ""):
            pieces = [summary[n : n + 18] for n in range(len(summary) - 17)]
            assert not [piece for piece in pieces if piece in text], project.id
