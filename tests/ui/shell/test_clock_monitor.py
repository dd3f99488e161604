"""The clock in the window: noticed while the program runs, shown with both times, confirmed."""

from datetime import datetime, timedelta

from pytestqt.qtbot import QtBot

from app.errors import AppError
from app.trust.timestamps.clock import (
    ClockFault,
    ClockFinding,
    ClockWatch,
    TimeEvidence,
    TimeWitness,
)
from app.ui.shell.clock_monitor import ClockMonitor, ClockNotice
from tests.agency.desks import START


class DeskClock:
    """Believes the clock unless the time it was told of lies ahead."""

    def __init__(self) -> None:
        self.known: datetime | None = None
        self.left: ClockFinding | None = None

    def finding(self) -> ClockFinding | None:
        if self.known is None:
            return self.left
        evidence = TimeEvidence(witness=TimeWitness.LAST_SEEN, at=self.known)
        return ClockFinding(fault=ClockFault.SET_BACK, now=START, known=evidence)

    def note(self, now: datetime | None = None) -> None:
        self.known = now

    def confirm(self) -> ClockFinding | None:
        self.known = None
        return self.left


class Hands:
    """Wall clock and steady counter."""

    def __init__(self) -> None:
        self.wall, self.steady = START.timestamp(), 10.0

    def watch(self) -> ClockWatch:
        return ClockWatch(lambda: self.wall, lambda: self.steady)


def seat(qtbot: QtBot) -> tuple[ClockNotice, ClockMonitor, DeskClock, Hands]:
    hands, desk = Hands(), DeskClock()
    monitor = ClockMonitor()
    monitor.start(desk, hands.watch())
    notice = ClockNotice(monitor)
    qtbot.addWidget(notice)
    return notice, monitor, desk, hands


def texts(notice: ClockNotice) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in notice.notices()]


def test_a_right_clock_is_not_spoken_of(qtbot: QtBot) -> None:
    notice, monitor, _desk, _hands = seat(qtbot)
    monitor.look()
    notice.show_state()
    assert texts(notice) == []


def test_a_clock_set_back_while_running_is_shown_and_can_be_confirmed(qtbot: QtBot) -> None:
    notice, monitor, desk, hands = seat(qtbot)
    hands.wall -= 7200
    with qtbot.waitSignal(monitor.changed):
        monitor.look()
    assert desk.known is not None
    assert abs(desk.known - START) < timedelta(seconds=1)
    ((kind, text),) = texts(notice)
    assert kind == "error"
    assert "115年1月20日" in text
    notice.confirm()
    ((kind, text),) = texts(notice)
    assert (kind, text) == ("ok", "已記錄：目前的電腦時間正確。")
    monitor.look()
    assert desk.known is None


def test_what_confirming_does_not_settle_stays_in_view(qtbot: QtBot) -> None:
    notice, _monitor, desk, _hands = seat(qtbot)
    evidence = TimeEvidence(witness=TimeWitness.ROUND_FILE, at=START + timedelta(days=1))
    desk.left = ClockFinding(fault=ClockFault.BEHIND_OFFICE, now=START, known=evidence)
    notice.show_state()
    notice.confirm()
    assert {kind for kind, _text in texts(notice)} == {"error", "info"}


def test_a_store_that_cannot_be_written_to_does_not_break_the_watch(qtbot: QtBot) -> None:
    notice, monitor, desk, hands = seat(qtbot)

    def refuse(now: datetime | None = None) -> None:
        raise AppError("STORE_READ_ONLY", file="x")

    desk.note = refuse  # type: ignore[method-assign]
    hands.wall -= 7200
    monitor.look()
    assert texts(notice) == []


def test_a_closed_store_is_not_asked(qtbot: QtBot) -> None:
    notice, monitor, _desk, hands = seat(qtbot)
    monitor.stop()
    hands.wall -= 7200
    monitor.look()
    notice.show_state()
    assert texts(notice) == []
