"""The commands that stand in `docs/payload.md`, run as they stand there."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from app.returns.layouts.part_names import STYLES_PART
from tests.e2e.test_verify_return import own_pdf, signed_by_others, workbook, write_round
from tests.returns.pdf.forged_pdfs import made, signed
from tests.returns.workbook.packages import BOTH, SHEET, added, changed, replaced

TOOLS = ("bash", "unzip", "openssl", "basenc", "pdfdetach", "sed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason=f"not installed: one of {TOOLS}"),
]
PAGE = Path(__file__).resolve().parents[2] / "docs" / "payload.md"
BLOCKS = dict(
    re.findall(r"<!-- run (.*?) -->\n```sh\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
)
OF_WORKBOOK = ("workbook payload", "workbook parts", "workbook signature", "workbook signer")
OF_PDF = ("pdf signature", "pdf payload")
NUMBERS = ("1", "2")


def run(folder: Path, number: str, *names: str) -> tuple[int, str]:
    """Run blocks one after the other, in one shell that ends at the first failure."""
    text = "\n".join(BLOCKS[name] for name in names).replace("number=1", f"number={number}")
    done = subprocess.run(
        ["bash", "-e", "-u", "-o", "pipefail", "-c", text],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("number", NUMBERS)
def test_a_workbook_is_checked(number: str, tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_bytes(workbook())
    code, said = run(tmp_path, number, *OF_WORKBOOK)
    payload = made(BOTH).payload
    assert code == 0, said
    assert "Verified OK" in said
    assert said.count(payload.content_sha256) == 2
    assert payload.sha256() in said
    assert payload.signers[int(number) - 1].certificate_sha256 in said
    assert "CN=王" in said


CHANGED: dict[str, Callable[[], bytes]] = {
    "a cell": lambda: changed(workbook(), SHEET, replaced(b"<v>9999<", b"<v>9998<")),
    "the styles": lambda: changed(workbook(), STYLES_PART, replaced(b'val="12"', b'val="1"')),
    "the way to the sheets": lambda: changed(
        workbook(), "xl/_rels/workbook.xml.rels", replaced(b"sheet2.xml", b"sheet3.xml")
    ),
    "a part more": lambda: added(workbook(), {"xl/extra.xml": b"<x/>"}),
    "a time of signing": lambda: changed(
        workbook(), "_xmlsignatures/sig1.xml", replaced(b"T01:02:03Z<", b"T01:02:04Z<", 2)
    ),
    "the digest of a part": lambda: changed(
        workbook(), "_xmlsignatures/sig1.xml", replaced(b"Type=application", b"Type=Application")
    ),
    "other signers": signed_by_others,
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_changed_workbook_is_not_passed(what: str, tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_bytes(CHANGED[what]())
    assert run(tmp_path, "1", *OF_WORKBOOK)[0] != 0


@pytest.mark.parametrize("number", NUMBERS)
def test_a_pdf_is_checked(number: str, tmp_path: Path) -> None:
    (tmp_path / "return.pdf").write_bytes(signed(BOTH))
    code, said = run(tmp_path, number, *OF_PDF)
    assert code == 0, said
    assert made(BOTH).payload.sha256() in said
    assert made(BOTH).payload.signers[int(number) - 1].certificate_sha256 in said


@pytest.mark.parametrize("number", NUMBERS)
def test_a_changed_pdf_is_not_passed(number: str, tmp_path: Path) -> None:
    content = signed(BOTH)
    place = content.index(b"stream\n") + 60
    contents = (
        content[:place] + bytes((content[place] ^ 1,)) + content[place + 1 :],
        content + content[content.rindex(b"startxref") :],
        own_pdf(),
    )
    for each in contents:
        (tmp_path / "return.pdf").write_bytes(each)
        assert run(tmp_path, number, *OF_PDF)[0] != 0


def test_the_round_file_names_the_signers(tmp_path: Path) -> None:
    (tmp_path / "return.xlsx").write_bytes(workbook())
    round_path, _ = write_round(tmp_path)
    round_path.rename(tmp_path / "round.tbround")
    names = ("workbook payload", "round")
    assert run(tmp_path, "1", *names)[0] == 0
    (tmp_path / "return.xlsx").write_bytes(workbook())
    content = (tmp_path / "round.tbround").read_bytes()
    for old in (made(BOTH).round.nonce, made(BOTH).payload.signers[1].certificate_sha256):
        twin = old.replace(old[:4], "0000")
        (tmp_path / "round.tbround").write_bytes(content.replace(old.encode(), twin.encode()))
        assert run(tmp_path, "1", *names)[0] != 0
