"""The agency's desk opens light: each room loads when it is first asked for."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from tests.agency.desks import open_desk_with_round

ROOT = Path(__file__).parents[2]

_OPEN = """
import sys
from pathlib import Path
from app.agency.desk import AgencyDesk
with AgencyDesk.open(Path(sys.argv[1])) as desk:
    assert desk.rounds.all() and desk.draft("114-annual").results.progress
    assert desk.pending.count_waiting() == 0
heavy = ("cryptography", "asn1crypto", "pyhanko", "lxml", "pikepdf", "reportlab", "openpyxl")
print(*[each for each in heavy if each in sys.modules])
"""


@pytest.mark.slow
def test_rounds_and_drafts_are_there_without_cryptography_or_paper(tmp_path: Path) -> None:
    open_desk_with_round(tmp_path).close()
    command = [sys.executable, "-c", _OPEN, str(tmp_path / "moe.tianbao")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_room_is_made_once(desk: AgencyDesk) -> None:
    assert desk.intake is desk.intake
    assert desk.draft("114-annual") is desk.drafts.of("114-annual")
