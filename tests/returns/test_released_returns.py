"""One signed return of every released format verifies for ever (tests/fixtures/returns).

Nothing about these files may be changed to make a test pass: agencies have such files, and offices
have taken them in.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from app.returns.layouts.printed_document import LAYOUT_VERSION
from app.returns.verification import verify_file
from tests.support.released_returns import PDF, RELEASED, WORKBOOK, load_trust

FOLDERS = sorted(RELEASED.glob("layout-*"))
ROOT = Path(__file__).resolve().parents[2]
CONTROL_NUMBERS = {"layout-1": "2GG9-BMMK-X9BR-T4FH"}


def test_there_is_a_pair_of_the_present_layout() -> None:
    assert f"layout-{LAYOUT_VERSION}" in {each.name for each in FOLDERS}
    assert CONTROL_NUMBERS.keys() == {each.name for each in FOLDERS}


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
def test_the_pair_of_a_released_format_verifies(folder: Path) -> None:
    trust = load_trust(folder)
    payloads = []
    for name in (WORKBOOK, PDF):
        content = (folder / name).read_bytes()
        verification = verify_file(content, name, trust)
        assert (name, verification.verdict.reasons) == (name, ())
        assert verification.verdict.is_good
        assert verification.payload is not None
        payloads.append(verification.payload)
    assert payloads[0] == payloads[1]
    assert payloads[0].control_number() == CONTROL_NUMBERS[folder.name]


@pytest.mark.slow
def test_verifying_needs_nothing_of_the_library_that_signs() -> None:
    """It takes half a second to load, and adds to what other libraries know."""
    script = (
        "import sys\n"
        "from app.returns.verification import verify_file\n"
        "from tests.support.released_returns import PDF, RELEASED, load_trust\n"
        f"folder = RELEASED / {FOLDERS[-1].name!r}\n"
        "found = verify_file((folder / PDF).read_bytes(), PDF, load_trust(folder))\n"
        "assert found.verdict.is_good, found.verdict.reasons\n"
        "assert 'pyhanko' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
@pytest.mark.parametrize("name", [WORKBOOK, PDF])
def test_a_released_file_with_one_byte_changed_does_not(folder: Path, name: str) -> None:
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 1
    assert not verify_file(bytes(content), name, load_trust(folder)).verdict.is_good
