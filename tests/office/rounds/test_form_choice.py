"""A form file is read and compared with the form of a round, in words."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.forms.form_loader import load_form
from app.office.rounds.form_choice import describe_change, find_changes, read_form_file
from app.resources import resource_path
from tests.agency.drafts.reissued import FIRST, SECOND


def test_a_form_file_is_read_as_the_shipped_ones_are(tmp_path: Path) -> None:
    shipped = resource_path("forms") / "annual-results.toml"
    copy = tmp_path / "form.toml"
    copy.write_bytes(shipped.read_bytes())
    assert read_form_file(copy) == load_form("annual-results")


def test_a_file_that_is_no_form_is_refused_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "form.toml"
    broken.write_text('id = "annual-results"\nversion =\n', encoding="utf-8")
    with pytest.raises(AppError) as caught:
        read_form_file(broken)
    assert (caught.value.code, caught.value.params["line"]) == ("FORM_INVALID", "2")


def test_changes_are_told_one_a_line() -> None:
    assert [describe_change(each) for each in find_changes(FIRST, SECOND)] == [
        "減少選項　訪視意見・總評",
        "改變類型　訪視意見・所需經費（文字 → 金額）",
        "改名　訪視意見・建議 → 具體建議",
        "刪除　訪視意見・照片",
        "刪除　訪視・地點",
    ]
    back = [describe_change(each) for each in find_changes(SECOND, FIRST)]
    assert "新增　訪視・地點" in back
