"""A file chosen to attach: read under a tidy name, refused where it must not be sent."""

from pathlib import Path

import pytest

from app.errors import AppError
from app.returns.attachments import choosing
from app.returns.attachments.choosing import choose_file

PHOTO = b"\xff\xd8\xff a photo"


def test_a_file_is_named_and_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "活動:照片.jpg"
    path.write_bytes(PHOTO)
    assert choose_file(path).digest.media_type == "image/jpeg"
    assert choose_file(path).name == "活動_照片.jpg"
    path.write_bytes(b"MZ no photo")
    assert choose_file(path).digest.media_type == "application/octet-stream"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.jpg", b"", "ATTACHMENT_EMPTY"),
        ("a.jpg", bytes(500), "FILE_BLANK"),
        ("key.pem", b"-----BEGIN PRIVATE KEY-----\nMIIB\n", "FILE_IS_KEY"),
        ("照片.jpg", b"-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n", "FILE_IS_KEY"),
        ("~$報告.docx", b"leftover", "FILE_IS_LEFTOVER"),
    ],
)
def test_what_must_not_be_sent_is_refused(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        choose_file(path)
    assert caught.value.code == code


def test_what_is_far_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(choosing, "CHOSEN_LIMIT", 10)
    path = tmp_path / "film.mp4"
    path.write_bytes(bytes(11))
    with pytest.raises(AppError) as caught:
        choose_file(path)
    assert (caught.value.code, caught.value.params["limit_mb"]) == ("ATTACHMENT_TOO_LARGE", "20")
