"""Walking along a blank, and how full it is."""

from app.forms.iteration import row_keys, row_label, walk_fields
from app.forms.progress import Progress, measure_progress
from app.models.answers import ROWS, Answers, Place
from app.models.forms import BlankSection
from tests.forms.filled import DELAY, HIGHLIGHT, Filled, behind
from tests.support.programmes import ENDED, RUNNING, UNFUNDED


def section_of(filled: Filled, section: str) -> BlankSection:
    found = [each for each in filled.blank.sections_of(RUNNING) if each.spec.id == section]
    return found[0]


def progress_of(filled: Filled) -> dict[str | None, Progress]:
    progress = measure_progress(filled.blank, filled.answers, filled.findings())
    return {each.project_id: each for each in progress}


def test_walking_meets_every_field_once_in_reading_order() -> None:
    filled = Filled().set("highlights", row="x", **HIGHLIGHT)
    places = [place for _, _, _, place in walk_fields(filled.blank, filled.answers)]
    assert len(set(places)) == len(places)
    assert places[0] == Place(None, "officers", None, "preparer_name")
    assert Place(RUNNING, "highlights", "x", "title") in places
    stored = {place for place in filled.answers if place.field != ROWS}
    assert stored <= set(places)


def test_rows_are_the_fixed_ones_the_officers_own_or_none() -> None:
    filled = (
        Filled().set("highlights", row="b", **HIGHLIGHT).set("highlights", row="a", **HIGHLIGHT)
    )
    assert row_keys(section_of(filled, "budget"), filled.answers) == (None,)
    assert row_keys(section_of(filled, "indicators"), filled.answers) == ("I01-1",)
    assert row_keys(section_of(filled, "highlights"), filled.answers) == ("b", "a")
    assert row_keys(section_of(filled, "amendments"), filled.answers) == ()


def test_rows_are_called_by_their_place_in_order() -> None:
    filled = (
        Filled().set("highlights", row="b", **HIGHLIGHT).set("highlights", row="a", **HIGHLIGHT)
    )
    assert row_label(section_of(filled, "highlights"), "a", filled.answers) == "亮點案例 2"
    assert row_label(section_of(filled, "budget"), None, filled.answers) == ""


def test_a_complete_return_is_full() -> None:
    for each in progress_of(Filled()).values():
        assert each.is_complete
        assert each.filled == each.total


def test_progress_stands_for_the_agency_first_then_each_project() -> None:
    assert list(progress_of(Filled())) == [None, RUNNING, ENDED, UNFUNDED]


def test_an_empty_return_has_everything_before_it() -> None:
    filled = Filled()
    totals = {key: each.total for key, each in progress_of(filled).items()}
    filled.answers = Answers()
    empty = progress_of(filled)
    assert all(each.filled == 0 for each in empty.values())
    assert {key: each.total for key, each in empty.items()} == totals
    assert empty[RUNNING].errors == empty[RUNNING].total
    assert empty[ENDED].total == 0


def test_filling_one_field_moves_the_bar_by_one() -> None:
    filled = Filled().set("results", narrative=None)
    before = progress_of(filled)[RUNNING]
    after = progress_of(filled.set("results", narrative="成果" * 20))[RUNNING]
    assert (after.filled - before.filled, after.total - before.total) == (1, 0)


def test_falling_behind_makes_the_form_longer() -> None:
    on_track = progress_of(Filled())[RUNNING]
    late = progress_of(behind().set("delay", **dict.fromkeys(DELAY)))[RUNNING]
    assert late.total == on_track.total + len(DELAY)
    assert late.filled == on_track.filled


def test_a_warning_counts_until_it_is_explained() -> None:
    filled = Filled().set("budget", completed_on=None)
    assert progress_of(filled)[RUNNING].warnings == 1
    assert not progress_of(filled)[RUNNING].is_complete
    place = filled.only("F124").place
    filled.reasons[("F124", place.path)] = "跨年度"
    assert progress_of(filled)[RUNNING].is_complete
