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


PLANTED = {
    "user": "wangxm",
    "computer": "MOE-PC-0417",
    "national id": "A123456789",
    "telephone": "0912-345-678",
    "address": "wang.xm@mail.moe.gov.tw",
    "passphrase": "correct horse battery",
    "file": "returns-of-moe.xlsx",
    "agency": "教育部",
    "typed": "本年度經費執行落後係因招標三次流標",
}

_SOURCE = """
def take(passphrase, typed, message, kind):
    figure = int("3")
    raise kind(message)
"""


def _fail_where_the_user_is_at_home(message: str, kind: type[Exception]) -> BaseException:
    names: dict[str, Callable[..., None]] = {}
    for folder in (r"C:\Users\wangxm\AppData\Local\Programs\Tianbao\app", "/home/wangxm/tianbao"):
        exec(compile(_SOURCE, f"{folder}/rows.py", "exec"), names)
        try:
            names["take"](PLANTED["passphrase"], PLANTED["typed"], message, kind)
        except kind as problem:
            caught = problem
    return caught


@pytest.mark.parametrize("kind", [TypeError, ValueError, OSError, AttributeError, ImportError])
@pytest.mark.parametrize("what", PLANTED)
def test_a_report_says_nothing_of_the_person_at_the_computer(
    monkeypatch: pytest.MonkeyPatch, what: str, kind: type[Exception]
) -> None:
    monkeypatch.setenv("USERNAME", PLANTED["user"])
    monkeypatch.setenv("COMPUTERNAME", PLANTED["computer"])
    value = PLANTED[what]
    message = (
        rf"expected a row, got '{value}' of C:\Users\wangxm\Desktop\{value}.xlsx"
        f' (/home/wangxm/{value}, "{value}", {PLANTED["national id"]})'
    )
    text = describe_bug(_fail_where_the_user_is_at_home(message, kind))
    for planted in PLANTED.values():
        assert planted not in text
    assert "rows.py" in text


def test_what_speaks_of_code_stays_in_a_report() -> None:
    with pytest.raises(AttributeError) as caught:
        _fail_by_type(Path())
    text = describe_bug(caught.value)
    assert "'str' object has no attribute 'unknown'" in text
    assert str(Path("<program>/tests/test_bug_reports.py")) in text
