"""One batch of offered files, examined here or shared with a second process.

paths → read, recognised by their digest → examined → answers in the order of the paths
"""

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError, RemoteBug
from app.files import PACKAGE_LIMIT, RETURN_LIMIT, read_bounded
from app.office.importing.examination import Examiner, OfferedFile, OfferedReturn, RefusedFile
from app.office.importing.received_returns import KnownFile, load_file
from app.office.importing.second_process import SecondProcess
from app.recognition.foreign_files import explain_size
from app.returns.attachments.reader import is_package_name, looks_like_package
from app.store.store import Store

_PATIENCE_SECONDS = 0.05
_PATIENCE_TIMES = 100
"""How long to wait for the last answers of a second process before examining those files here."""


@dataclass(frozen=True, slots=True)
class RecognisedFile:
    """A file whose very bytes were taken in before; it needs no second verification."""

    file: OfferedFile
    known: KnownFile


@dataclass(frozen=True, slots=True)
class BrokenFile:
    """A file that showed a bug of ours."""

    file: OfferedFile
    problem: Exception


@dataclass(frozen=True, slots=True)
class OfferedPackage:
    """An attachments package (附件包); it is read once its return may be here."""

    file: OfferedFile


Examined = OfferedReturn | RefusedFile | RecognisedFile | BrokenFile | OfferedPackage
Report = Callable[[int, Path], None]
"""report(position, path): a file's turn has come; may raise Cancelled."""


class Batch:
    """Examines the files of one batch; what fails in the second process is examined here."""

    def __init__(
        self, store: Store, examiner: Examiner, report: Report, second: SecondProcess | None = None
    ) -> None:
        self._store = store
        self._examiner = examiner
        self._report = report
        self._second = second
        self._answers: dict[int, Examined] = {}
        self.problems: list[Exception] = []
        """Bugs of the second process that did not show here."""

    def examine(self, paths: Sequence[Path]) -> Iterator[Examined]:
        """Read, verify and check each file; one taken in before, byte for byte, only once."""
        if self._second is None:
            for position, path in enumerate(paths):
                self._report(position, path)
                yield self._examine_path(position, path)
            return
        try:
            yield from self._share(self._second, paths)
        finally:
            self._second.end()

    def _share(self, second: SecondProcess, paths: Sequence[Path]) -> Iterator[Examined]:
        second.begin(self._examiner.trust)
        waiting = deque(group_by_stem(paths))
        patience = _PATIENCE_TIMES
        upcoming = 0
        while upcoming < len(paths):
            is_idle = not waiting and len(second.given) == 1
            self._collect(second, _PATIENCE_SECONDS if is_idle else 0)
            patience -= is_idle
            while waiting and second.has_room:
                self._give(second, waiting.popleft())
            if waiting:
                for position, path in waiting.popleft():
                    self._report(position, path)
                    self._answers[position] = self._examine_path(position, path)
            elif second.given and (len(second.given) > 1 or patience <= 0 or second.has_ended):
                for file in second.take_back():
                    self._answers[file.position] = self._examine_file(file)
            while upcoming in self._answers:
                yield self._answers.pop(upcoming)
                upcoming += 1

    def _give(self, second: SecondProcess, group: "Group") -> None:
        unknown: list[OfferedFile] = []
        for position, path in group:
            self._report(position, path)
            opened = self._open(position, path)
            if isinstance(opened, tuple):
                unknown.append(opened[0])
            else:
                self._answers[position] = opened
        if unknown:
            second.give(tuple(unknown))

    def _collect(self, second: SecondProcess, seconds: float) -> None:
        for files, answers in second.collect(seconds):
            if isinstance(answers, RemoteBug) or answers is None:
                found = [self._examine_file(each) for each in files]
                shows_here = any(isinstance(each, BrokenFile) for each in found)
                if answers is not None and not shows_here:
                    self.problems.append(answers)
                self._answers.update((each.file.position, each) for each in found)
            else:
                pairs = zip(files, answers, strict=True)
                self._answers.update((file.position, each) for file, each in pairs)

    def _examine_file(self, file: OfferedFile) -> Examined:
        return self._examine_path(file.position, file.path)

    def _examine_path(self, position: int, path: Path) -> Examined:
        opened = self._open(position, path)
        if not isinstance(opened, tuple):
            return opened
        file, content = opened
        try:
            return self._examiner.examine(file, content)
        except Exception as problem:
            return BrokenFile(file, problem)

    def _open(
        self, position: int, path: Path
    ) -> tuple[OfferedFile, bytes] | RefusedFile | RecognisedFile | OfferedPackage:
        try:
            content, sha256 = read_offered(path)
        except AppError as problem:
            explained = explain_size(problem, path)
            return RefusedFile(OfferedFile(position, path, ""), explained.code, explained.params)
        file = OfferedFile(position, path, sha256)
        if looks_like_package(content):
            return OfferedPackage(file)
        with self._store.reading() as connection:
            known = load_file(connection, sha256)
        return (file, content) if known is None else RecognisedFile(file, known)


Group = Sequence[tuple[int, Path]]


def group_by_stem(paths: Sequence[Path]) -> list[Group]:
    """Files of the same name but for the suffix together: a pair is read once where it stays one.

    In the order of the first of each.
    """
    groups: dict[Path, list[tuple[int, Path]]] = {}
    for position, path in enumerate(paths):
        groups.setdefault(path.with_suffix(""), []).append((position, path))
    return list(groups.values())


def read_offered(path: Path) -> tuple[bytes, str]:
    """The bytes of an offered file and their digest. Raises AppError FILE_*."""
    content = read_bounded(path, PACKAGE_LIMIT if is_package_name(path) else RETURN_LIMIT)
    return content, hashlib.sha256(content).hexdigest()
