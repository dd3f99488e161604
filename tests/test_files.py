"""Files are written whole or not at all."""

import errno
import os
import re
import shutil
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from app.errors import AppError
from app.files import (
    ensure_takes_files,
    explain_system,
    fit_name,
    read_bounded,
    write_atomically,
)
from app.models.record import Record
from app.own_files import OwnFile
from app.store.inspection import StoreKind
from app.store.store import create_store, open_store
from app.trust.keys.pkcs12 import write_pkcs12
from app.trust.papers.kinds import ENROLMENT, HANDOVER, RECEIPT, ROUND_FILE, SEND_BACK
from app.trust.papers.signed_document import sign_document
from tests.returns.attachments.test_package import PACKAGE
from tests.returns.sample import NOW, key
from tests.support.special_files import make_link, make_pipe, posix_modes
from tests.support.unprivileged import unprivileged_folder

_RETURNS = Path(__file__).parent / "fixtures" / "returns" / "layout-1"


def test_a_written_file_holds_the_content_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "a.xlsx"
    write_atomically(target, b"content")
    assert target.read_bytes() == b"content"
    assert [each.name for each in target.parent.iterdir()] == ["a.xlsx"]


def test_a_full_disk_leaves_the_old_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def fail(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert caught.value.code == "FILE_DISK_FULL"
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_file_open_in_excel_is_named_and_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "return.xlsx"
    target.write_bytes(b"old")

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "sharing violation")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert (caught.value.code, caught.value.params["file"]) == ("FILE_LOCKED", "return.xlsx")
    assert target.read_bytes() == b"old"


def test_reading_stops_at_the_limit(tmp_path: Path) -> None:
    large = tmp_path / "large.bin"
    large.write_bytes(b"x" * 1001)
    with pytest.raises(AppError) as caught:
        read_bounded(large, 1000)
    assert caught.value.code == "FILE_TOO_LARGE"
    assert read_bounded(large, 1001) == b"x" * 1001


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(AppError) as missing:
        read_bounded(tmp_path / "none.xlsx", 10)
    with pytest.raises(AppError) as folder:
        read_bounded(tmp_path, 1_000_000)
    assert (missing.value.code, folder.value.code) == ("FILE_MISSING", "FILE_IS_A_FOLDER")


@posix_modes
def test_colleagues_may_read_a_written_file_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "shared.xlsx", b"content")
    finally:
        os.umask(before)
    assert (tmp_path / "shared.xlsx").stat().st_mode & 0o777 == 0o644


@posix_modes
def test_a_key_is_for_its_owner_only(tmp_path: Path) -> None:
    write_atomically(tmp_path / "key.p12", b"secret", is_private=True)
    assert (tmp_path / "key.p12").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["office.tianbao", "copy.xlsx", "link.pdf"])
def test_a_store_is_neither_read_nor_written_over_as_a_file(tmp_path: Path, name: str) -> None:
    """Under its own name, renamed, or through a link."""
    store = tmp_path / "office.tianbao"
    create_store(store, StoreKind.OFFICE).close()
    shutil.copy(store, tmp_path / "copy.xlsx")
    if name == "link.pdf":
        make_link(tmp_path / name, store)
    before = store.read_bytes()
    with pytest.raises(AppError, match="FILE_IS_A_STORE"):
        read_bounded(tmp_path / name, 10_000_000)
    with pytest.raises(AppError, match="FILE_IS_A_STORE"):
        write_atomically(tmp_path / name, b"a report")
    assert (tmp_path / name).read_bytes() == before


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm", ".lock"])
def test_nothing_is_written_under_the_name_of_a_store_or_beside_it(
    tmp_path: Path, suffix: str
) -> None:
    with pytest.raises(AppError) as caught:
        write_atomically(tmp_path / f"moe.tianbao{suffix}", b"a report")
    assert caught.value.code == "FILE_IS_A_STORE"
    assert list(tmp_path.iterdir()) == []


