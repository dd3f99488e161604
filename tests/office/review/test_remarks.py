"""A reviewer's remarks are rows of the store until a decision sends them."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.models.reviews import DecisionKind, Remark
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, Clock, FakeVerifier, chain, refusal_of, write_file

NARRATIVE = "P07/results/-/narrative"
FIRST, SECOND = ("114-annual", "MOFA", 1), ("114-annual", "MOFA", 2)


@pytest.fixture
def held(desk: OfficeDesk, annual: Round, tmp_path: Path) -> OfficeDesk:
    """Two revisions of an agency have been received."""
    first, second, _third = chain(annual)
    desk.inbox.import_files([write_file(tmp_path, each) for each in (first, second)], now=NOON)
    return desk


def decide(desk: OfficeDesk, kind: DecisionKind, *texts: str, by: str = "王審查") -> None:
    remarks = [Remark(place=None, text=each) for each in texts]
    desk.review.decide("114-annual", "MOFA", kind, remarks, by, NOON)


def test_a_remark_is_still_there_when_the_store_is_opened_again(held: OfficeDesk) -> None:
    held.remarks.write(*FIRST, NARRATIVE, " 請補充。 ")
    held.remarks.write(*FIRST, None, "整體")
    held.close()
    with OfficeDesk.open(held.path, clock=Clock(), verify=FakeVerifier()) as again:
        assert again.remarks.about(*FIRST) == (
            Remark(place=NARRATIVE, text="請補充。"),
            Remark(place=None, text="整體"),
        )


def test_each_place_has_one_remark_and_an_empty_one_takes_it_away(held: OfficeDesk) -> None:
    for place in (NARRATIVE, None):
        held.remarks.write(*FIRST, place, "請")
        held.remarks.write(*FIRST, place, "請補充。")
    assert [each.text for each in held.remarks.about(*FIRST)] == ["請補充。"] * 2
    held.remarks.write(*FIRST, None, " ")
    assert [each.place for each in held.remarks.about(*FIRST)] == [NARRATIVE]


def test_remarks_are_about_one_revision(held: OfficeDesk) -> None:
    held.remarks.write(*SECOND, None, "第二版")
    assert held.remarks.about(*FIRST) == ()


@pytest.mark.parametrize("kind", [DecisionKind.ACCEPT, DecisionKind.SEND_BACK])
def test_a_decision_takes_the_remarks_along_and_reopening_brings_its_comments_back(
    held: OfficeDesk, kind: DecisionKind
) -> None:
    held.remarks.write(*FIRST, None, "前一版")
    held.remarks.write(*SECOND, None, "請補充。")
    decide(held, kind, "請補充。")
    assert held.remarks.about(*SECOND) == ()
    decide(held, DecisionKind.REOPEN)
    assert held.remarks.about(*SECOND) == (Remark(place=None, text="請補充。"),)
    assert [each.text for each in held.remarks.about(*FIRST)] == ["前一版"]


def test_reopening_twice_brings_back_the_comments_of_the_latest_decision(held: OfficeDesk) -> None:
    decide(held, DecisionKind.SEND_BACK, "初次")
    decide(held, DecisionKind.REOPEN)
    decide(held, DecisionKind.ACCEPT)
    decide(held, DecisionKind.REOPEN)
    assert held.remarks.about(*SECOND) == ()


def test_a_refused_decision_leaves_the_remarks(held: OfficeDesk) -> None:
    held.remarks.write(*SECOND, None, "請補充。")
    with pytest.raises(AppError) as caught:
        decide(held, DecisionKind.ACCEPT, by=" ")
    assert refusal_of(caught.value) == "DECISION_WITHOUT_NAME"
    assert len(held.remarks.about(*SECOND)) == 1


def test_only_who_asks_goes_on_under_the_name_of_the_last_officer(desk: OfficeDesk) -> None:
    desk.name_officer("王小明")
    desk.close()
    with OfficeDesk.open(desk.path, clock=Clock()) as again:
        assert again.officer == ""
        again.recall_officer()
        assert again.officer == "王小明"


def test_a_remark_the_agency_could_not_print_is_refused(held: OfficeDesk) -> None:
    held.remarks.write(*FIRST, None, "⾦額\u200b")
    with pytest.raises(AppError) as caught:
        held.remarks.write(*FIRST, None, "請補充🙏")
    assert (caught.value.code, caught.value.params["label"]) == ("F171", "審查意見")
    for text, author in (("請補充🙏", "王審查"), ("請補充", "王🙏")):
        with pytest.raises(AppError) as caught:
            decide(held, DecisionKind.SEND_BACK, text, by=author)
        assert caught.value.code == "F171"
    assert [each.text for each in held.remarks.about(*FIRST)] == ["金額"]
