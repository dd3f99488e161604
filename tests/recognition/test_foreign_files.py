"""What an office really gets instead of a return is called what it is."""

import io
import zipfile
from pathlib import PurePath

import pytest

from app.errors import AppError
from app.messages import format_message
from app.own_files import OwnFile
from app.recognition.foreign_files import (
    ensure_at_right_door,
    ensure_not_foreign,
    recognise_foreign,
)
from app.trust.papers.signed_document import sign_document
from tests.agency.desks import OFFICE_KEY
from tests.checks.test_files import receipt
from tests.returns.sample import NOW, sample, signed_workbook

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def package(*names: str, types: bytes = b"<Types/>") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        if types:
            made.writestr("[Content_Types].xml", types)
        for each in names:
            made.writestr(each, b"x")
    return packed.getvalue()


def stream(name: str) -> bytes:
    return COMPOUND + name.encode("utf-16-le")


MAIL = b"Received: from a by b;\r\n\tSun, 29 Nov 2026\r\nFrom: a@example.org\r\nSubject: x\r\n\r\nx"

KINDS: tuple[tuple[str, bytes, str], ...] = (
    ("a.xlsx", b"", "FILE_EMPTY"),
    ("a.pdf", bytes(4096), "FILE_BLANK"),
    ("a.pdf", b"%PDF-1.7\n" + b"x" * 4000, "FILE_CUT_OFF"),
    ("a.xlsx", signed_workbook(sample())[:-40], "FILE_CUT_OFF"),
    ("a.zip", package("b.xlsx", types=b""), "FILE_IS_ARCHIVE"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "FILE_IS_ARCHIVE"),
    ("a.rar", b"Rar!\x1a\x07\x01\x00", "FILE_IS_ARCHIVE"),
    ("a.gz", b"\x1f\x8b\x08\x00", "FILE_IS_ARCHIVE"),
    ("a.tar", bytes(257).replace(b"\x00", b"\x01") + b"ustar", "FILE_IS_ARCHIVE"),
    ("a.docx", package("word/document.xml"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.xlsx", package("ppt/presentation.xml"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.xlsm", package("xl/vbaProject.bin", types=b"macroEnabled"), "WORKBOOK_WITH_MACROS"),
    ("a.doc", stream("WordDocument"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.xls", stream("Workbook"), "FILE_IS_OLD_WORKBOOK"),
    ("a.xlsx", stream("EncryptedPackage"), "FILE_HAS_PASSWORD"),
    ("a.msg", stream("__substg1.0_0037001F"), "FILE_IS_MAIL"),
    ("a.eml", MAIL, "FILE_IS_MAIL"),
    ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00", "FILE_IS_MAIL"),
    ("a.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><html><body>", "FILE_IS_WEB_PAGE"),
    ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "FILE_IS_PICTURE"),
    ("a.heic", b"\x00\x00\x00\x18ftypheic", "FILE_IS_PICTURE"),
    ("a.csv", "機關,執行數\n教育部,1\n".encode("cp950"), "FILE_IS_TEXT"),
    ("a.csv", "機關,執行數\n教育部,1\n".encode() * 400, "FILE_IS_TEXT"),
    ("a.txt", "教育部".encode("utf-16"), "FILE_IS_TEXT"),
    ("a.rtf", b"{\\rtf1\\ansi x}", "FILE_IS_OFFICE_DOCUMENT"),
    ("a.lnk", b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "FILE_IS_SHORTCUT"),
    ("a.url", b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "FILE_IS_SHORTCUT"),
    ("~$a.xlsx", b"\x07Wang" + bytes(160), "FILE_IS_LEFTOVER"),
    ("._a.xlsx", b"\x00\x05\x16\x07\x00\x02", "FILE_IS_LEFTOVER"),
    ("a.xlsx.crdownload", b"PK\x03\x04", "FILE_IS_LEFTOVER"),
    ("a.exe", b"MZ\x90\x00", "FILE_IS_PROGRAM"),
    ("a.p12", b"\x30\x82\x04\x00\x02\x01\x03" + bytes(40), "FILE_IS_KEY"),
    ("a.pem", b"-----BEGIN EC PRIVATE KEY-----\n", "FILE_IS_KEY"),
    ("a.pem", b"-----BEGIN CERTIFICATE-----\n", "FILE_IS_CERTIFICATE"),
    ("a.xlsx", sign_document(receipt(), OFFICE_KEY, NOW), "FILE_IS_RECEIPT"),
)


@pytest.mark.parametrize(("name", "content", "code"), KINDS)
def test_each_kind_is_known_by_its_content(name: str, content: bytes, code: str) -> None:
    with pytest.raises(AppError) as caught:
        ensure_not_foreign(content, PurePath(name))
    assert caught.value.code == code
    sentence = format_message(code, caught.value.params)
    assert name in sentence
    assert "{" not in sentence


@pytest.mark.parametrize("content", [b"\x01\x02\x03\x04", b"PK", signed_workbook(sample())])
def test_what_nobody_can_tell_and_what_may_be_a_return_is_left_alone(content: bytes) -> None:
    assert recognise_foreign(content, "a.xlsx") is None


def test_names_in_an_archive_of_a_chinese_windows_are_readable() -> None:
    packed = io.BytesIO()
    name = "國發會填報表".encode("cp950")
    with zipfile.ZipFile(packed, "w") as made:
        made.writestr("PLACEHOLDERS", b"x")
    content = packed.getvalue().replace(b"PLACEHOLDERS", name)
    found = recognise_foreign(content, "a.zip")
    assert found is not None
    assert found.params["names"] == "國發會填報表"


def test_names_in_an_archive_are_plain_text() -> None:
    content = package("a\u202efdp.exe", types=b"")
    found = recognise_foreign(content, "a.zip")
    assert found is not None
    assert "\u202e" not in found.params["names"]


def test_an_own_document_is_right_at_its_own_door_only() -> None:
    content = sign_document(receipt(), OFFICE_KEY, NOW)
    ensure_at_right_door(content, PurePath("a.tbreceipt"), OwnFile.RECEIPT)
    with pytest.raises(AppError) as caught:
        ensure_at_right_door(content, PurePath("a.tbround"), OwnFile.ROUND_FILE)
    assert caught.value.code == "FILE_IS_RECEIPT"
    with pytest.raises(AppError) as caught:
        ensure_at_right_door(signed_workbook(sample()), PurePath("a.tbround"), OwnFile.ROUND_FILE)
    assert caught.value.code == "FILE_IS_RETURN"