class _Document(Record, frozen=True, kw_only=True):
    format: str


def make_own_files(folder: Path) -> dict[OwnFile, Path]:
    """One file of each kind the program guards, under names that say nothing."""
    folder.mkdir(exist_ok=True)
    formats = {
        OwnFile.ROUND_FILE: ROUND_FILE,
        OwnFile.RECEIPT: RECEIPT,
        OwnFile.ENROLMENT: ENROLMENT,
        OwnFile.HANDOVER: HANDOVER,
        OwnFile.SEND_BACK: SEND_BACK,
    }
    made = {kind: folder / f"{kind}.bin" for kind in OwnFile}
    for kind, document in formats.items():
        made[kind].write_bytes(sign_document(_Document(format=document.format), key(), NOW))
    write_pkcs12(key(), made[OwnFile.KEY], b"open sesame")
    shutil.copy(_RETURNS / "return.pdf", made[OwnFile.SIGNED_PDF])
    shutil.copy(_RETURNS / "return.xlsx", made[OwnFile.SIGNED_WORKBOOK])
    made[OwnFile.ATTACHMENTS].write_bytes(PACKAGE)
    return made


def _make_hard_link(at: Path, to: Path) -> None:
    os.link(to, at)


@pytest.mark.parametrize("way", ["itself", "symbolic link", "hard link"])
@pytest.mark.parametrize("kind", OwnFile)
def test_a_file_of_ours_is_never_replaced_by_another_kind(
    tmp_path: Path, kind: OwnFile, way: str
) -> None:
    files = make_own_files(tmp_path / "files")
    target = files[kind]
    if way != "itself":
        target = tmp_path / "linked.bin"
        (make_link if way == "symbolic link" else _make_hard_link)(target, files[kind])
    before = files[kind].read_bytes()
    others = [each.read_bytes() for other, each in files.items() if other is not kind]
    for content in (b"%PDF-1.7 a report", b"PK a master workbook", b"{}", b"", *others):
        with pytest.raises(AppError) as caught:
            write_atomically(target, content)
        wanted = "KEY_FILE_EXISTS" if kind is OwnFile.KEY else "FILE_OF_OTHER_KIND"
        assert caught.value.code == wanted
    assert files[kind].read_bytes() == target.read_bytes() == before
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize("kind", [each for each in OwnFile if each is not OwnFile.KEY])
def test_a_newer_file_of_the_same_kind_takes_the_place(tmp_path: Path, kind: OwnFile) -> None:
    target = make_own_files(tmp_path)[kind]
    write_atomically(target, target.read_bytes() + b"\n")
    assert target.read_bytes().endswith(b"\n")


def test_a_key_is_replaced_only_by_whoever_has_opened_it(tmp_path: Path) -> None:
    target = make_own_files(tmp_path)[OwnFile.KEY]
    again = target.read_bytes()
    with pytest.raises(AppError, match="KEY_FILE_EXISTS"):
        write_atomically(target, again, is_private=True)
    write_atomically(target, again, is_private=True, replaces_key=True)


def test_an_open_store_and_what_stands_beside_it_are_not_replaced(tmp_path: Path) -> None:
    odd = tmp_path / "copy.bak"
    create_store(tmp_path / "office.tianbao", StoreKind.OFFICE).close()
    (tmp_path / "office.tianbao").rename(odd)
    with open_store(odd, StoreKind.OFFICE) as store:
        os.link(odd, tmp_path / "second.pdf")
        for name in ("copy.bak", "copy.bak-wal", "copy.bak-shm", "copy.bak.lock", "second.pdf"):
            with pytest.raises(AppError, match="FILE_IS_A_STORE"):
                write_atomically(tmp_path / name, b"%PDF- a report")
        assert store.meta("app_version") is not None


