"""A large batch shared with a second process comes out as from one, whatever becomes of it."""

import multiprocessing
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from app.bug_reports import describe_bug
from app.errors import Cancelled, RemoteBug
from app.models.received import ImportResult
from app.office.desk import OfficeDesk
from app.office.importing import batch, second_process
from app.office.importing.batch import group_by_stem
from app.office.importing.examination import OfferedFile
from app.office.importing.inbox import FEWEST_SHARED
from app.office.importing.second_process import SecondProcess
from tests.office.scenes import BROKEN, NOON
from tests.office.signed_series import signed_series

pytestmark = pytest.mark.slow


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """Good pairs, strangers, an altered twin, a foreign file, one that is not there."""
    folder = tmp_path / "returns"
    folder.mkdir()
    for each in signed_series().files.values():
        (folder / each.file_name).write_bytes(each.content)
    good = folder / "MOFA-1.xlsx"
    (folder / "altered.xlsx").write_bytes(good.read_bytes()[:-9] + b"\0" * 9)
    (folder / "broken.pdf").write_bytes(BROKEN)
    (folder / "note.txt").write_text("not a return")
    found = [*sorted(folder.iterdir()), folder / "missing.xlsx"]
    assert len(found) >= FEWEST_SHARED
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OfficeDesk]:
    with _open(tmp_path / "one") as opened:
        yield opened


def _open(folder: Path) -> OfficeDesk:
    folder.mkdir()
    return OfficeDesk.open(signed_series().write_store(folder), clock=lambda: NOON)


class Watched(SecondProcess):
    """Ready when the batch begins; notes what it answered."""

    def __init__(self) -> None:
        super().__init__()
        self.answered: list[object] = []

    def prepare(self) -> None:
        super().prepare()
        wait_until_ready(self)

    def collect(self, seconds: float = 0) -> Any:
        found = super().collect(seconds)
        self.answered += [answers for _, answers in found]
        return found


def wait_until_ready(second: SecondProcess) -> None:
    while not second.has_ended and not second.has_room:
        assert second.collect(60) == []


def import_with(
    desk: OfficeDesk, second: SecondProcess | None, paths: list[Path]
) -> tuple[tuple[ImportResult, ...], list[tuple[int, str]]]:
    desk.inbox._second = second
    heard: list[tuple[int, str]] = []
    results = desk.inbox.import_files(
        paths, now=NOON, on_result=lambda at, result: heard.append((at, result.code))
    )
    return results, heard


def test_two_processes_give_what_one_gives_in_the_same_order(
    desk: OfficeDesk, tmp_path: Path, paths: list[Path]
) -> None:
    alone = import_with(desk, None, paths)
    second = Watched()
    with _open(tmp_path / "two") as other:
        assert import_with(other, second, paths) == alone
        for agency in ("MOFA", "MOTC"):
            held = other.returns.received(signed_series().round.id, agency)
            assert held == desk.returns.received(signed_series().round.id, agency)
    assert second.answered  # how many, the load of the machine decides
    assert all(isinstance(each, list) for each in second.answered)
    assert second.has_ended


class Killed(Watched):
    """Killed as soon as it has something to do."""

    def give(self, files: tuple[OfferedFile, ...]) -> None:
        super().give(files)
        if self._process is not None:
            self._process.kill()


class Never(SecondProcess):
    """The system gives no process."""

    def prepare(self) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("multiprocessing.context.SpawnProcess.start", _refuse)
            super().prepare()


def _refuse(_process: object) -> None:
    raise OSError(11, "Resource temporarily unavailable")


class Silent(Watched):
    """Takes work and does not answer."""

    def _send(self, message: object) -> None:
        if not isinstance(message, tuple):
            super()._send(message)


