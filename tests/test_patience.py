"""A file another program holds for a moment is waited for."""

import ast
import errno
import os
import shutil
import time
from pathlib import Path

import pytest
from filelock import FileLock

from app.errors import AppError
from app.file_sets import plan_set, withdraw_set, write_set
from app.files import read_bounded, write_atomically
from app.patience import discard, insist
from app.scratch import ScratchFolder
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store


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


@pytest.mark.parametrize("method", ["open", "read_bytes"])
def test_a_store_held_for_a_moment_is_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], method: str
) -> None:
    path = tmp_path / "a.tianbao"
    create_store(path, StoreKind.AGENCY).close()
    path.with_name("a.tianbao-wal").touch()
    monkeypatch.setattr("app.store.store.ensure_local", lambda path: None)  # reads elsewhere
    hold(monkeypatch, method, 2)
    open_store(path, StoreKind.AGENCY).close()
    assert len(pauses) == 2


def test_a_lock_file_somebody_looks_into_is_no_second_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tianbao"
    create_store(path, StoreKind.AGENCY).close()
    really, left = FileLock._acquire, [3]

    def acquire(lock: FileLock) -> None:
        left[0] -= 1
        if left[0] < 0:
            really(lock)

    monkeypatch.setattr(FileLock, "_acquire", acquire)
    monkeypatch.setattr("app.store.lock._WAIT_SECONDS", 5)
    open_store(path, StoreKind.AGENCY).close()
    assert left == [-1]


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


_MOVES = {"unlink", "rename", "renames", "rmdir", "rmtree"}
_FILES = ("path", "temporary", "partial", "Path(")
_MOVED_ELSEWHERE = {
    "app/files.py:remove_old_parts": "tidying up that waits for nobody: next time will do",
    "app/scratch.py:__init__": "what is held stays, and hinders nothing",
    "app/bug_reports.py:_remove_oldest": "the same",
    "app/ui/widgets/file_places.py:standing_meanwhile": "an empty folder that stays harms nobody",
    "app/store/lock.py:unlock_store": "on POSIX only, where nothing keeps a file from going",
}


def moves_of_files(source: str) -> list[str]:
    """The functions of a module that rename or remove files without `insist`."""
    tree = ast.parse(source)
    patient = {
        id(inner)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "insist"
        for inner in ast.walk(call)
    }
    return [
        function.name
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for each in ast.walk(function)
        if isinstance(each, ast.Attribute) and id(each) not in patient and _moves(each)
    ]


def _moves(called: ast.Attribute) -> bool:
    """`replace` of a file, not of a text or a value: what it is called on is named like a file."""
    subject = ast.unparse(called.value)
    if called.attr in ("remove", "replace", "move"):
        is_file = called.attr == "replace" and any(each in subject for each in _FILES)
        return is_file or subject in ("os", "shutil")
    return called.attr in _MOVES


def test_whatever_renames_or_removes_a_file_is_patient() -> None:
    root = Path(__file__).parents[1]
    found = {
        f"{each.relative_to(root).as_posix()}:{name}"
        for each in (root / "app").rglob("*.py")
        for name in moves_of_files(each.read_text(encoding="utf-8"))
    }
    assert found == set(_MOVED_ELSEWHERE)


def test_an_impatient_move_is_found() -> None:
    source = (
        "def f(path):\n    path.unlink()\n\ndef g(path):\n    insist(lambda: path.replace(a))\n"
    )
    assert moves_of_files(source) == ["f"]


def test_a_held_file_of_a_withdrawn_set_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float]
) -> None:
    files = {tmp_path / "a.xlsx": b"new"}
    parts = plan_set(files)
    write_set(parts, files)
    hold(monkeypatch, "unlink", 2)
    withdraw_set(parts)
    assert (list(tmp_path.iterdir()), len(pauses)) == ([], 2)


@pytest.mark.parametrize("method", ["open", "read_bytes"])
def test_a_file_held_for_a_moment_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pauses: list[float], method: str
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")
    hold(monkeypatch, method, 1)
    if method == "open":
        assert read_bounded(target, 10) == b"old"
    else:
        write_atomically(target, b"new")
        assert target.read_bytes() == b"new"
    assert len(pauses) == 1


def test_a_folder_for_copies_goes_although_one_is_open_and_says_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = ScratchFolder()
    (folder.path / "open.pdf").touch()
    with monkeypatch.context() as held_open:
        held_open.setattr(os, "unlink", refuse)
        folder.remove()
    assert (folder.path / "open.pdf").exists()
    shutil.rmtree(folder.path)
    monkeypatch.setattr("app.scratch.mkdtemp", refuse)
    with pytest.raises(AppError) as caught:
        ScratchFolder()
    assert caught.value.code == "SCRATCH_FOLDER_MISSING"


def refuse(*_arguments: object, **_options: object) -> None:
    raise held()


def test_a_store_lets_go_of_its_lock_whatever_the_disk_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tianbao"
    store = create_store(path, StoreKind.AGENCY)
    with store.writing() as connection:
        store.set_meta(connection, "key", "value")
    monkeypatch.setattr(Path, "touch", refuse)
    store.abandon()
    monkeypatch.undo()
    open_store(path, StoreKind.AGENCY).close()