_WRITES = re.compile(
    r"\.write_(?:bytes|text)\(|open[(,][^)]*[\"'](?:[wax]b?|rb?\+b?)[\"']|\.rename\(|mkstemp\("
    r"|os\.replace\(|shutil\.(?:copy|move)"
)
_MAY_WRITE = {
    "files.py": "the one writer of everything else",
    "store/creation.py": "makes stores, and nothing where something stands",
    "store/inspection.py": "opens a store's own files to see that they can be written",
    "cli/streams.py": "opens the null device in the place of a closed stream",
    "bug_reports.py": "has no AppError to raise; its names are new each time",
    "crash_log.py": "keeps a file open for a handler that runs as the process dies",
}


def test_whatever_else_writes_a_file_asks_the_one_writer() -> None:
    app = Path(__file__).parents[1] / "app"
    found = {
        each.relative_to(app).as_posix()
        for each in app.rglob("*.py")
        if _WRITES.search(each.read_text(encoding="utf-8"))
    }
    assert found == set(_MAY_WRITE)


@pytest.mark.parametrize("device", ["/dev/null", "/dev/zero", "/dev/full", "a pipe"])
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices of POSIX")
def test_a_pipe_or_a_device_is_refused_without_waiting(tmp_path: Path, device: str) -> None:
    path = Path(device)
    if device == "a pipe":
        path = tmp_path / "pipe"
        make_pipe(path)
    for attempt in (lambda: read_bounded(path, 10), lambda: write_atomically(path, b"x")):
        with pytest.raises(AppError) as caught:
            attempt()
        assert caught.value.code == "FILE_NOT_REGULAR"
    assert stat.S_ISFIFO(path.stat().st_mode) or stat.S_ISCHR(path.stat().st_mode)


@pytest.mark.parametrize("name", ["長" * 300, "a\0b", "file/inside"])
def test_a_name_no_file_can_have_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AppError) as caught:
        read_bounded(tmp_path / name, 10)
    assert caught.value.code in ("FILE_MISSING", "FILE_UNREADABLE")
    with pytest.raises(AppError) as caught:
        write_atomically(tmp_path / name, b"x")
    refused = ("FILE_NOT_WRITABLE", "FILE_NAME_UNFIT", "FILE_PATH_TOO_LONG")
    assert caught.value.code in (refused if os.name == "nt" else refused[:1])
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


_LONG = pytest.param(
    "x" * 254,
    marks=pytest.mark.skipif(os.name == "nt", reason="longer with its folder than Windows takes"),
)


@pytest.mark.parametrize("stem", ["長" * 300, "𠮷" * 80, _LONG, "填報包/..\\甲:乙\n", "\udc80"])
def test_a_name_of_ours_is_one_every_file_system_takes(tmp_path: Path, stem: str) -> None:
    name = fit_name(stem, "彙整報告.pdf")
    assert name.endswith("彙整報告.pdf") and len(name.encode()) <= 240
    assert not set(name) & set('/\\:*?"<>|\n')
    write_atomically(tmp_path / name, b"content")
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_a_fitting_name_stays_as_it_is() -> None:
    assert fit_name("04_MOE_114-annual_r1", ".pdf") == "04_MOE_114-annual_r1.pdf"
    assert fit_name("", ".pdf") == ".pdf"


def test_what_interrupted_writing_left_is_removed_once_it_is_a_day_old(tmp_path: Path) -> None:
    old, recent, foreign = (
        tmp_path / each for each in (".tianbao-1.part", ".tianbao-2.part", "movie.part")
    )
    for each in (old, recent, foreign):
        each.write_bytes(b"half")
    day_before = time.time() - 25 * 3600
    for each in (old, foreign):
        os.utime(each, (day_before, day_before))
    write_atomically(tmp_path / "a.xlsx", b"content")
    assert {each.name for each in tmp_path.iterdir()} == {recent.name, foreign.name, "a.xlsx"}


