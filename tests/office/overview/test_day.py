"""What waits for the office is named, round by round."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.models.day import DayTask, TaskKind
from app.models.reviews import DecisionKind
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import CLOSES, DUE, NOON, make_payload, open_annual, write_file

pytestmark = pytest.mark.slow


def tasks(desk: OfficeDesk, days_after_due: int = 0) -> dict[tuple[TaskKind, str | None], DayTask]:
    found = desk.overview.tasks(DUE + timedelta(days=days_after_due))
    return {(each.kind, each.round_id): each for each in found}


def test_nothing_waits_before_a_round_is_opened(desk: OfficeDesk) -> None:
    assert desk.overview.tasks(DUE) == ()


def test_returns_wait_until_somebody_decides(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    files = [write_file(tmp_path, make_payload(annual, each)) for each in ("MOTC", "MOFA")]
    desk.inbox.import_files(files, now=NOON)
    waiting = tasks(desk)[TaskKind.REVIEW, annual.id]
    assert (waiting.count, waiting.agencies, waiting.title) == (2, ("MOFA", "MOTC"), annual.title)
    desk.review.decide(annual.id, "MOFA", DecisionKind.ACCEPT, (), "李審查", NOON)
    assert tasks(desk)[TaskKind.REVIEW, annual.id].agencies == ("MOTC",)


def test_late_agencies_are_to_be_reminded_while_returns_are_taken(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files([write_file(tmp_path, make_payload(annual, "MOFA"))], now=NOON)
    assert (TaskKind.REMIND, annual.id) not in tasks(desk)
    late = tasks(desk, 1)[TaskKind.REMIND, annual.id]
    assert late.count == len(desk.records.programme.agencies) - 1
    assert "MOFA" not in late.agencies
    assert (TaskKind.REMIND, annual.id) not in tasks(desk, (CLOSES - DUE).days + 1)


def test_round_files_are_to_be_written_to_whom_none_went(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    assert tasks(desk)[TaskKind.ROUND_FILES, annual.id].count == 17
    desk.round_files.write(annual.id, tmp_path / "files")
    assert (TaskKind.ROUND_FILES, annual.id) not in tasks(desk)


def test_every_round_has_its_own_work(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    other = open_annual(desk, 115)
    desk.inbox.import_files([write_file(tmp_path, make_payload(annual, "MOFA"))], now=NOON)
    found = tasks(desk)
    assert (TaskKind.REVIEW, annual.id) in found
    assert (TaskKind.REVIEW, other.id) not in found
    assert (TaskKind.ROUND_FILES, other.id) in found
