"""Whether it is the time to sign for a round: its days, and a registry gone old."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.agency.handing_in.readiness import ensure_may_sign
from app.errors import AppError
from tests.agency.desks import (
    REGISTRY,
    START,
    build_round,
    build_round_file,
    write_file,
)

ROUND = "114-annual"
DAY = timedelta(days=1)


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
