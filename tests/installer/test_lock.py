"""The pinned parts are read whole; a word nobody knows is refused."""

from pathlib import Path

import msgspec
import pytest

from installer.lock import read_kept, read_lock
from installer.windows import HERE


def test_parts_are_named_with_version_and_digest() -> None:
    lock = read_lock()
    for part in (lock.python, lock.uv):
        name, version, digest = part.package, part.package_version, part.sha256
        assert part.requirement == f"{name}=={version} --hash=sha256:{digest}\n"
        assert len(bytes.fromhex(digest)) == 32


def test_python_is_one_whose_zlib_is_zlib() -> None:
    """From 3.14 on Windows' Python compresses with zlib-ng, whose bytes are others."""
    assert (read_lock().python.version, read_lock().python.digits) == ("3.13", "313")


def test_an_unknown_word_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "kept.toml"
    path.write_text("dropped = []\nof_windows = []\nonly = {}\nmore = 1\n", encoding="utf-8")
    with pytest.raises(msgspec.ValidationError, match="more"):
        read_kept(path)


def test_names_of_windows_are_written_as_they_are_compared() -> None:
    names = read_kept(HERE / "kept.toml").of_windows
    assert [each for each in names if each != each.lower()] == []
