"""The reviewer sees what changed from one revision to the next, as it is printed."""

from pathlib import Path

import pytest

from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.forms import Blank
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.office.review.differences import compare_returns
from tests.office.scenes import NOON, SUMMARY, chain, write_file

PAID = Place("P25", "budget", None, "paid")
HIGHLIGHTS = Place("P25", "highlights", None, ROWS)


@pytest.fixture
def blank(desk: OfficeDesk, annual: Round) -> Blank:
    found = build_blank(load_form(annual.form_id), desk.programme, annual, "MOFA")
    assert found.project_ids == ("P25",)
    return found


def title(row: str) -> Place:
    return Place("P25", "highlights", row, "title")


def compare(
    blank: Blank, older: dict[Place, StoredValue], newer: dict[Place, StoredValue]
) -> list[tuple[str, str, str, str]]:
    found = compare_returns(Answers(older), Answers(newer), blank)
    return [(each.section, each.field, each.before, each.after) for each in found]


def test_equal_answers_have_no_differences(blank: Blank) -> None:
    assert compare(blank, {PAID: 1200}, {PAID: 1200}) == []


def test_values_are_printed_in_reading_order(blank: Blank) -> None:
    older: dict[Place, StoredValue] = {PAID: 1_200_000, SUMMARY: "舊"}
    newer: dict[Place, StoredValue] = {PAID: 1_350_000, SUMMARY: "新"}
    (summary, paid) = compare(blank, older, newer)
    assert summary[2:] == ("舊", "新")
    assert paid[2:] == ("1,200,000", "1,350,000")
    assert paid[0] == blank.form.section("budget").title
    assert paid[1] == blank.form.section("budget").field("paid").label


def test_added_and_emptied_values_show_nothing_on_the_other_side(blank: Blank) -> None:
    assert [each[2:] for each in compare(blank, {}, {PAID: 0})] == [("", "0")]
    assert [each[2:] for each in compare(blank, {PAID: 0}, {})] == [("0", "")]


def test_choices_are_printed_by_their_label(blank: Blank) -> None:
    funding = Place("P25", "budget", None, "funding_source")
    form = blank.form
    listed = form.choices(form.section("budget").field("funding_source").choices or "")
    (found,) = compare(blank, {funding: ("official",)}, {funding: ("official", "fund")})
    labels = {each.id: each.label for each in listed}
    assert labels["official"] in found[2]
    assert labels["fund"] not in found[2]
    assert labels["fund"] in found[3]


def test_rows_are_told_by_their_key_so_moving_one_is_no_difference(blank: Blank) -> None:
    texts: dict[Place, StoredValue] = {title("r1"): "甲案", title("r2"): "乙案"}
    assert (
        compare(blank, {HIGHLIGHTS: ("r1", "r2")} | texts, {HIGHLIGHTS: ("r2", "r1")} | texts) == []
    )


def test_a_removed_row_shows_what_is_gone_under_its_old_number(blank: Blank) -> None:
    older: dict[Place, StoredValue] = {
        HIGHLIGHTS: ("r1", "r2"),
        title("r1"): "甲案",
        title("r2"): "乙案",
    }
    newer: dict[Place, StoredValue] = {HIGHLIGHTS: ("r1",), title("r1"): "甲案"}
    ((_section, field, before, after),) = compare(blank, older, newer)
    assert " 2・" in field
    assert (before, after) == ("乙案", "")


def test_an_added_row_shows_under_its_new_number(blank: Blank) -> None:
    newer: dict[Place, StoredValue] = {HIGHLIGHTS: ("r9",), title("r9"): "新案"}
    ((_section, field, before, after),) = compare(blank, {}, newer)
    assert " 1・" in field
    assert (before, after) == ("", "新案")


def test_the_desk_compares_two_received_revisions(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    paths = [write_file(tmp_path, each) for each in chain(annual, length=2)]
    desk.import_files(paths, now=NOON)
    older, newer = desk.received(annual.id, "MOFA")
    (difference,) = desk.differences(older, newer)
    assert difference.place == SUMMARY
    assert difference.before.startswith("第 1 版")
    assert difference.after.startswith("第 2 版")
