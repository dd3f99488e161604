"""A second process that examines part of a large batch of files.

    prepare → spawned, loads what verifying needs → ready ⇄ files by number / their answers

It is told paths and digests, not bytes, so that no message fills a pipe; it opens no store and
knows no window. It ends with its pipe, hence with the program however that ends, and by itself
when nothing is asked of it.
"""

from __future__ import annotations

import hashlib
import signal
import traceback
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import AppError, RemoteBug
from app.files import RETURN_LIMIT, read_bounded
from app.office.importing.examination import Examiner, OfferedFile, OfferedReturn, RefusedFile
from app.returns.judging.trust_context import TrustContext

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess

Answers = Sequence[OfferedReturn | RefusedFile] | RemoteBug | None
"""One a file; the bug it met; or None where a file is not as it was told any more."""

_READY = "ready"
_IDLE_SECONDS = 120
_AHEAD = 2
"""Groups it has been given at most: one at work, and one so that it need not wait for the next."""


class SecondProcess:
    """The process beside, seen from the first one; nothing that happens to it is an error here."""

    def __init__(self) -> None:
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._is_ready = False
        self._last_number = 0
        self.given: dict[int, tuple[OfferedFile, ...]] = {}
        """What it was given and has not answered, in that order."""

    def prepare(self) -> None:
        """Start it, where it is not there: it is ready after about the time a program starts in."""
        if self._process is not None and self._process.is_alive():
            return
        self.end()
        self.given.clear()
        # Spawned: a fork would take over locks, threads and the open store of this process.
        from multiprocessing import get_context

        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), daemon=True, name="tianbao-verify")
        try:
            process.start()
        except OSError:  # the system gives no process: everything is examined here
            ours.close()
            return
        finally:
            theirs.close()
        self._process, self._pipe = process, ours

    def begin(self, trust: TrustContext) -> None:
        """Say what the files of a batch are verified against."""
        self.given.clear()
        self._send(trust)

    @property
    def has_room(self) -> bool:
        """Whether it stands ready for more files."""
        return self._is_ready and self._pipe is not None and len(self.given) < _AHEAD

    def give(self, files: tuple[OfferedFile, ...]) -> None:
        """Let it examine these files, one after the other."""
        self._last_number += 1
        self.given[self._last_number] = files
        self._send((self._last_number, files))

    def take_back(self) -> tuple[OfferedFile, ...]:
        """What was given last, to be examined here; an answer that still comes is dropped."""
        return self.given.popitem()[1]

    def collect(self, seconds: float = 0) -> list[tuple[tuple[OfferedFile, ...], Answers]]:
        """What it has answered by now, or within so many seconds."""
        found: list[tuple[tuple[OfferedFile, ...], Answers]] = []
        try:
            while self._pipe is not None and self._pipe.poll(0 if found else seconds):
                message = self._pipe.recv()
                if message == _READY:
                    self._is_ready = True
                    break
                number, answers = message
                if number in self.given:
                    found.append((self.given.pop(number), answers))
        except (EOFError, OSError):
            self.end()
        return found

    @property
    def has_ended(self) -> bool:
        """Whether it is gone; what it was given is to be examined here."""
        return self._pipe is None

    def end(self) -> None:
        """Stop it at once: it holds nothing that could be lost."""
        process, pipe = self._process, self._pipe
        self._process, self._pipe, self._is_ready = None, None, False
        if pipe is not None:
            pipe.close()
        if process is not None:
            process.kill()
            process.join()

    def _send(self, message: object) -> None:
        if self._pipe is not None:
            try:
                self._pipe.send(message)
            except OSError:
                self.end()


def serve(pipe: Connection) -> None:
    """Examine what is asked for until nobody asks; what the second process runs."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the first process's to answer
    import app.returns.pdf.verifier  # noqa: F401 - loaded before the first file comes
    from app.returns.verification import verify_file

    examiner: Examiner | None = None
    with suppress(EOFError, OSError):
        pipe.send(_READY)
        while pipe.poll(_IDLE_SECONDS):
            message = pipe.recv()
            if isinstance(message, TrustContext):
                examiner = Examiner(message, verify_file)
                continue
            assert examiner is not None
            _answer(pipe, examiner, *message)


def _answer(
    pipe: Connection, examiner: Examiner, number: int, files: tuple[OfferedFile, ...]
) -> None:
    try:
        pipe.send((number, [examiner.examine(each, _read_same(each)) for each in files]))
    except (EOFError, OSError):
        raise
    except AppError:
        pipe.send((number, None))
    except Exception as problem:
        pipe.send((number, RemoteBug(_describe(problem))))


def _read_same(file: OfferedFile) -> bytes:
    content = read_bounded(file.path, RETURN_LIMIT)
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise AppError("FILE_CHANGED", file=file.path)
    return content


def _describe(problem: Exception) -> str:
    """`ZeroDivisionError examination.py:95 verification.py:40`, the innermost first; no message."""
    stack = reversed(traceback.extract_tb(problem.__traceback__))
    where = " ".join(f"{Path(each.filename).name}:{each.lineno}" for each in stack)
    return f"{type(problem).__name__} {where}"
