"""A report says where the program failed and quotes nothing that was filled in."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from app.bug_reports import describe_bug, write_bug_report
from app.errors import AppError
from app.store.inspection import StoreKind
from app.store.store import create_store
from app.store.tables.common import store_meta

SECRET = "王小明 wang-0912345678"


def _fail_in_the_store(folder: Path) -> None:
    with create_store(folder / "a.tianbao", StoreKind.AGENCY) as store:
        for _ in range(2):
            with store.writing() as connection:
                connection.execute(insert(store_meta).values(key=SECRET, value=SECRET))


def _fail_with_a_key(_folder: Path) -> None:
    {"": 0}[SECRET]


def _fail_with_a_value(_folder: Path) -> None:
    int(SECRET)


def _fail_in_decoding(_folder: Path) -> None:
    msgspec.json.decode(f'["{SECRET}"]', type=list[int])


def _fail_in_a_chain(folder: Path) -> None:
    try:
        _fail_with_a_value(folder)
    except ValueError as problem:
        raise RuntimeError(f"could not take {SECRET}") from problem


def _fail_expectedly(_folder: Path) -> None:
    raise AppError("FILE_MISSING", file=SECRET)


def _fail_by_type(_folder: Path) -> None:
    SECRET.unknown  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "fail",
    [
        _fail_in_the_store,
        _fail_with_a_key,
        _fail_with_a_value,
        _fail_in_decoding,
        _fail_in_a_chain,
        _fail_expectedly,
        _fail_by_type,
    ],
)
def test_a_report_quotes_nothing_that_was_filled_in(
    tmp_path: Path, fail: Callable[[Path], None]
) -> None:
    with pytest.raises(Exception) as caught:
        fail(tmp_path)
    text = describe_bug(caught.value)
    for part in SECRET.split(" "):
        assert part not in text
    assert fail.__name__ in text
    assert type(caught.value).__name__ in text


def test_what_the_database_says_is_kept_without_its_parameters(tmp_path: Path) -> None:
    with pytest.raises(SQLAlchemyError) as caught:
        _fail_in_the_store(tmp_path)
    assert "UNIQUE constraint failed: store_meta.key" in describe_bug(caught.value)
    assert SECRET not in str(caught.value)


def test_only_the_latest_reports_are_kept(tmp_path: Path) -> None:
    for number in range(25):
        assert write_bug_report(tmp_path, f"report {number}")
    reports = sorted(tmp_path.glob("report-*.txt"))
    assert len(reports) == 20
    assert "report 24" in reports[-1].read_text(encoding="utf-8")


def test_where_the_folder_takes_nothing_the_report_lies_among_temporary_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "temporary"
    elsewhere.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    (tmp_path / "file").touch()
    written = write_bug_report(tmp_path / "file" / "reports", "text")
    assert written is not None and written.parent == elsewhere
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    assert write_bug_report(tmp_path / "file" / "reports", "text") is None
