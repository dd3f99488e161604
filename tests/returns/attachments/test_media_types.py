"""The media type of an attachment: what its name says and its bytes bear out."""

import pytest

from app.returns.attachments.media_types import find_media_type, may_run


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("報告.PDF", b"%PDF-1.7 ...", "application/pdf"),
        ("照片.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("圖.png", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("掃描.tif", b"MM\x00*", "image/tiff"),
        ("表.ods", b"PK\x03\x04", "application/vnd.oasis.opendocument.spreadsheet"),
        ("舊.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/msword"),
        ("清單.csv", "一,二".encode(), "text/csv"),
        ("清單.csv", b"MZ\0", "application/octet-stream"),
        ("照片.jpg", b"MZ\x90", "application/octet-stream"),
        ("工具.exe", b"MZ\x90", "application/octet-stream"),
        ("無副檔名", b"%PDF-1.7", "application/octet-stream"),
    ],
)
def test_a_type_is_what_name_and_content_agree_on(
    name: str, content: bytes, media_type: str
) -> None:
    assert find_media_type(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "content", "runs"),
    [
        ("照片.jpg", b"\xff\xd8\xff\xe0", False),
        ("照片.jpg", b"MZ\x90", True),
        ("報告.docx", b"PK\x03\x04 word/document.xml", False),
        ("報告.docx", b"PK\x03\x04 word/vbaProject.bin", True),
        ("報告.odt", b"PK\x03\x04 Basic/Standard/", True),
        ("試算.xlsm", b"PK\x03\x04", True),
        ("舊.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", True),
        ("連結.lnk", b"L\0\0\0", True),
        ("打包.zip", b"PK\x03\x04", True),
    ],
)
def test_only_pictures_texts_and_plain_documents_are_sure_to_run_nothing(
    name: str, content: bytes, runs: bool
) -> None:
    assert may_run(name, content) == runs
