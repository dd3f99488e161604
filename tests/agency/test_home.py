"""What an agency's store shows before it is opened is what its desk would show."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.home import HomeState, build_home_state
from app.models.agency_rounds import AgencyRoundState
from app.models.answers import Place, parse_place
from app.models.reviews import CommentAnswerKind, ReviewComment
from app.store.snapshot import read_snapshot
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    PAID,
    build_round_file,
    hand_in,
    open_desk_with_round,
    write_file,
)
from tests.support.earlier_years import last_year

ROUND = "114-annual"


def close_and_read(desk: AgencyDesk) -> HomeState:
    """What the store holds when it is closed: the state of the open desk."""
    shown = build_home_state(desk.rounds, desk.draft(ROUND))
    desk.close()
    kept = read_snapshot(desk.path, HomeState)
    assert kept == shown
    return shown


def test_a_draft_begun_is_shown_as_it_stands(desk: AgencyDesk, draft: Draft) -> None:
    draft.commit({PAID: 1}, "實支數")
    kept = close_and_read(desk)
    assert kept.agency_name == "教育部" and kept.titles == {ROUND: kept.present.round.title}
    assert kept.present.state is AgencyRoundState.IN_PROGRESS
    assert kept.open_places and kept.last_saved_at is not None


def test_a_return_handed_in_is_shown_with_its_control_number(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    hand_in(desk, tmp_path)
    kept = close_and_read(desk)
    assert kept.present.handed_in is not None and kept.present.handed_in.revision == 1


def test_remarks_are_shown_with_their_places_and_answers(desk: AgencyDesk, tmp_path: Path) -> None:
    comments = tuple(
        ReviewComment(
            id=f"r1-{place}",
            place=place,
            text="請說明差異。",
            author="國發會",
            written_at=datetime(2026, 2, 3, 2, 0, tzinfo=UTC),
        )
        for place in (PAID.path, None)
    )
    file = write_file(tmp_path, build_round_file(comments=comments))
    desk.intake.receive(file, confirm_office=OFFICE_FINGERPRINT)
    desk.draft(ROUND).remarks.answer(comments[0], CommentAnswerKind.CORRECTED)
    kept = close_and_read(desk)
    first, second = kept.remarks
    assert (first.place, first.labels) == (parse_place(PAID.path), ("預算執行", "實支數"))
    assert first.answer is CommentAnswerKind.CORRECTED
    assert (second.place, second.labels, second.answer) == (None, (), None)


def test_values_carried_forward_are_shown_in_the_order_of_their_paths(
    desk: AgencyDesk, draft: Draft
) -> None:
    places = [Place(each, "basic", None, "contact_name") for each in ("P06", None)]
    prior = last_year({each: "林小明" for each in places if draft.blank.labels(each)})
    draft.adopt(replace(draft.basis, earlier=prior))
    draft.carried.take_over()
    kept = close_and_read(desk)
    assert kept.unconfirmed == (places[0],)


def test_a_session_without_a_draft_leaves_nothing_to_show(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        desk.draft(ROUND)
    assert read_snapshot(desk.path, HomeState) is not None
    AgencyDesk.open(desk.path).close()
    assert read_snapshot(desk.path, HomeState) is None


def test_before_the_first_round_file_there_is_nothing_to_show(tmp_path: Path) -> None:
    with AgencyDesk.create(tmp_path / "agency.tianbao") as desk:
        assert desk.drafts.find(ROUND) is None
    assert read_snapshot(desk.path, HomeState) is None
