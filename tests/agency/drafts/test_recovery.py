"""After a crash every committed value is there, and the desk says what was recovered."""

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.agency.desk import AgencyDesk
from tests.agency.desks import (
    NARRATIVE,
    OFFICE_FINGERPRINT,
    PAID,
    START,
    build_round_file,
    write_file,
)

ROUND = "114-annual"
ROOT = Path(__file__).parents[3]

_TYPE_UNTIL_KILLED = """
import sys
from pathlib import Path
from app.agency.desk import AgencyDesk
from tests.agency.desks import NARRATIVE, PAID, PROJECT, TickingClock
desk = AgencyDesk.open(Path(sys.argv[1]), clock=TickingClock())
draft = desk.draft("114-annual")
for number in range(1, 10_000):
    draft.commit({PAID: number, NARRATIVE: f"第 {number} 次"}, f"第 {number} 次")
    print(number, flush=True)
"""


def _crash_after(path: Path, edits: int) -> int:
    """Let a program type into the store, kill it in the act; returns its last confirmed edit."""
    typist = subprocess.Popen(
        [sys.executable, "-c", _TYPE_UNTIL_KILLED, str(path)], stdout=subprocess.PIPE, cwd=ROOT
    )
    with typist:
        assert typist.stdout is not None
        for _ in range(edits):
            assert typist.stdout.readline()
        typist.kill()
        rest = typist.stdout.read().split(b"\n")
    whole = [int(each) for each in rest[:-1] if each]
    return whole[-1] if whole else edits


def _make_store(folder: Path) -> Path:
    path = folder / "moe.tianbao"
    with AgencyDesk.create(path) as desk:
        desk.intake.receive(
            write_file(folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT
        )
    return path


@pytest.mark.fuzz
def test_every_committed_edit_is_there_after_the_program_was_killed(
    tmp_path: Path, attempt: int, chance: Random
) -> None:
    path = _make_store(tmp_path)
    confirmed = _crash_after(path, 60 if attempt == 0 else chance.randint(1, 300))
    with AgencyDesk.open(path) as desk:
        draft = desk.draft(ROUND)
        found = draft.answers.get(PAID)
        assert isinstance(found, int)
        # One more may have reached the disk before it could be reported.
        assert found in (confirmed, confirmed + 1)
        assert draft.answers.get(NARRATIVE) == f"第 {found} 次"
        for _ in range(found - 1):
            assert draft.journal.undo() is not None
        assert draft.answers.get(PAID) == 1


@pytest.mark.slow
def test_the_desk_says_what_was_recovered_and_says_it_once(tmp_path: Path) -> None:
    path = _make_store(tmp_path)
    _crash_after(path, 5)
    with AgencyDesk.open(path) as desk:
        note = desk.drafts.recovery_note()
        assert note is not None
        assert note.changes == desk.draft(ROUND).answers.get(PAID)
        assert note.last_saved_at > START
        assert note.fields == ("預算執行・實支數", "執行成果・執行成果說明")
        assert note.last_saved_at == desk.draft(ROUND).journal.last_saved_at
    with AgencyDesk.open(path) as desk:
        assert desk.drafts.recovery_note() is None


def test_a_session_that_was_only_looking_needs_no_note(tmp_path: Path) -> None:
    path = _make_store(tmp_path)
    desk = AgencyDesk.open(path)
    desk.bench.store.abandon()  # as a killed program leaves it
    with AgencyDesk.open(path) as again:
        assert again.drafts.recovery_note() is None
