"""What an office really gets instead of a return is called what it is."""

import base64
import io
import zipfile
from pathlib import Path, PurePath

import pytest

from app.errors import AppError
from app.messages import format_message
from app.models.returns import build_control_number
from app.own_files import OwnFile
from app.recognition.foreign_files import (
    ensure_at_right_door,
    ensure_not_foreign,
    explain_size,
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

XML = b'<?xml version="1.0" encoding="UTF-8"?>\n'
BOOK = signed_workbook(sample())
NUMBER = build_control_number("5a" * 32)
KINDS: tuple[tuple[str, bytes, str], ...] = (
    ("a.xlsx", b"", "FILE_EMPTY"),
    ("a.pdf", bytes(4096), "FILE_BLANK"),
    # on its way
    ("a.pdf", b"%PDF-1.7\n" + b"x" * 4000, "FILE_CUT_OFF"),
    ("a.xlsx", BOOK[:-40], "FILE_CUT_OFF"),
    ("a.xlsx", BOOK[: len(BOOK) // 2] + bytes(70_000), "FILE_CUT_OFF"),
    ("a.xlsx", BOOK + b"\r\n", "FILE_PADDED"),
    ("a.xlsx", b"\xef\xbb\xbf" + BOOK, "FILE_PADDED"),
    ("a.pdf", b"\r\n%PDF-1.7\n/ByteRange\n%%EOF\n", "FILE_PADDED"),
    ("a.xlsx", BOOK.replace(b"\n", b"\r\n"), "FILE_WAS_CONVERTED"),
    ("a.xlsx", BOOK.decode("latin-1").encode(), "FILE_WAS_CONVERTED"),
    ("a.xlsx", BOOK.decode("utf-8", "replace").encode(), "FILE_WAS_CONVERTED"),
    ("a.xlsx", BOOK[1000:3000], "FILE_UNKNOWN_CONTENT"),
    ("a.xlsx (1)", b"%TSD-Header-###%\x00\x01", "FILE_UNKNOWN_CONTENT"),
    # archives
    ("a.zip", package("b.xlsx", types=b""), "FILE_IS_ARCHIVE"),
    ("a.zip", b"PK\x05\x06" + bytes(18), "FILE_IS_EMPTY_ARCHIVE"),
    ("a.zip", package("__MACOSX/._b.xlsx", types=b""), "FILE_IS_EMPTY_ARCHIVE"),
    ("a.zip.002", b"\x01\x02\x03", "FILE_IS_PART_OF_ARCHIVE"),
    ("a.part2.rar", b"Rar!\x1a\x07\x01\x00", "FILE_IS_PART_OF_ARCHIVE"),
    ("a.7z", b"7z\xbc\xaf\x27\x1c\x00\x04", "FILE_IS_SEALED_ARCHIVE"),
    ("a.rar", b"Rar!\x1a\x07\x01\x00", "FILE_IS_SEALED_ARCHIVE"),
    ("a.gz", b"\x1f\x8b\x08\x00", "FILE_IS_SEALED_ARCHIVE"),
    ("a.lzh", b"\x22\x5a-lh5-", "FILE_IS_SEALED_ARCHIVE"),
    ("a.tar", bytes(257).replace(b"\x00", b"\x01") + b"ustar", "FILE_IS_SEALED_ARCHIVE"),
    # documents and workbooks of others
    ("a.docx", package("word/document.xml"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.xlsx", package("ppt/presentation.xml"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.doc", stream("WordDocument"), "FILE_IS_OFFICE_DOCUMENT"),
    ("a.rtf", b"{\\rtf1\\ansi x}", "FILE_IS_OFFICE_DOCUMENT"),
    ("a.xlsm", package("xl/vbaProject.bin", types=b"macroEnabled"), "WORKBOOK_WITH_MACROS"),
    ("a.xls", stream("Workbook"), "FILE_IS_OLD_WORKBOOK"),
    ("a.xlsx", package("xl/workbook.bin"), "FILE_IS_OTHER_WORKBOOK"),
    ("a.numbers", package("Index/Document.iwa", types=b""), "FILE_IS_OTHER_WORKBOOK"),
    ("a.xls", b'<html xmlns:x="urn:schemas-microsoft-com:office:excel">', "FILE_IS_OTHER_WORKBOOK"),
    ("a.xls", XML + b'<?mso-application progid="Excel.Sheet"?>', "FILE_IS_OTHER_WORKBOOK"),
    (
        "a.fods",
        XML + b'<office:document office:mimetype="application/vnd.oasis.opendocument.spreadsheet">',
        "FILE_IS_OTHER_WORKBOOK",
    ),
    ("a.xlsx", stream("EncryptedPackage"), "FILE_HAS_PASSWORD"),
    ("a.xps", package("FixedDocSeq.fdseq"), "FILE_IS_PRINTED"),
    ("a.ps", b"%!PS-Adobe-3.0\n", "FILE_IS_PRINTED"),
    ("a.di", XML + '<!DOCTYPE 函 SYSTEM "104_2_utf8.dtd"><函>'.encode(), "FILE_IS_OFFICIAL_LETTER"),
    ("a.accdb", b"\x00\x01\x00\x00Standard ACE DB\x00", "FILE_IS_OTHER"),
    # mails
    ("a.msg", stream("__substg1.0_0037001F"), "FILE_IS_MAIL"),
    ("a.eml", MAIL, "FILE_IS_MAIL"),
    ("a.mbox", b"From a@b Sun Nov 29 09:00:00 2026\n" + MAIL, "FILE_IS_MAIL"),
    ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00", "FILE_IS_MAIL"),
    (
        "smime.p7m",
        b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0",
        "FILE_IS_SEALED_MAIL",
    ),
    ("a.xlsx", base64.encodebytes(BOOK), "FILE_IS_ENCODED"),
    ("a.pdf", base64.b64encode(BOOK), "FILE_IS_ENCODED"),
    ("a.txt", b"begin 644 a.xlsx\nM4$L#\n`\nend\n", "FILE_IS_ENCODED"),
    ("a.asc", b"-----BEGIN PGP MESSAGE-----\n", "FILE_IS_ENCRYPTED"),
    # from the web, from a cloud drive
    ("a.xlsx", b"\xef\xbb\xbf<!DOCTYPE html><html><body>", "FILE_IS_WEB_PAGE"),
    ("a.xlsx", XML + b"<Error><Code>AccessDenied</Code></Error>", "FILE_IS_SERVER_ANSWER"),
    ("a.pdf", b'{"error":{"code":"accessDenied"}}', "FILE_IS_SERVER_ANSWER"),
    ("a.gsheet", b'{"doc_id":"1x","email":"a@b"}', "FILE_IS_CLOUD_LINK"),
    ("a.txt", b"https://drive.example.org/x\r\n", "FILE_IS_CLOUD_LINK"),
    ("a.lnk", b"\x4c\x00\x00\x00\x01\x14\x02\x00" + bytes(60), "FILE_IS_SHORTCUT"),
    ("a.url", b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "FILE_IS_SHORTCUT"),
    # pictures, recordings, text
    ("a.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "FILE_IS_PICTURE"),
    ("a.heic", b"\x00\x00\x00\x18ftypheic", "FILE_IS_PICTURE"),
    ("a.mov", b"\x00\x00\x00\x14ftypqt  ", "FILE_IS_MEDIA"),
    ("a.csv", "機關,執行數\n教育部,1\n".encode("cp950"), "FILE_IS_TEXT"),
    ("a.csv", "機關,執行數\n教育部,1\n".encode() * 400, "FILE_IS_TEXT"),
    ("a.csv", b"\x97," * 2_000, "FILE_IS_TEXT"),
    ("a.txt", "教育部".encode("utf-16"), "FILE_IS_TEXT"),
    # leftovers and programs
    ("~$a.xlsx", b"\x07Wang" + bytes(160), "FILE_IS_LEFTOVER"),
    (".~lock.a.xlsx#", b",user,host", "FILE_IS_LEFTOVER"),
    ("._a.xlsx", b"\x00\x05\x16\x07\x00\x02", "FILE_IS_LEFTOVER"),
    ("a.xlsx.crdownload", b"PK\x03\x04", "FILE_IS_LEFTOVER"),
    ("a.exe", b"MZ\x90\x00", "FILE_IS_PROGRAM"),
    # keys
    ("a.p12", b"\x30\x82\x04\x00\x02\x01\x03" + bytes(40), "FILE_IS_KEY"),
    ("a.pem", b"-----BEGIN EC PRIVATE KEY-----\n", "FILE_IS_KEY"),
    ("a.key", b"\x30\x82\x01\x50\x02\x01\x00\x30\x13\x06\x07", "FILE_IS_KEY"),
    ("a.ppk", b"PuTTY-User-Key-File-3: ssh-rsa\r\n", "FILE_IS_KEY"),
    ("a.jks", b"\xfe\xed\xfe\xed\x00\x00\x00\x02", "FILE_IS_KEY"),
    ("a.pem", b"-----BEGIN CERTIFICATE-----\n", "FILE_IS_CERTIFICATE"),
    # copies of a return
    ("a.csv", f"控制碼 {NUMBER}\n".encode("cp950") * 9, "RETURN_AS_OTHER_KIND"),
    ("a.xls", stream("Workbook") + f"控制碼 {NUMBER}".encode("utf-16-le"), "RETURN_AS_OTHER_KIND"),
    ("a.html", f"<html><p>控制碼 {NUMBER}</p>".encode(), "RETURN_AS_OTHER_KIND"),
    # ours at a wrong door
    ("a.xlsx", sign_document(receipt(), OFFICE_KEY, NOW), "FILE_IS_RECEIPT"),
)


@pytest.mark.parametrize(
    ("name", "content", "code"), KINDS, ids=[f"{at}-{kind[2]}" for at, kind in enumerate(KINDS)]
)
def test_each_kind_is_known_by_its_content(name: str, content: bytes, code: str) -> None:
    with pytest.raises(AppError) as caught:
        ensure_not_foreign(content, PurePath(name))
    assert caught.value.code == code
    sentence = format_message(code, caught.value.params)
    assert name in sentence
    assert "{" not in sentence


@pytest.mark.parametrize("content", [b"\x01\x02\x03\x04", b"PK", BOOK], ids=range(3))
def test_what_nobody_can_tell_and_what_may_be_a_return_is_left_alone(content: bytes) -> None:
    assert recognise_foreign(content, "a.tbround") is None


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


def test_a_locked_archive_is_told_from_an_open_one() -> None:
    content = bytearray(package("a.xlsx", types=b""))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    found = recognise_foreign(bytes(content), "a.zip")
    assert found is not None
    assert (found.code, found.params["names"]) == ("FILE_IS_LOCKED_ARCHIVE", "a.xlsx")


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"\x00\x00\x00\x14ftypqt  ", "FILE_IS_MEDIA"),
        (b"PK\x03\x04" + bytes(60), "FILE_IS_SEALED_ARCHIVE"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", None),
        (b"%PDF-1.7", None),
    ],
)
def test_a_file_too_large_to_be_read_is_known_by_its_beginning(
    head: bytes, code: str | None, tmp_path: Path
) -> None:
    path = tmp_path / "a.bin"
    path.write_bytes(head)
    too_large = AppError("FILE_TOO_LARGE", file=path, limit_mb=20)
    assert explain_size(too_large, path).code == (code or "FILE_TOO_LARGE")
    other = AppError("FILE_MISSING", file=path)
    assert explain_size(other, path) is other


def test_two_returns_in_one_text_are_a_list_and_no_copy() -> None:
    other = build_control_number("a5" * 32)
    found = recognise_foreign(f"{NUMBER}\n{other}\n".encode(), "a.txt")
    assert found is not None
    assert found.code == "FILE_IS_TEXT"


def test_what_is_nearly_an_encoding_costs_no_time() -> None:
    for content in (b"A" * 4_000 + b"!", (b"A" * 60 + b"\n") * 60 + b"!", b"0" * 3_999 + b"x"):
        found = recognise_foreign(content * 2, "a.txt")
        assert found is not None
