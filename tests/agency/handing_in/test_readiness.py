"""Whether there is something to sign, and whether it is the time: days, a registry gone old."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.readiness import ensure_may_sign, ensure_ready
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.errors import AppError
from app.models.reviews import CommentAnswerKind, ReviewComment
from tests.agency.desks import (
    CONTACT,
    PAID,
    REGISTRY,
    START,
    build_payload,
    build_round,
    build_round_file,
    write_file,
)

ROUND = "114-annual"
DAY = timedelta(days=1)


@pytest.fixture
def finished(desk: AgencyDesk, tmp_path: Path) -> Draft:
    """A draft of 115 with everything filled in; 114 was handed in with a contact."""
    desk.draft(ROUND).commit({CONTACT: "林怡君"}, "填報")
    desk.handed_in.record(build_payload(desk), [])
    desk.intake.receive(write_file(tmp_path, build_round_file(115), "115.tbround"))
    draft = desk.draft("115-annual")
    draft.commit(build_agency_answers(draft.programme, draft.blank, 7), "填報")
    explain_delays(draft)
    explain_warnings(draft)
    return draft


def gate(draft: Draft) -> str | None:
    try:
        ensure_ready(draft)
    except AppError as error:
        return error.code
    return None


def test_a_text_nobody_could_read_is_not_signed_over(finished: Draft) -> None:
    assert gate(finished) is None
    finished.commit({}, "輸入", texts={PAID: "約三萬"})
    assert gate(finished) == "EXPORT_HAS_FINDINGS"
    finished.journal.undo()
    assert gate(finished) is None


def test_a_carried_value_nobody_looked_at_is_not_signed(finished: Draft) -> None:
    finished.commit({CONTACT: None}, "清除")
    finished.carried.take_over()
    assert gate(finished) == "EXPORT_CARRIED_UNCONFIRMED"
    finished.carried.confirm([CONTACT])
    assert gate(finished) is None


def test_a_remark_without_an_answer_is_not_signed_over(
    desk: AgencyDesk, finished: Draft, tmp_path: Path
) -> None:
    remark = ReviewComment(
        id="r1-1", place=None, text="請說明。", author="國發會", written_at=START
    )
    newer = build_round_file(115, comments=(remark,), issued_at=START + DAY)
    desk.intake.receive(write_file(tmp_path, newer, "newer.tbround"))
    draft = desk.draft("115-annual")
    assert gate(draft) == "EXPORT_REMARKS_UNANSWERED"
    draft.remarks.keep(remark, CommentAnswerKind.KEPT_WITH_REASON, "")
    assert gate(draft) == "EXPORT_REMARKS_UNANSWERED"
    draft.remarks.answer(remark, CommentAnswerKind.CORRECTED)
    assert gate(draft) is None


def refusal(desk: AgencyDesk, now: datetime) -> str | None:
    try:
        ensure_may_sign(desk, ROUND, now)
    except AppError as error:
        return error.code
    return None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2026, 3, 1, 15, 59, tzinfo=UTC), None),  # 23:59 of the last day in Taiwan
        (datetime(2026, 3, 1, 16, 0, tzinfo=UTC), "EXPORT_ROUND_CLOSED"),
    ],
)
def test_the_last_day_ends_at_midnight_in_taiwan(
    desk: AgencyDesk, at: datetime, expected: str | None
) -> None:
    assert refusal(desk, at) == expected


def test_before_the_round_opens_nobody_signs(desk: AgencyDesk, tmp_path: Path) -> None:
    opens_on = (START + 10 * DAY).date()
    moved = build_round_file(round=build_round(opens_on=opens_on), issued_at=START + DAY)
    desk.intake.receive(write_file(tmp_path, moved, "moved"))
    assert refusal(desk, START + 9 * DAY) == "EXPORT_ROUND_NOT_OPEN"
    assert refusal(desk, START + 11 * DAY) is None


def test_a_registry_is_warned_of_for_thirty_days_and_refused_after(
    desk: AgencyDesk, tmp_path: Path
) -> None:
    due = START + 2 * DAY
    registry = msgspec.structs.replace(REGISTRY, next_update=due)
    later = build_round_file(registry=registry, issued_at=START + DAY)
    desk.intake.receive(write_file(tmp_path, later, "later"))
    codes = [
        (warning := desk.rounds.registry_warning(ROUND, at)) and warning.code
        for at in (due, due + DAY, due + 31 * DAY)
    ]
    assert codes == [None, "REGISTRY_DUE", "REGISTRY_STALE"]
    assert refusal(desk, due + DAY) is None
    assert refusal(desk, due + 31 * DAY) == "REGISTRY_STALE"
