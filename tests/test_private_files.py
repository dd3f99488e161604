"""Keys are for their owner only, and one that is not is told of."""

import os
import sys
from pathlib import Path

import pytest

from app.files import write_atomically
from app.private_files import is_exposed, lets_everybody_read, restrict_to_owner

OWNER = "S-1-5-21-0-0-0-1000"


@pytest.mark.parametrize(
    ("descriptor", "is_everybodys"),
    [
        (f"D:P(A;;FA;;;SY)(A;;FA;;;{OWNER})", False),
        (f"D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;FA;;;{OWNER})", False),
        ("D:AI(A;ID;FA;;;BA)(A;ID;0x1301bf;;;AU)(A;ID;0x1200a9;;;BU)", True),
        ("D:(A;;FA;;;WD)", True),
        ("D:(A;;0x1200a9;;;WD)", True),
        ("D:(A;;GRGX;;;S-1-5-32-545)", True),
        ("D:(A;;FR;;;DU)", True),
        ("D:(A;;FW;;;WD)", False),
        ("D:(A;;0x100116;;;BU)", False),
        ("D:(D;;FA;;;WD)", False),
        ("D:(A;OICIIO;GA;;;WD)", False),
        (f"O:{OWNER}D:(A;;FA;;;{OWNER})S:(AU;FA;FA;;;WD)", False),
        ("D:NO_ACCESS_CONTROL", True),
        ("D:P", False),
        ("", True),
    ],
)
def test_an_access_list_of_windows_says_who_may_read(descriptor: str, is_everybodys: bool) -> None:
    assert lets_everybody_read(descriptor) == is_everybodys


def test_a_key_is_not_exposed_and_another_file_is(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "report.pdf", b"content")
        write_atomically(tmp_path / "key.p12", b"secret", is_private=True)
    finally:
        os.umask(before)
    assert is_exposed(tmp_path / "report.pdf")
    assert not is_exposed(tmp_path / "key.p12")
    assert (tmp_path / "key.p12").read_bytes() == b"secret"


def test_what_is_not_there_is_not_exposed(tmp_path: Path) -> None:
    assert not is_exposed(tmp_path / "none.p12")
    assert not is_exposed(Path("a\0b"))


@pytest.mark.skipif(sys.platform != "win32", reason="access lists are those of Windows")
def test_windows_takes_everybody_off_the_list(tmp_path: Path) -> None:
    path = tmp_path / "key.p12"
    path.touch()
    assert is_exposed(path)
    restrict_to_owner(path)
    assert not is_exposed(path)
    path.write_bytes(b"still the owner's")


def test_a_key_is_closed_to_others_before_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(
        "app.files.restrict_to_owner", lambda path: sizes.append(path.stat().st_size)
    )
    write_atomically(tmp_path / "key.p12", b"secret", is_private=True)
    write_atomically(tmp_path / "report.pdf", b"content")
    assert sizes == [0]
