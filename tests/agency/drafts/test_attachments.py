"""Attachments: kept byte for byte, referred to by digest."""

import hashlib
from pathlib import Path

import pytest

from app.agency.drafts import attachments
from app.agency.drafts.draft import Draft
from app.errors import AppError
from app.models.answers import Place
from app.returns.attachments.choosing import ChosenFile
from tests.agency.desks import PAID, PROJECT, undo_label

CONTENT = b"\xff\xd8\xff a photo"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def photos(draft: Draft) -> Place:
    """The photo field of a highlight."""
    return Place(PROJECT, "highlights", draft.rows.add(PROJECT, "highlights"), "photos")


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo on disk."""
    path = tmp_path / "活動照片.jpg"
    path.write_bytes(CONTENT)
    return path


def test_an_attached_file_is_kept_even_when_the_original_goes(
    draft: Draft, photos: Place, photo: Path
) -> None:
    draft.attachments.add(photos, photo)
    photo.unlink()
    assert draft.answers.get(photos) == (DIGEST,)
    (digest,) = draft.attachments.all()
    assert (digest.name, digest.sha256, digest.size_bytes) == ("活動照片.jpg", DIGEST, len(CONTENT))
    assert draft.attachments.content(DIGEST) == CONTENT


def test_the_same_content_twice_is_one_attachment(
    draft: Draft, photos: Place, photo: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.jpg"
    copy.write_bytes(CONTENT)
    draft.attachments.add(photos, photo)
    assert draft.attachments.add(photos, copy).is_empty
    assert [each.name for each in draft.attachments.all()] == ["活動照片.jpg"]


def test_detaching_can_be_undone(draft: Draft, photos: Place, photo: Path) -> None:
    draft.attachments.add(photos, photo)
    draft.attachments.remove(photos, DIGEST)
    assert draft.attachments.all() == ()
    draft.journal.undo()
    assert draft.attachments.content(draft.attachments.all()[0].sha256) == CONTENT


def test_removing_the_row_drops_the_reference(draft: Draft, photos: Place, photo: Path) -> None:
    draft.attachments.add(photos, photo)
    assert photos.row is not None
    draft.rows.remove(PROJECT, "highlights", photos.row)
    assert draft.attachments.all() == ()


def test_an_empty_or_too_large_file_is_refused(
    draft: Draft, photos: Place, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "empty.jpg"
    empty.write_bytes(b"")
    with pytest.raises(AppError) as caught:
        draft.attachments.add(photos, empty)
    assert caught.value.code == "ATTACHMENT_EMPTY"
    monkeypatch.setattr(attachments, "ATTACHMENTS_LIMIT", 5)
    with pytest.raises(AppError) as caught:
        draft.attachments.add(photos, photo)
    assert caught.value.code == "ATTACHMENTS_TOO_LARGE"
    assert draft.attachments.all() == ()


def test_only_attachment_fields_take_files(draft: Draft, photo: Path) -> None:
    with pytest.raises(KeyError):
        draft.attachments.add(PAID, photo)
    with pytest.raises(KeyError):
        draft.attachments.content(DIGEST)


def test_a_file_is_kept_under_a_name_any_computer_can_write(
    draft: Draft, photos: Place, tmp_path: Path
) -> None:
    path = tmp_path / "報告\u202efdp:1.jpg"
    path.write_bytes(CONTENT)
    draft.attachments.add(photos, path)
    (digest,) = draft.attachments.all()
    assert (digest.name, digest.media_type) == ("報告fdp_1.jpg", "image/jpeg")


def test_a_return_has_no_more_attachments_than_can_be_sent(
    draft: Draft, photos: Place, photo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.attachments.add(photos, photo)
    second = tmp_path / "b.jpg"
    second.write_bytes(b"b")
    monkeypatch.setattr(attachments, "ATTACHMENTS_LIMIT", len(CONTENT))
    with pytest.raises(AppError) as caught:
        draft.attachments.add(photos, second)
    assert caught.value.code == "ATTACHMENTS_TOO_LARGE"
    monkeypatch.setattr(attachments, "MOST_ATTACHMENTS", 1)
    with pytest.raises(AppError) as caught:
        draft.attachments.add(photos, second)
    assert caught.value.code == "ATTACHMENTS_TOO_MANY"
    assert draft.attachments.add(photos, photo).is_empty  # what is there already takes no room


def test_several_files_are_one_step_and_none_comes_where_not_all_fit(
    draft: Draft, photos: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [ChosenFile(f"{name}.jpg", CONTENT + name.encode()) for name in "ab"]
    draft.attachments.add_chosen(photos, files)
    assert [each.name for each in draft.attachments.all()] == ["a.jpg", "b.jpg"]
    assert undo_label(draft) == "附加 2 個檔案"
    draft.journal.undo()
    assert draft.attachments.all() == ()
    monkeypatch.setattr(attachments, "ATTACHMENTS_LIMIT", 2 * len(CONTENT))
    with pytest.raises(AppError, match="ATTACHMENTS_TOO_LARGE"):
        draft.attachments.add_chosen(photos, files)
    assert draft.attachments.all() == ()
    assert draft.attachments.room() == 2 * len(CONTENT)
