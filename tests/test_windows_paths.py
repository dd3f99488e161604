"""What Windows would not take as a path is told before any work is done."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from app import windows_paths
from app.errors import AppError
from app.files import ensure_takes_files, write_atomically
from app.messages import describe_error
from app.store.inspection import StoreKind
from app.store.store import create_store
from app.windows_paths import LONGEST_PATH, ensure_place, find_unfit_name, longest_path


@pytest.mark.parametrize(
    ("path", "unfit"),
    [
        (r"C:\資料\報告.pdf", None),
        (r"\\server\share\a b\報告.pdf", None),
        (r"\\?\C:\資料\報告.pdf", None),
        (r"..\.\報告.pdf", None),
        ("C:報告.pdf", None),
        (r"C:\資料 \報告.pdf", "資料 "),
        (r"C:\資料.\報告.pdf", "資料."),
        (r"C:\報告.pdf.", "報告.pdf."),
        (r"C:\報告.pdf:暗", "報告.pdf:暗"),
        (r"C:\為何?.pdf", "為何?.pdf"),
        (r"C:\con\報告.pdf", "con"),
        (r"C:\Nul.pdf", "Nul.pdf"),
        (r"C:\console.pdf", None),
    ],
)
def test_a_name_windows_would_change_is_found(path: str, unfit: str | None) -> None:
    assert find_unfit_name(PureWindowsPath(path)) == unfit


def test_the_root_is_no_name() -> None:
    assert find_unfit_name(PurePosixPath("/資料/報告.pdf")) is None


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A computer where paths end, 60 characters beyond the folder given."""
    monkeypatch.setattr(windows_paths, "on_windows", lambda: True)
    monkeypatch.setattr(windows_paths, "longest_path", lambda: len(str(tmp_path)) + 60)
    return tmp_path


def code_of(error: pytest.ExceptionInfo[AppError]) -> str:
    assert describe_error(error.value)
    return error.value.code


@pytest.mark.parametrize("name", ["con.pdf", "a?.pdf", "a .", "報告:暗"])
def test_nothing_is_written_under_a_name_that_would_change(windows: Path, name: str) -> None:
    with pytest.raises(AppError) as caught:
        write_atomically(windows / name, b"content")
    assert code_of(caught) == "FILE_NAME_UNFIT"
    assert list(windows.iterdir()) == []


def test_a_path_too_long_is_told_with_its_length(windows: Path) -> None:
    write_atomically(windows / ("長" * 55 + ".pdf"), b"content")
    for folder, name in ((windows, "長" * 56 + ".pdf"), (windows / ("深" * 25), "a.pdf")):
        with pytest.raises(AppError) as caught:  # the second for its temporary name
            write_atomically(folder / name, b"content")
        assert code_of(caught) == "FILE_PATH_TOO_LONG"
        assert caught.value.params["limit"] == str(len(str(windows)) + 60)
    assert len(list(windows.iterdir())) == 1


def test_a_character_of_the_supplement_counts_twice(windows: Path) -> None:
    ensure_place(windows / ("𠮷" * 29))
    with pytest.raises(AppError):
        ensure_place(windows / ("𠮷" * 30))


def test_a_store_leaves_room_for_what_lies_beside_it(windows: Path) -> None:
    with pytest.raises(AppError) as caught:
        create_store(windows / ("長" * 45 + ".tianbao"), StoreKind.AGENCY)
    assert code_of(caught) == "FILE_PATH_TOO_LONG"
    create_store(windows / ("長" * 40 + ".tianbao"), StoreKind.AGENCY).close()


def test_a_folder_is_tried_before_work_begins(windows: Path) -> None:
    ensure_takes_files(windows / "匯出")
    with pytest.raises(AppError) as caught:
        ensure_takes_files(windows / ("深" * 12) / ("深" * 12))
    assert code_of(caught) == "FILE_PATH_TOO_LONG"
    assert list(windows.iterdir()) == []


def test_windows_stops_at_259_unless_somebody_lifted_that() -> None:
    assert longest_path() in (None, LONGEST_PATH)
    assert LONGEST_PATH == 259


def test_elsewhere_every_name_is_a_name(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(windows_paths, "on_windows", lambda: False)
    ensure_place(tmp_path / "con. ")
