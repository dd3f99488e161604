"""The office's clock: what depends on it is refused while it is not believed, reading is not."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.checks.office_files import build_office_checker
from app.errors import AppError
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import (
    DUE,
    NOON,
    PASSPHRASE,
    Clock,
    FakeVerifier,
    chain,
    write_file,
)

DAY = timedelta(days=1)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def turned_back(desk: OfficeDesk, annual: Round, clock: Clock) -> OfficeDesk:
    """The office, reopened with a clock two days behind what it has seen."""
    desk.close()
    clock.now = NOON - 2 * DAY
    again = OfficeDesk.open(desk.path, clock=clock, verify=FakeVerifier())
    again.keys.unlock(PASSPHRASE)
    return again


def test_acts_that_depend_on_the_time_are_refused(
    turned_back: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    file = write_file(tmp_path, chain(annual)[0])
    acts: tuple[Callable[[], object], ...] = (
        lambda: turned_back.inbox.import_files([file], now=NOON - 2 * DAY),
        lambda: turned_back.round_files.write(annual.id, tmp_path / "out"),
        lambda: turned_back.receipts.write(annual.id, "MOFA", 1, tmp_path),
        lambda: turned_back.enrolments.confirm(1, "", NOON),
        lambda: turned_back.registry.withdraw("0" * 64, reason="", at=NOON),
    )
    with turned_back:
        for act in acts:
            with pytest.raises(AppError) as caught:
                act()
            assert caught.value.code == "CLOCK_SET_BACK"
        assert turned_back.records.ledger() == ()


def test_verifying_stays_possible(turned_back: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    with turned_back:
        file = write_file(tmp_path, chain(annual)[0])
        (result,) = build_office_checker(turned_back, NOON - 2 * DAY).check_files([file])
        assert result.is_good


def test_a_persons_word_is_kept_in_the_audit_log_and_settles_the_matter(
    turned_back: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    with turned_back:
        assert turned_back.clock.confirm() is None
        entry = turned_back.records.audit_entries()[-1]
        assert entry.action == "clock_confirmed"
        assert "115年2月10日" in entry.detail["known"]
        assert turned_back.round_files.write(annual.id, tmp_path / "out", ["MOE"])


def test_what_a_wrong_clock_wrote_does_not_make_it_right(
    desk: OfficeDesk, annual: Round, clock: Clock, tmp_path: Path
) -> None:
    desk.close()
    clock.now = NOON + 1200 * DAY
    with OfficeDesk.open(desk.path, clock=clock, verify=FakeVerifier()) as again:
        again.keys.unlock(PASSPHRASE)
        # Noted in the audit log, years ahead.
        again.rounds.change_dates(annual.id, due_on=DUE + DAY, reason="延期")
        with pytest.raises(AppError) as caught:
            again.round_files.write(annual.id, tmp_path / "out")
        assert caught.value.code == "CLOCK_SET_FORWARD"
        clock.now = NOON + DAY
        assert again.round_files.write(annual.id, tmp_path / "out", ["MOE"])
