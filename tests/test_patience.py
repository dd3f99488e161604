"""A file another program holds for a moment is waited for."""

import errno
import time
from pathlib import Path

import pytest

from app.errors import AppError
from app.files import write_atomically
from app.patience import discard, insist
from app.store.inspection import StoreKind
from app.store.store import create_store


def held(number: int = 32) -> PermissionError:
    """What Windows says while a scanner reads the file."""
    problem = PermissionError(errno.EACCES, "held")
    problem.winerror = number  # type: ignore[attr-defined]
    return problem


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited; nobody waits."""
    found: list[float] = []
    monkeypatch.setattr(time, "sleep", found.append)
    return found


def hold(monkeypatch: pytest.MonkeyPatch, method: str, times: int) -> None:
    """Let a method of paths fail so often before it works."""
    really, left = getattr(Path, method), [times]

    def act(path: Path, *arguments: object, **options: object) -> object:
        if left[0]:
            left[0] -= 1
            raise held()
        return really(path, *arguments, **options)

    monkeypatch.setattr(Path, method, act)


@pytest.mark.parametrize("method", ["replace", "unlink"])
def test_a_file_held_for_a_moment_is_written_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], method: str
) -> None:
    hold(monkeypatch, method, 3)
    write_atomically(tmp_path / "a.xlsx", b"content")
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]
    assert len(pauses) == 3


@pytest.mark.parametrize("method", ["rename", "unlink"])
def test_a_store_held_for_a_moment_is_created(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], method: str
) -> None:
    hold(monkeypatch, method, 3)
    create_store(tmp_path / "a.tianbao", StoreKind.AGENCY).close()
    assert list(tmp_path.glob(".tianbao-*.part")) == []
    assert len(pauses) == 3


def test_one_held_for_good_is_refused_in_words_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    hold(monkeypatch, "replace", 1000)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert caught.value.code == "FILE_LOCKED"
    assert target.read_bytes() == b"old"
    assert 1.9 < sum(pauses) < 2.5


def test_what_cannot_be_discarded_is_left_without_a_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    hold(monkeypatch, "unlink", 1000)
    discard(tmp_path / "a.part")
    assert pauses


@pytest.mark.parametrize("problem", [held(3), OSError(errno.EACCES, "no")])
def test_other_failures_are_told_at_once(pauses: list[float], problem: OSError) -> None:
    def fail() -> None:
        raise problem

    with pytest.raises(OSError, match=r"held|no"):
        insist(fail)
    assert pauses == []
