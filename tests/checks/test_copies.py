"""Copies of returns are looked at again once the batch is known, whatever the order of files."""

import io
from itertools import permutations
from pathlib import Path

import openpyxl
import pytest

from app.checks.checked_file import CheckedFile, CheckOutcome, Ground
from app.checks.files import FileChecker
from app.models.returns import Payload
from tests.returns.sample import NOW, sample, signed_workbook, trust

MADE = sample()


def copy_of(content: bytes, paid: int) -> bytes:
    """Opened, changed and saved by a program that keeps nothing it does not know."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    next(each for each in cells if each.value == 9_999).value = paid
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def check(*paths: Path, stored: Payload | None = None) -> tuple[CheckedFile, ...]:
    def find(digest: str) -> Payload | None:
        is_that = stored is not None and stored.sha256().startswith(digest)
        return stored if is_that else None

    checker = FileChecker(Ground((trust(MADE.round),), None, NOW), find_payload=find)
    heard: dict[int, CheckedFile] = {}
    found = checker.check_files(paths, on_result=heard.__setitem__)
    assert tuple(heard[position] for position in range(len(paths))) == found
    return found


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    original, copy = tmp_path / "original.xlsx", tmp_path / "copy.xlsx"
    content = signed_workbook(MADE)
    original.write_bytes(content)
    copy.write_bytes(copy_of(content, 1_234))
    return original, copy


def test_a_copy_is_held_against_the_original_in_any_order(files: tuple[Path, Path]) -> None:
    for order in permutations(files):
        found = {each.path.name: each for each in check(*order)}
        assert found["original.xlsx"].is_good
        copy = found["copy.xlsx"]
        assert (copy.outcome, copy.code) == (CheckOutcome.REFUSED, "RETURN_SAVED_CHANGED")
        assert (copy.params["stated"], copy.params["shown"]) == ("9,999", "1,234")
        assert copy.verdict is not None
        assert copy.verdict.reasons[0].code == copy.code
        assert copy.payload is None


def test_a_copy_is_held_against_the_store(files: tuple[Path, Path]) -> None:
    (alone,) = check(files[1])
    assert alone.code == "RETURN_SAVED_AGAIN"
    (known,) = check(files[1], stored=MADE.payload)
    assert known.code == "RETURN_SAVED_CHANGED"
