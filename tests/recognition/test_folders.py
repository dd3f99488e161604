"""A dropped folder stands for what is in it: folders of folders, within bounds, nothing silent."""

import os
from pathlib import Path

import pytest

from app.messages import describe_error
from app.recognition import folders
from app.recognition.folders import MOST_FILES, MOST_LEVELS, GatheredFiles, gather_files
from tests.support.special_files import make_link, make_pipe


def make(folder: Path, *names: str) -> None:
    for each in names:
        path = folder / each
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def names(found: GatheredFiles) -> list[str]:
    return [each.name for each in found.files]


def codes(found: GatheredFiles) -> list[str]:
    texts = [describe_error(each) for each in found.notes()]
    assert not any("{" in each for each in texts)
    return [each.code for each in found.notes()]


def test_one_folder_an_agency_is_found(tmp_path: Path) -> None:
    make(tmp_path, "01_國發會/a.xlsx", "01_國發會/a.pdf", "02_教育部/寄件/b_附件.zip")
    found = gather_files([tmp_path])
    assert names(found) == ["a.pdf", "a.xlsx", "b_附件.zip"]
    assert codes(found) == []


def test_a_file_that_is_named_itself_is_taken_whatever_it_is(tmp_path: Path) -> None:
    make(tmp_path, ".hidden", "a.txt", "in/b.xlsx")
    missing = tmp_path / "none.xlsx"
    chosen = [tmp_path / ".hidden", tmp_path / "a.txt", missing, tmp_path / "in"]
    assert names(gather_files(chosen)) == [".hidden", "a.txt", "none.xlsx", "b.xlsx"]


def test_what_is_passed_over_is_counted_and_named(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx", "公文.docx", "x/1.txt", "x/2.txt", "x/3.txt")
    found = gather_files([tmp_path])
    assert [each.name for each in found.passed_over] == ["公文.docx", "1.txt", "2.txt", "3.txt"]
    assert codes(found) == ["FOLDER_FILES_PASSED_OVER"]
    (sentence,) = [describe_error(each) for each in found.notes()]
    assert "4 個檔案" in sentence
    assert "公文.docx" in sentence


def test_what_systems_leave_behind_is_counted_without_a_word(tmp_path: Path) -> None:
    make(tmp_path, "a.xlsx", "~$a.xlsx", ".DS_Store", "Thumbs.db", "desktop.ini")
    make(tmp_path, "__MACOSX/._a.xlsx", ".git/b.xlsx")
    found = gather_files([tmp_path])
    assert names(found) == ["a.xlsx"]
    assert (found.left_out, codes(found)) == (6, [])


def test_a_folder_without_returns_says_so(tmp_path: Path) -> None:
    make(tmp_path, "a.txt", "x/.hidden")
    assert codes(gather_files([tmp_path])) == ["FOLDER_WITHOUT_RETURNS"]
    assert codes(gather_files([])) == []


def test_what_a_mistake_was_sent_as_is_taken_for_its_sentence(tmp_path: Path) -> None:
    make(tmp_path, "a.xls", "b.msg", "c.7z", "d.p12", "e.tbenrol", "f.ods")
    assert len(gather_files([tmp_path]).files) == 6


def test_links_are_not_followed_round_and_round(tmp_path: Path) -> None:
    make(tmp_path, "in/a.xlsx")
    make_link(tmp_path / "in" / "round", tmp_path)
    make_pipe(tmp_path / "in" / "pipe.pdf")
    found = gather_files([tmp_path])
    assert (names(found), found.left_out) == (["a.xlsx"], 2)


def test_depth_and_number_are_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = "/".join("d" * MOST_LEVELS)
    make(tmp_path, f"{deep}/far.xlsx", "near.xlsx")
    found = gather_files([tmp_path])
    assert (names(found), codes(found)) == (["near.xlsx"], ["FOLDER_TOO_LARGE"])
    monkeypatch.setattr(folders, "_MOST_ENTRIES", 50)
    make(tmp_path / "many", *(f"{each}.xlsx" for each in range(60)))
    found = gather_files([tmp_path / "many"])
    assert (len(found.files), found.is_cut) == (50, True)
    assert len(found.files) < MOST_FILES


def test_a_folder_nobody_may_look_into_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    assert codes(gather_files([tmp_path])) == ["FOLDER_WITHOUT_RETURNS", "FOLDER_TOO_LARGE"]
