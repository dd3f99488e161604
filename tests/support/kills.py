"""Let something die at one of its steps, as when the power fails or the program is killed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event


class PowerError(Exception):
    """The power fails."""


def interrupt(monkeypatch: pytest.MonkeyPatch, suffix: str, work: Callable[[], object]) -> None:
    """Let the power fail when `work` moves a file of a set with that suffix into place."""
    replace = Path.replace

    def move(self: Path, target: Path) -> Path:
        if target.suffix == suffix:
            raise PowerError
        return replace(self, target)

    def withdraw(_parts: object) -> None:
        raise PowerError

    with monkeypatch.context() as patch, pytest.raises(PowerError):
        patch.setattr(Path, "replace", move)
        patch.setattr("app.bench.outgoing.withdraw_set", withdraw)
        work()


_DEAD = 9
_MOVES = {"os.rename", "os.remove", "os.mkdir", "os.link"}


def dies_at(step: int, folder: Path, work: Callable[[], object]) -> bool:
    """Run `work` in a child that dies before its step of that number; False where it finished.

    A step is whatever touches a file in `folder` to change it, a statement, or a commit.
    """
    if sys.platform == "win32":
        pytest.skip("no process of Windows forks")
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            _count_down(step, str(folder))
            work()
        except BaseException as problem:
            os.write(2, f"{type(problem).__name__}: {problem}\n".encode())
            os._exit(1)
        os._exit(0)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert status in (0, _DEAD)
    return status == _DEAD


def _count_down(step: int, folder: str) -> None:
    left = step

    def take_step(*_details: object) -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(_DEAD)

    def watch(name: str, arguments: tuple[object, ...]) -> None:
        is_writing = name == "open" and isinstance(arguments[2], int) and arguments[2] & 3
        if (name in _MOVES or is_writing) and str(arguments[0]).startswith(folder):
            take_step()

    sys.addaudithook(watch)
    event.listen(Engine, "before_cursor_execute", take_step)
    event.listen(Engine, "commit", take_step)
