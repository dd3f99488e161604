"""The blank of one agency: which sections, which rows."""

import msgspec
import pytest

from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.models.forms import Blank
from app.models.programme import Comparator, PeriodKind, Programme
from app.programme.catalogue_loader import load_catalogue
from tests.support.programmes import (
    AGENCY,
    ENDED,
    OTHER_AGENCY,
    RUNNING,
    UNFUNDED,
    build_programme,
    build_round,
    build_target,
)

FORM = load_form("annual-results")


def blank_of(programme: Programme, agency: str = AGENCY, year: int = 114) -> Blank:
    return build_blank(FORM, programme, build_round(year), agency)


def rows(blank: Blank, section: str, project: str = RUNNING) -> list[str]:
    found = [each for each in blank.sections_of(project) if each.spec.id == section]
    return [row.key for row in found[0].fixed_rows]


def test_sections_stand_in_reading_order_the_agencys_first() -> None:
    blank = blank_of(build_programme())
    assert blank.project_ids == (RUNNING, ENDED, UNFUNDED)
    assert [each.spec.id for each in blank.sections[:3]] == ["officers", "overview", "basic"]
    order = [each.project_id for each in blank.sections[2:]]
    assert order == [RUNNING] * 9 + [ENDED] * 9 + [UNFUNDED] * 9


def test_one_row_per_target_of_the_year() -> None:
    targets = (
        build_target("I01-1"),
        build_target("I01-2", kind=PeriodKind.YEAR, first_year=113, last_year=113),
    )
    programme = build_programme(targets=targets)
    assert rows(blank_of(programme), "indicators") == ["I01-1"]
    assert rows(blank_of(programme, year=113), "indicators") == ["I01-1", "I01-2"]


def test_the_projects_own_targets_come_after_the_indicators() -> None:
    own = (build_target("P01-1"), build_target("P01-2", kind=PeriodKind.WHOLE_PERIOD))
    programme = build_programme(own_targets=own)
    assert rows(blank_of(programme), "indicators") == ["I01-1", "P01-1", "P01-2"]


def test_an_appendix_target_that_restates_an_indicators_gets_no_second_row() -> None:
    own = (build_target("P01-1", value="120", restates="I01-1"),)
    assert rows(blank_of(build_programme(own_targets=own)), "indicators") == ["I01-1"]


def test_a_restated_target_keeps_its_row_where_the_indicators_has_none_that_year() -> None:
    ended = build_target(kind=PeriodKind.YEAR, first_year=112, last_year=112)
    own = (build_target("P01-1", restates="I01-1"),)
    programme = build_programme(targets=(ended,), own_targets=own)
    assert rows(blank_of(programme), "indicators") == ["P01-1"]


def test_an_indicator_without_a_number_is_a_qualitative_row() -> None:
    assert rows(blank_of(build_programme()), "qualitative") == ["I02"]


def test_partners_are_offered_from_the_programme() -> None:
    offered = blank_of(build_programme()).form.choices("agencies")
    assert [each.id for each in offered] == [AGENCY, OTHER_AGENCY]
    assert "農業部" in offered[1].aliases


def test_an_agency_the_programme_lacks_has_no_blank() -> None:
    with pytest.raises(KeyError):
        blank_of(build_programme(), agency="NASA")


def test_every_target_of_114_stands_in_the_approved_plans_blanks_exactly_once() -> None:
    programme = load_catalogue()
    keys = [
        row.key
        for agency in programme.agencies
        for section in blank_of(programme, agency.code).sections
        if section.spec.id == "indicators"
        for row in section.fixed_rows
    ]
    due = {each.id: each for each in programme.all_targets() if each.period.covers(114)}
    restated = {each.id for each in due.values() if each.restates in due}
    assert sorted(keys) == sorted(set(due) - restated)
    assert len(programme.projects) == 39


def test_every_qualitative_indicator_stands_with_each_of_its_projects() -> None:
    programme = load_catalogue()
    keys = [
        (section.project_id, row.indicator)
        for agency in programme.agencies
        for section in blank_of(programme, agency.code).sections
        if section.spec.id == "qualitative"
        for row in section.fixed_rows
    ]
    expected = [
        (project, each.number)
        for each in programme.indicators
        if not each.targets
        for project in each.projects
    ]
    assert sorted(keys) == sorted(expected)


def test_a_ceiling_is_a_row_like_any_other() -> None:
    programme = build_programme(targets=(build_target(comparator=Comparator.AT_MOST),))
    assert rows(blank_of(programme), "indicators") == ["I01-1"]


def test_the_blanks_of_one_programme_share_the_form_and_another_programme_s_do_not() -> None:
    first, round_ = build_programme(), build_round()
    shared = build_blank(FORM, first, round_, "MOE").form
    assert build_blank(FORM, first, round_, "MOA").form is shared
    fewer = msgspec.structs.replace(first, agencies=first.agencies[:1])
    assert set(build_blank(FORM, fewer, round_, "MOE").form.labels("agencies")) == {"MOE"}
    assert set(build_blank(FORM, first, round_, "MOE").form.labels("agencies")) == {"MOE", "MOA"}
