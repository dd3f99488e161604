"""What an agency's store knows of the time, and whose word ends the matter."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
    REGISTRY,
    START,
    build_round_file,
    write_file,
)

DAY = timedelta(days=1)


class HandClock:
    """A clock set by the test."""

    def __init__(self) -> None:
        self.now = START + timedelta(hours=1)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def desk(tmp_path: Path, clock: HandClock) -> Iterator[AgencyDesk]:
    with AgencyDesk.create(tmp_path / "moe.tianbao", clock=clock) as opened:
        file = write_file(tmp_path, build_round_file())
        opened.intake.receive(file, confirm_office=OFFICE_FINGERPRINT)
        yield opened


def refusal(desk: AgencyDesk, now: datetime) -> str | None:
    try:
        desk.clock.ensure(now)
    except AppError as error:
        return error.code
    return None


def test_in_time_nothing_stands_in_the_way(desk: AgencyDesk, clock: HandClock) -> None:
    assert desk.clock.finding() is None
    assert refusal(desk, clock.now) is None


def test_a_clock_before_the_round_file_cannot_sign(desk: AgencyDesk) -> None:
    assert refusal(desk, START - DAY) == "CLOCK_BEHIND_OFFICE"


def test_a_clock_set_back_since_the_last_signature_cannot_sign(
    desk: AgencyDesk, clock: HandClock
) -> None:
    desk.clock.ensure(clock.now + 5 * DAY)
    assert refusal(desk, clock.now + 4 * DAY) == "CLOCK_SET_BACK"


def test_small_steps_back_do_not_add_up(desk: AgencyDesk, clock: HandClock) -> None:
    step = timedelta(minutes=9)
    desk.clock.ensure(clock.now + DAY)
    assert refusal(desk, clock.now + DAY - step) is None
    assert refusal(desk, clock.now + DAY - 2 * step) == "CLOCK_SET_BACK"


def test_what_was_last_seen_is_kept_when_the_store_is_opened_again(
    desk: AgencyDesk, clock: HandClock
) -> None:
    clock.now += 5 * DAY
    desk.close()
    with AgencyDesk.open(desk.path, clock=clock) as again:
        clock.now -= DAY
        finding = again.clock.finding()
        assert finding is not None
        assert finding.error().code == "CLOCK_SET_BACK"


def test_a_clock_years_ahead_cannot_sign_and_leaves_no_trace(
    desk: AgencyDesk, clock: HandClock
) -> None:
    right = clock.now
    desk.close()
    clock.now = datetime(2030, 5, 1, tzinfo=UTC)
    with AgencyDesk.open(desk.path, clock=clock) as again:
        assert refusal(again, clock.now) == "CLOCK_SET_FORWARD"
        clock.now = right
        assert again.clock.finding() is None


def test_a_person_ends_what_only_this_program_noted(desk: AgencyDesk, clock: HandClock) -> None:
    desk.clock.ensure(clock.now + 5 * DAY)
    assert desk.clock.finding() is not None
    assert desk.clock.confirm() is None
    assert refusal(desk, clock.now) is None
    assert refusal(desk, clock.now - timedelta(hours=1)) == "CLOCK_SET_BACK"


def test_a_person_does_not_end_what_the_office_has_signed(
    desk: AgencyDesk, clock: HandClock
) -> None:
    clock.now = START - DAY
    left = desk.clock.confirm()
    assert left is not None
    assert left.error().code == "CLOCK_BEHIND_OFFICE"
    assert refusal(desk, clock.now) == "CLOCK_BEHIND_OFFICE"


def test_a_round_file_issued_anew_takes_the_place_of_one_from_the_future(
    desk: AgencyDesk, clock: HandClock, tmp_path: Path
) -> None:
    clock.now = START - 3 * DAY
    earlier = START - 4 * DAY
    registry = msgspec.structs.replace(REGISTRY, issued_at=earlier)
    anew = write_file(tmp_path, build_round_file(issued_at=earlier, registry=registry), "new")
    with pytest.raises(AppError) as caught:  # nobody has said yet that the clock is right
        desk.intake.receive(anew)
    assert caught.value.code == "ROUND_FILE_OLDER"
    desk.clock.confirm()
    desk.intake.receive(anew)
    assert desk.clock.finding() is None
    assert refusal(desk, clock.now) is None


def test_a_round_file_from_the_past_does_not_bring_an_earlier_revision_back(
    desk: AgencyDesk, clock: HandClock, tmp_path: Path
) -> None:
    later = build_round_file(issued_at=START + DAY, last_revision=2, last_payload_sha256="0" * 64)
    desk.intake.receive(write_file(tmp_path, later, "second"))
    clock.now = START - 3 * DAY
    desk.clock.confirm()
    with pytest.raises(AppError) as caught:
        desk.intake.receive(tmp_path / "round.tbround")
    assert caught.value.code == "ROUND_FILE_OLDER"
