"""The program dies in the middle of an import: what was taken in is there, the rest can follow."""

import os
import subprocess
import sys
from pathlib import Path

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

_DIES = """
import os, sys
from pathlib import Path
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, Clock, FakeVerifier

folder = Path(sys.argv[1])
taken_in = 0

def die_at_the_third(done, total, what):
    global taken_in
    taken_in += done == total
    if taken_in == 3:
        os._exit(9)

desk = OfficeDesk.open(folder / "office.tianbao", clock=Clock(), verify=FakeVerifier())
desk.inbox.import_files(sorted(folder.glob("*.xlsx")), now=NOON, progress=die_at_the_third)
"""


@pytest.mark.slow
def test_a_killed_import_keeps_whole_files_and_can_be_repeated(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        annual = open_annual(desk)
        payloads = {agency: make_payload(annual, agency) for agency in AGENCIES}
    paths = [write_file(tmp_path, each) for each in payloads.values()]
    root = str(Path(__file__).resolve().parents[3])
    died = subprocess.run(
        [sys.executable, "-c", _DIES, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": root},
        check=False,
    )
    assert died.returncode == 9
    store = tmp_path / "office.tianbao"
    with OfficeDesk.open(store, clock=Clock(), verify=FakeVerifier()) as desk:
        kept = [each for each in AGENCIES if desk.returns.received(annual.id, each)]
        assert len(kept) == 2
        assert len(desk.records.ledger(annual.id)) == 2
        for agency in kept:
            assert len(desk.returns.signed_files(annual.id, agency, 1)) == 1
        results = desk.inbox.import_files(paths, now=NOON)
        assert sorted(each.code for each in results) == ["ALREADY_IMPORTED"] * 2 + ["IMPORTED"] * 2
        for agency, payload in payloads.items():
            assert [each.payload for each in desk.returns.received(annual.id, agency)] == [payload]
