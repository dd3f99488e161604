"""A set of files arrives whole, with what is noted of it, or nothing changes."""

import errno
import os
import sys
from collections.abc import Sequence
from itertools import count
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import Connection, delete, insert, select

from app.bench.outgoing import Outgoing, SetKind
from app.errors import AppError
from app.file_sets import SetPart
from app.store.inspection import StoreKind
from app.store.store import Store, create_store, open_store
from app.store.tables.common import outgoing, store_meta
from tests.support.kills import dies_at, interrupt

OLD = {"book.xlsx": b"old book", "pages.pdf": b"old pages"}
NEW = {"book.xlsx": b"new book", "pages.pdf": b"new pages"}


def note(connection: Connection, parts: Sequence[SetPart], record: bytes) -> None:
    names = ascii([each.path.name for each in parts])
    connection.execute(delete(store_meta).where(store_meta.c.key == "noted"))
    connection.execute(insert(store_meta).values(key="noted", value=f"{record.decode()} {names}"))


def outgoing_of(store: Store) -> Outgoing:
    return Outgoing(store, {SetKind.REPORT: note})


class Scene:
    """An office's store, and a folder its reports go to."""

    def __init__(self, folder: Path, files: dict[str, bytes]) -> None:
        self.out = folder / "out"
        self.path = folder / "office.tianbao"
        create_store(self.path, StoreKind.OFFICE).close()
        self.before = files
        if files:
            self.out.mkdir()
        for name, content in files.items():
            (self.out / name).write_bytes(content)

    def send(self) -> None:
        store = open_store(self.path, StoreKind.OFFICE)
        files = {self.out / name: content for name, content in NEW.items()}
        try:
            outgoing_of(store).send(SetKind.REPORT, files, b"sent")
        finally:
            store.abandon()  # the session does not end: the program is gone

    def found(self) -> dict[str, bytes]:
        return {each.name: each.read_bytes() for each in self.out.glob("*")}

    def settle(self) -> tuple[list[str], bool]:
        """What is told at the next opening, and whether the set was noted."""
        with open_store(self.path, StoreKind.OFFICE) as store:
            room = outgoing_of(store)
            room.settle()
            with store.reading() as connection:
                assert connection.execute(select(outgoing)).all() == []
            told = [each.code for each in room.take_news()]
            assert room.take_news() == ()
            return told, store.meta("noted") is not None


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path, OLD)


@pytest.mark.parametrize("before", [{}, OLD], ids=["new", "replaced"])
@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no process of Windows forks")
def test_killed_at_any_step_a_set_is_all_old_or_all_new_and_somebody_is_told(
    tmp_path: Path, before: dict[str, bytes]
) -> None:
    seen = set()
    for step in count(1):
        folder = tmp_path / str(step)
        folder.mkdir()
        scene = Scene(folder, before)
        died = dies_at(step, folder, scene.send)
        left = {name: each for name, each in scene.found().items() if name[0] != "."}
        told, is_noted = scene.settle()
        assert scene.found() in (before, NEW)
        assert is_noted == (scene.found() == NEW)
        assert set(told) <= {"FILE_SET_COMPLETED" if is_noted else "FILE_SET_WITHDRAWN"}
        assert told or left in (before, NEW)
        seen.update(told)
        if not died:
            break
    assert (scene.found(), told) == (NEW, [])
    assert seen == {"FILE_SET_COMPLETED", "FILE_SET_WITHDRAWN"}
    assert step > 15


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no process of Windows forks")
def test_killed_while_it_settles_it_settles_the_next_time(tmp_path: Path) -> None:
    for step in count(1):
        folder = tmp_path / str(step)
        folder.mkdir()
        scene = Scene(folder, OLD)
        assert dies_at(18, folder, scene.send)
        died = dies_at(step, folder, scene.settle)
        _, is_noted = scene.settle()
        assert scene.found() == (NEW if is_noted else OLD)
        if not died:
            break


def test_a_set_is_written_and_noted(scene: Scene) -> None:
    scene.send()
    assert scene.found() == NEW


@pytest.mark.parametrize("name", NEW)
def test_one_file_open_elsewhere_leaves_all_as_they_were(
    scene: Scene, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == name and self.read_bytes() == NEW[name]:
            raise PermissionError(errno.EACCES, "sharing violation")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as caught:
        scene.send()
    assert (caught.value.code, caught.value.params["file"]) == ("FILE_LOCKED", name)
    assert scene.found() == OLD


def test_what_cannot_be_noted_is_not_written(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_details: object) -> None:
        raise AppError("STORE_DISK_FULL", file=scene.path)

    monkeypatch.setattr("tests.bench.test_outgoing.note", fail)
    with pytest.raises(AppError, match="STORE_DISK_FULL"):
        scene.send()
    assert scene.found() == OLD


def test_a_set_is_withdrawn_where_somebody_has_put_another_file_there(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(monkeypatch, ".pdf", scene.send)
    assert scene.found()["book.xlsx"] == NEW["book.xlsx"]
    (scene.out / "pages.pdf").write_bytes(b"of somebody else")
    assert scene.settle() == (["FILE_SET_WITHDRAWN"], False)
    assert scene.found() == {"book.xlsx": b"old book", "pages.pdf": b"of somebody else"}


def test_a_part_that_is_not_whole_is_never_put_in_place(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(monkeypatch, ".pdf", scene.send)
    (waiting,) = (
        each for each in scene.out.glob(".tianbao-set-*") if each.read_bytes() == b"new pages"
    )
    waiting.write_bytes(b"new pa")
    assert scene.settle() == (["FILE_SET_WITHDRAWN"], False)
    assert scene.found() == OLD


def test_what_can_be_neither_completed_nor_withdrawn_is_tried_again(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt(monkeypatch, ".pdf", scene.send)

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    with monkeypatch.context() as patch, open_store(scene.path, StoreKind.OFFICE) as store:
        patch.setattr(Path, "replace", refuse)
        room = outgoing_of(store)
        room.settle()
        (told,) = room.take_news()
    assert told.code == "FILE_SET_STUCK"
    assert told.params["files"] == "book.xlsx、pages.pdf"
    assert scene.settle() == (["FILE_SET_COMPLETED"], True)


@pytest.mark.skipif(sys.platform == "win32", reason="names of Windows are characters, not bytes")
def test_any_name_a_file_can_have_is_remembered(tmp_path: Path) -> None:
    odd = tmp_path / os.fsdecode(b"\xff\xe5\x9c%20.pdf")
    create_store(tmp_path / "office.tianbao", StoreKind.OFFICE).close()
    with open_store(tmp_path / "office.tianbao", StoreKind.OFFICE) as store:
        outgoing_of(store).send(SetKind.REPORT, {odd: b"%PDF"})
    assert odd.read_bytes() == b"%PDF"


def test_what_is_kept_of_a_set_is_json(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupt(monkeypatch, ".pdf", scene.send)
    with open_store(scene.path, StoreKind.OFFICE) as store, store.reading() as connection:
        (row,) = connection.execute(select(outgoing))
    parts = msgspec.json.decode(row.parts, type=tuple[SetPart, ...])
    assert [each.path for each in parts] == [scene.out / name for name in NEW]
