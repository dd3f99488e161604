"""The computer's clock, held against every time that is already known."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.messages import describe_error
from app.models.periods import CLOCK_TOLERANCE
from app.trust.timestamps.clock import (
    LONGEST_GAP,
    ClockFault,
    ClockWatch,
    TimeEvidence,
    TimeWitness,
    check_clock,
)

NOW = datetime(2026, 2, 10, 4, 0, tzinfo=UTC)
MOMENTS = st.datetimes(
    min_value=datetime(2025, 6, 1), max_value=datetime(2027, 6, 1), timezones=st.just(UTC)
)
EVIDENCE = st.builds(
    lambda witness, at: TimeEvidence(witness=witness, at=at),
    st.sampled_from(TimeWitness),
    MOMENTS,
)


def known(at: datetime, witness: TimeWitness = TimeWitness.LAST_SEEN) -> TimeEvidence:
    return TimeEvidence(witness=witness, at=at)


def fault(now: datetime, *evidence: TimeEvidence, last_day: date | None = None) -> str | None:
    finding = check_clock(now, evidence, last_day)
    return None if finding is None else finding.fault.name


def test_without_any_evidence_every_clock_is_believed() -> None:
    assert check_clock(NOW, ()) is None


@pytest.mark.parametrize(
    ("behind", "expected"),
    [
        (timedelta(0), None),
        (CLOCK_TOLERANCE, None),
        (CLOCK_TOLERANCE + timedelta(seconds=1), "SET_BACK"),
    ],
)
def test_two_computers_may_differ_by_ten_minutes(behind: timedelta, expected: str | None) -> None:
    assert fault(NOW - behind, known(NOW)) == expected


def test_the_offices_word_ahead_is_said_before_our_own_notes() -> None:
    office = known(NOW + timedelta(hours=1), TimeWitness.ROUND_FILE)
    finding = check_clock(NOW, (known(NOW + timedelta(days=9)), office))
    assert finding is not None
    assert (finding.fault, finding.known) == (ClockFault.BEHIND_OFFICE, office)


def test_a_quiet_year_is_no_fault_and_more_than_that_is() -> None:
    assert fault(NOW + timedelta(days=366), known(NOW)) is None
    assert fault(NOW + LONGEST_GAP + timedelta(hours=1), known(NOW)) == "SET_FORWARD"


def test_a_round_that_closes_later_lets_the_clock_get_there() -> None:
    far = NOW + LONGEST_GAP + timedelta(days=5)
    assert fault(far, known(NOW), last_day=NOW.date() + timedelta(days=30)) is None
    assert fault(far, known(NOW), last_day=NOW.date() - timedelta(days=30)) == "SET_FORWARD"


def test_the_refusal_names_both_times_in_roc_years() -> None:
    finding = check_clock(NOW, (known(NOW + timedelta(days=1)),))
    assert finding is not None
    error = finding.error()
    assert error.code == "CLOCK_SET_BACK"
    assert error.params["now"].startswith("115年2月10日")
    assert error.params["known"].startswith("115年2月11日")
    assert error.params["witness"] is TimeWitness.LAST_SEEN
    assert "（上次使用本程式的時間：115年2月11日" in describe_error(error)


@given(MOMENTS, st.lists(EVIDENCE, max_size=6))
def test_a_set_back_clock_is_found_exactly_when_something_known_lies_ahead(
    now: datetime, evidence: list[TimeEvidence]
) -> None:
    ahead = [each for each in evidence if each.at > now + CLOCK_TOLERANCE]
    finding = check_clock(now, evidence)
    is_back = finding is not None and finding.fault is not ClockFault.SET_FORWARD
    assert is_back == bool(ahead)
    if is_back and finding is not None:
        assert finding.known in ahead
        by_office = any(each.is_office_word for each in ahead)
        assert by_office == (finding.fault is ClockFault.BEHIND_OFFICE)


@given(MOMENTS, st.lists(EVIDENCE, min_size=1, max_size=6))
def test_a_time_that_was_just_noted_settles_everything_but_what_lies_ahead(
    now: datetime, evidence: list[TimeEvidence]
) -> None:
    finding = check_clock(now, (*evidence, known(now)))
    assert finding is None or finding.fault is not ClockFault.SET_FORWARD


# -- while the program runs


class Clocks:
    """A wall clock and a steady counter, moved by hand; seconds."""

    def __init__(self) -> None:
        self.wall, self.steady = 1_770_000_000.0, 50.0
        self.watch = ClockWatch(lambda: self.wall, lambda: self.steady)

    def pass_time(self, seconds: float, *, counted: bool = True) -> None:
        self.wall += seconds
        self.steady += seconds if counted else 0


def test_time_that_passes_is_no_fault() -> None:
    clocks = Clocks()
    clocks.pass_time(86_400)
    assert clocks.watch.look() is None


def test_a_step_back_is_noticed_with_the_time_it_must_be() -> None:
    clocks = Clocks()
    clocks.pass_time(3600)
    it_is = clocks.wall
    clocks.wall -= 7200
    assert clocks.watch.look() == datetime.fromtimestamp(it_is, UTC)


def test_a_small_correction_is_not_worth_a_word() -> None:
    clocks = Clocks()
    clocks.wall -= CLOCK_TOLERANCE.total_seconds() - 1
    assert clocks.watch.look() is None


@pytest.mark.parametrize("counted", [True, False])
def test_sleep_is_no_fault_whether_or_not_the_counter_goes_on(counted: bool) -> None:
    clocks = Clocks()
    clocks.pass_time(8 * 3600, counted=counted)
    assert clocks.watch.look() is None
    clocks.pass_time(60)
    assert clocks.watch.look() is None


def test_a_step_back_after_sleep_is_still_noticed() -> None:
    clocks = Clocks()
    clocks.pass_time(8 * 3600, counted=False)
    assert clocks.watch.look() is None
    clocks.wall -= 3600
    assert clocks.watch.look() is not None


def test_a_confirmed_clock_is_believed_from_there_on() -> None:
    clocks = Clocks()
    clocks.wall -= 7200
    clocks.watch.begin_anew()
    assert clocks.watch.look() is None