@pytest.mark.parametrize("kind", [Killed, Never, Silent])
def test_what_a_failing_process_does_not_answer_is_examined_here(
    kind: type[SecondProcess], desk: OfficeDesk, tmp_path: Path, paths: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(batch, "_PATIENCE_TIMES", 2)
    alone = import_with(desk, None, paths)
    with _open(tmp_path / "two") as other:
        assert import_with(other, kind(), paths) == alone


class Buggy(Watched):
    """Answers everything with a bug."""

    def collect(self, seconds: float = 0) -> Any:
        found = super().collect(seconds)
        return [(files, RemoteBug("ZeroDivisionError reader.py:7")) for files, _ in found]


def test_a_bug_that_shows_only_there_is_raised_after_all_files_are_taken_in(
    desk: OfficeDesk, tmp_path: Path, paths: list[Path]
) -> None:
    alone, _ = import_with(desk, None, paths)
    with _open(tmp_path / "two") as other:
        with pytest.raises(RemoteBug) as caught:
            import_with(other, Buggy(), paths)
        taken_in = [each.code for each in other.records.ledger(None)]
        assert sorted(taken_in) == sorted(each.code for each in alone)
    assert "RemoteBug: ZeroDivisionError reader.py:7" in describe_bug(caught.value)


def test_a_bug_in_the_process_comes_back_as_where_it_was_without_a_value(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    second = SecondProcess()
    second.prepare()
    try:
        wait_until_ready(second)
        second.begin(desk.trust.context(NOON))
        second.give((None,))  # type: ignore[arg-type]
        ((_, answer),) = second.collect(60)
        assert isinstance(answer, RemoteBug)
        assert str(answer).startswith("AttributeError second_process.py:")
        gone = OfferedFile(0, tmp_path / "gone.xlsx", "0" * 64)
        second.give((gone,))
        assert second.collect(60) == [((gone,), None)]
    finally:
        second.end()


def test_cancelling_stops_both(desk: OfficeDesk, paths: list[Path]) -> None:
    second = desk.inbox._second = Watched()

    def stop_at_the_fifth(done: int, _total: int, _what: str) -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        desk.inbox.import_files(paths, now=NOON, progress=stop_at_the_fifth)
    assert second.has_ended
    assert desk.returns.received(signed_series().round.id, "MOFA") == ()
    desk.inbox.import_files(paths, now=NOON)
    assert len(desk.returns.received(signed_series().round.id, "MOTC")) == 1


def test_closing_the_desk_ends_a_process_that_was_prepared(tmp_path: Path) -> None:
    with _open(tmp_path / "two") as other:
        other.inbox.prepare()
        second = other.inbox._second
        assert second is not None
        process = second._process
        assert process is not None
        assert process.is_alive()
    assert not process.is_alive()
    assert second.has_ended


def test_a_few_files_start_no_process(desk: OfficeDesk, paths: list[Path]) -> None:
    desk.inbox.import_files(paths[: FEWEST_SHARED - 1], now=NOON)
    assert desk.inbox._second is not None
    assert desk.inbox._second.has_ended


def test_the_program_built_for_windows_lets_its_second_process_begin(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: begun.append("frozen"))
    monkeypatch.setattr(sys, "argv", ["tianbao", "--version"])
    assert main() == 0
    assert begun == ["frozen"]


def test_files_of_one_stem_stay_together() -> None:
    names = ("a.xlsx", "b.pdf", "a.pdf", "x/a.pdf", "b.xlsx")
    groups = group_by_stem([Path(each) for each in names])
    assert [[position for position, _ in each] for each in groups] == [[0, 2], [1, 4], [3]]


def test_the_process_knows_neither_window_nor_store() -> None:
    program = (
        "import sys; from app.office.importing import second_process; "
        "from unittest.mock import Mock; pipe = Mock(); pipe.poll.return_value = False; "
        "second_process.serve(pipe); "
        "print({each.partition('.')[0] for each in sys.modules} & {'PySide6', 'sqlalchemy'})"
    )
    root = Path(second_process.__file__).parents[3]
    found = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=root, check=True
    )
    assert found.stdout.strip() == "set()"
