"""The program dies in the middle of an import: what was taken in is there, the rest can follow."""

import os
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.office.desk import OfficeDesk
from tests.office.scenes import (
    NOON,
    Clock,
    FakeVerifier,
    make_desk,
    make_payload,
    open_annual,
    write_file,
)

AGENCIES = ("MOFA", "MOTC", "MOA", "NSTC")
STATEMENTS = 100
"""About as many as importing four files takes."""

_IMPORT = """
import os, sys
from pathlib import Path
from sqlalchemy import Engine, event
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, Clock, FakeVerifier

folder, number = Path(sys.argv[1]), int(sys.argv[2])
taken_in = statements = 0

def die_at_the_third(done, total, what):
    global taken_in
    taken_in += done == total
    if taken_in == 3 and number == 0:
        os._exit(9)

def die_in_the_statement(*_details):
    global statements
    statements += 1
    if statements == number:
        os._exit(9)

desk = OfficeDesk.open(folder / "office.tianbao", clock=Clock(), verify=FakeVerifier())
event.listen(Engine, "before_cursor_execute", die_in_the_statement)
desk.inbox.import_files(sorted(folder.glob("*.xlsx")), now=NOON, progress=die_at_the_third)
"""
"""Dies before the statement of that number; with 0 when the third file has been taken in."""


class Batch:
    """Four returns that are offered to an office, and what the office makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with make_desk(folder) as desk:
            self.round = open_annual(desk)
            self.payloads = {each: make_payload(self.round, each) for each in AGENCIES}
        self.paths = [write_file(folder, each) for each in self.payloads.values()]

    def die(self, statement: int) -> int:
        """Import in a process that dies; its exit code."""
        root = str(Path(__file__).resolve().parents[3])
        return subprocess.run(
            [sys.executable, "-c", _IMPORT, str(self.folder), str(statement)],
            env={**os.environ, "PYTHONPATH": root},
            check=False,
        ).returncode

    def repeat(self) -> int:
        """Look at what was kept and import again; how many files had been taken in before."""
        store = self.folder / "office.tianbao"
        with OfficeDesk.open(store, clock=Clock(), verify=FakeVerifier()) as desk:
            kept = [each for each in AGENCIES if desk.returns.received(self.round.id, each)]
            assert desk.facts.compare() == ()
            written = [each.code for each in desk.records.ledger(self.round.id)]
            assert written.count("IMPORTED") == len(kept)
            for agency in kept:
                assert len(desk.returns.signed_files(self.round.id, agency, 1)) == 1
            codes = [each.code for each in desk.inbox.import_files(self.paths, now=NOON)]
            assert codes.count("ALREADY_IMPORTED") == len(kept)
            assert codes.count("IMPORTED") == len(AGENCIES) - len(kept)
            for agency, payload in self.payloads.items():
                received = desk.returns.received(self.round.id, agency)
                assert [each.payload for each in received] == [payload]
            assert desk.facts.compare() == ()
        return len(kept)


@pytest.mark.slow
def test_a_killed_import_keeps_whole_files_and_can_be_repeated(tmp_path: Path) -> None:
    batch = Batch(tmp_path)
    assert batch.die(0) == 9
    assert batch.repeat() == 2


@pytest.mark.fuzz
def test_in_whatever_statement_it_dies_files_are_taken_in_whole(
    tmp_path: Path, attempt: int, chance: Random
) -> None:
    batch = Batch(tmp_path)
    for _ in range(2):
        assert batch.die(chance.randint(1, STATEMENTS)) in (0, 9)
    batch.repeat()