def test_opening_a_store_removes_what_was_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "office.tianbao"
    create_store(path, StoreKind.OFFICE).close()
    old = tmp_path / ".tianbao-1.part"
    old.touch()
    os.utime(old, (0, 0))
    open_store(path, StoreKind.OFFICE).close()
    assert [each.name for each in tmp_path.iterdir()] == ["office.tianbao"]


def test_a_read_only_file_is_called_that(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "return.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)

    def refuse(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "access denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(AppError) as caught:
        write_atomically(target, b"new")
    assert (caught.value.code, target.read_bytes()) == ("FILE_READ_ONLY", b"old")


@pytest.mark.parametrize(
    ("stem", "suffix", "name"),
    [
        ("CON", ".pdf", "_CON.pdf"),
        ("nul", "", "_nul"),
        ("aux.2026", ".xlsx", "_aux.2026.xlsx"),
        ("LPT1 ", ".zip", "_LPT1 .zip"),
        ("com²", ".pdf", "_com².pdf"),
        ("console", ".pdf", "console.pdf"),
    ],
)
def test_no_name_is_that_of_a_device_of_windows(stem: str, suffix: str, name: str) -> None:
    assert fit_name(stem, suffix) == name


def test_no_name_of_ours_ends_in_what_windows_drops() -> None:
    assert [fit_name(stem, "") for stem in ("a. .", "報告 ", "...", "")] == ["a", "報告", "_", "_"]
    assert fit_name("a", ".pdf ") == "a.pdf"


def test_a_folder_that_takes_nothing_is_not_called_open_in_excel() -> None:
    with unprivileged_folder() as folder:
        target = folder / "return.xlsx"
        target.write_bytes(b"old")
        folder.chmod(0o555)
        try:
            attempts: tuple[Callable[[], None], ...] = (
                lambda: write_atomically(target, b"new"),
                lambda: ensure_takes_files(folder),
                lambda: ensure_takes_files(folder / "new" / "deeper"),
            )
            for attempt in attempts:
                with pytest.raises(AppError) as caught:
                    attempt()
                assert caught.value.code == "FOLDER_READ_ONLY"
                assert caught.value.params["folder"] == str(folder)
        finally:
            folder.chmod(0o755)
        assert target.read_bytes() == b"old"


def test_a_folder_that_takes_files_is_left_as_it_was(tmp_path: Path) -> None:
    ensure_takes_files(tmp_path)
    ensure_takes_files(tmp_path / "new" / "deeper")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(AppError) as caught:
        ensure_takes_files(tmp_path / "file" / "inside")
    assert (caught.value.code, caught.value.params["file"]) == ("FILE_NOT_WRITABLE", "inside")


@pytest.mark.parametrize(
    ("number", "winerror", "code"),
    [
        (errno.EINVAL, 39, "FILE_DISK_FULL"),
        (errno.ENOSPC, 112, "FILE_DISK_FULL"),
        (errno.EINVAL, 1295, "FILE_DISK_FULL"),
        (errno.EDQUOT, None, "FILE_DISK_FULL"),
        (errno.EROFS, None, "FOLDER_READ_ONLY"),
        (errno.EINVAL, 362, "FILE_NOT_WRITABLE"),
        (errno.EIO, None, "FILE_NOT_WRITABLE"),
    ],
)
def test_what_windows_says_of_a_disk_is_no_bug_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, winerror: int | None, code: str
) -> None:
    def fail(_descriptor: int) -> None:
        problem = OSError(number, "no", str(tmp_path / "a.xlsx"))
        problem.winerror = winerror  # type: ignore[attr-defined]
        found.append(problem)
        raise problem

    found: list[OSError] = []
    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(AppError) as caught:
        write_atomically(tmp_path / "a.xlsx", b"content")
    assert caught.value.code == code
    told = explain_system(found[0])
    assert told is not None and told.code == code
    assert list(tmp_path.iterdir()) == []
    assert explain_system(OSError(errno.EINVAL, "a call of ours")) is None
