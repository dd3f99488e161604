"""Attachments leave with the return: a package beside the pair, or beside the hand-over."""

from pathlib import Path

import pytest

from app.agency.drafts.draft import Draft
from app.agency.handing_in.approval import approve
from app.agency.handing_in.exchange import receive_handover, write_handover
from app.errors import AppError
from app.models.answers import Place
from app.returns.attachments.reader import ensure_of_payload, read_package
from tests.agency.desks import OFFICE_FINGERPRINT
from tests.agency.handing_in import two_desks
from tests.agency.handing_in.test_exporting import ROUND_ID, export, finish, make_desk
from tests.agency.handing_in.two_desks import open_two_desks
from tests.returns.sample import key

pytestmark = pytest.mark.slow

PHOTO = b"\xff\xd8\xff a photo"


def attach(draft: Draft, folder: Path, name: str = "活動照片.jpg") -> None:
    """Attach a photo to the first highlight of the draft."""
    place = next(each for each in draft.answers if each.section == "highlights" and each.row)
    path = folder / name
    path.write_bytes(PHOTO)
    draft.attachments.add(Place(place.project, "highlights", place.row, "photos"), path)


def test_the_package_lies_beside_the_pair_and_holds_the_files(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        draft = finish(desk)
        attach(draft, tmp_path)
        pair = export(desk, draft, tmp_path / "out")
        again = export(desk, draft, tmp_path / "again")
    assert pair.attachments is not None
    assert pair.attachments == tmp_path / "out" / "04_MOE_114-annual_r1_附件.zip"
    assert pair.files == (pair.workbook, pair.pdf, pair.attachments)
    content = pair.attachments.read_bytes()
    package = read_package(content, pair.attachments)
    ensure_of_payload(package, pair.payload, pair.attachments)
    assert list(package.contents.values()) == [PHOTO]
    assert again.attachments is not None and again.attachments.read_bytes() == content


def test_a_return_without_attachments_has_no_package(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        pair = export(desk, finish(desk), tmp_path / "out")
    assert pair.attachments is None
    assert not pair.lacks_attachments
    assert sorted(each.suffix for each in (tmp_path / "out").iterdir()) == [".pdf", ".xlsx"]


def test_no_package_no_pair(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        draft = finish(desk)
        attach(draft, tmp_path)
        (tmp_path / "out").mkdir()
        taken = tmp_path / "out" / "04_MOE_114-annual_r1_附件.zip"
        taken.write_bytes((tmp_path / "MOE.tbround").read_bytes())
        with pytest.raises(AppError) as caught:
            export(desk, draft, tmp_path / "out")
        assert caught.value.code == "FILE_OF_OTHER_KIND"
        assert desk.handed_in.of(ROUND_ID) == ()
    assert [each.suffix for each in (tmp_path / "out").iterdir()] == [".zip"]


def test_on_two_computers_the_preparer_has_the_package_and_the_approver_is_told(
    tmp_path: Path,
) -> None:
    desks = open_two_desks(tmp_path)
    draft = two_desks.finish(desks.preparer)
    attach(draft, tmp_path)
    pending = desks.hand_over(draft)
    path = tmp_path / "待核定.tbpending"
    enclosed = write_handover(desks.preparer, pending, key("preparer"), path, desks.clock.now)
    assert enclosed == tmp_path / "待核定_附件.zip"
    package = read_package(enclosed.read_bytes(), enclosed)
    ensure_of_payload(package, pending.payload, enclosed)
    received = receive_handover(desks.approver, path, confirm_office=OFFICE_FINGERPRINT)
    out, now = tmp_path / "out", desks.clock.now
    pair = approve(desks.approver, received, key("approver"), out, now=now)
    assert pair.lacks_attachments
    assert sorted(each.suffix for each in out.iterdir()) == [".pdf", ".xlsx"]
    here = approve(desks.preparer, pending, key("approver"), tmp_path / "here", now=now)
    assert here.attachments is not None
    assert here.attachments.read_bytes() == enclosed.read_bytes()
    desks.close()


def test_a_name_of_a_file_no_typeface_has_is_made_one_that_prints(tmp_path: Path) -> None:
    with make_desk(tmp_path) as desk:
        draft = finish(desk)
        attach(draft, tmp_path, "照片\U0001fae8⼀.jpg")
        assert "照片_一.jpg" in {each.name for each in draft.attachments.all()}
        export(desk, draft, tmp_path / "out")
