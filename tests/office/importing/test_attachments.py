"""Attachments packages at the office: in any order, any number of times, by the signed digests."""

import hashlib
from itertools import permutations
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select, update

from app.errors import AppError
from app.models.received import ImportResult, ReceivedReturn
from app.models.returns import AttachmentDigest, Payload
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from app.office.review.attachments import find_awaited
from app.returns.attachments.writer import write_package
from app.store.tables.office import attachment_content
from tests.office.scenes import NOON, chain, make_desk, make_payload, open_annual, write_file
from tests.returns.attachments.test_package import packed, unpacked_of

CONTENTS = {"會議.pdf": b"%PDF-1.7 minutes", "照片.jpg": b"\xff\xd8\xff a photo"}
BY_SHA256 = {hashlib.sha256(each).hexdigest(): each for each in CONTENTS.values()}


def with_attachments(payload: Payload, contents: dict[str, bytes] = CONTENTS) -> Payload:
    listed = tuple(
        AttachmentDigest(
            name=name,
            media_type="application/octet-stream",
            size_bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for name, content in sorted(contents.items())
    )
    return msgspec.structs.replace(payload, attachments=listed)


def write_zip(folder: Path, payload: Payload, name: str = "04_r1_附件.zip") -> Path:
    path = folder / name
    path.write_bytes(write_package(payload, BY_SHA256.__getitem__))
    return path


def take_in(desk: OfficeDesk, *paths: Path) -> list[str]:
    return [each.code for each in results_of(desk, *paths)]


def results_of(desk: OfficeDesk, *paths: Path) -> tuple[ImportResult, ...]:
    return desk.inbox.import_files(paths, now=NOON)


def received(desk: OfficeDesk, payload: Payload) -> ReceivedReturn:
    found = desk.returns.received(payload.round_id, payload.agency)
    return next(each for each in found if each.payload_sha256 == payload.sha256())


def lacking(desk: OfficeDesk, payload: Payload) -> list[str]:
    listed = desk.attachments.of(received(desk, payload))
    return [each.attachment.name for each in listed if not each.is_here]


@pytest.fixture
def payload(annual: Round) -> Payload:
    return with_attachments(make_payload(annual))


@pytest.mark.parametrize("order", tuple(permutations(range(3))))
def test_in_one_batch_the_order_does_not_matter(tmp_path: Path, order: tuple[int, ...]) -> None:
    with make_desk(tmp_path) as desk:
        payload = with_attachments(make_payload(open_annual(desk)))
        files = [
            (write_file(tmp_path, payload), "IMPORTED"),
            (write_file(tmp_path, payload, Carrier.PDF), "ALREADY_IMPORTED"),
            (write_zip(tmp_path, payload), "ATTACHMENTS_IMPORTED"),
        ]
        results = results_of(desk, *(files[each][0] for each in order))
        assert {each.code for each in results} == {code for _, code in files}
        assert lacking(desk, payload) == []
        package = next(each for each in results if each.is_about_attachments)
        assert (package.agency, package.revision, package.params["count"]) == ("MOFA", 1, "2")
        for each in desk.attachments.of(received(desk, payload)):
            content = desk.attachments.content(each.attachment)
            assert content == CONTENTS[each.attachment.name]


def test_before_its_return_a_package_is_told_to_come_again(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    package = write_zip(tmp_path, payload)
    (result,) = results_of(desk, package)
    assert (result.code, result.accepted) == ("ATTACHMENTS_RETURN_UNKNOWN", False)
    assert result.params["control_number"] == payload.control_number()
    assert _count_kept(desk) == 0
    assert take_in(desk, write_file(tmp_path, payload)) == ["IMPORTED"]
    assert lacking(desk, payload) == ["會議.pdf", "照片.jpg"]
    assert take_in(desk, package) == ["ATTACHMENTS_IMPORTED"]
    assert take_in(desk, package, package) == ["ATTACHMENTS_KNOWN"] * 2
    assert _count_kept(desk) == 2
    codes = [each.code for each in desk.records.ledger()]
    assert codes.count("ATTACHMENTS_KNOWN") == 2


def test_what_an_earlier_revision_brought_is_here_for_the_next(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first = with_attachments(make_payload(annual))
    second = with_attachments(
        make_payload(annual, revision=2, supersedes=first), CONTENTS | {"新.txt": b"new"}
    )
    take_in(desk, write_file(tmp_path, first), write_zip(tmp_path, first))
    take_in(desk, write_file(tmp_path, second))
    assert lacking(desk, second) == ["新.txt"]
    awaited = find_awaited(desk.attachments.of(received(desk, second)))
    assert awaited is not None
    assert (awaited.code, awaited.params["known"], awaited.params["rows"]) == (
        "ATTACHMENTS_AWAITED", "1", "新.txt",
    )  # fmt: skip
    assert find_awaited(desk.attachments.of(received(desk, first))) is None


def test_a_changed_or_incomplete_package_leaves_nothing(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    take_in(desk, write_file(tmp_path, payload))
    whole = unpacked_of(write_zip(tmp_path, payload).read_bytes())
    fewer = {name: content for name, content in whole.items() if name != "照片.jpg"}
    broken = {
        "ATTACHMENTS_CHANGED": whole | {"照片.jpg": b"another"},
        "ATTACHMENTS_MISSING": fewer,
        "ATTACHMENTS_EXTRA": whole | {"多.exe": b"MZ"},
        "ATTACHMENTS_UNSAFE": whole | {"../照片.jpg": b"MZ"},
    }
    for code, entries in broken.items():
        path = tmp_path / f"{code}_附件.zip"
        path.write_bytes(packed(entries))
        assert take_in(desk, path) == [code]
    assert _count_kept(desk) == 0


def test_a_package_that_lists_more_than_the_return_signed_is_refused(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    take_in(desk, write_file(tmp_path, payload))
    more = with_attachments(payload, CONTENTS | {"多.txt": b"more"})
    contents = BY_SHA256 | {hashlib.sha256(b"more").hexdigest(): b"more"}
    entries = unpacked_of(write_package(more, contents.__getitem__))
    stated = entries["manifest.json"].replace(more.sha256().encode(), payload.sha256().encode())
    path = tmp_path / "a_附件.zip"
    path.write_bytes(packed(entries | {"manifest.json": stated}))
    (result,) = results_of(desk, path)
    assert (result.code, result.params["entry"]) == ("ATTACHMENTS_EXTRA", "多.txt")
    assert result.agency == "MOFA"  # it can be answered
    assert _count_kept(desk) == 0


def test_a_package_replaced_between_two_looks_is_refused(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    package = write_zip(tmp_path, payload)
    workbook = write_file(tmp_path, payload)

    def replace(done: int, _total: int, what: str) -> None:
        if what == package.name and done == 2:
            package.write_bytes(package.read_bytes() + b" ")

    results = desk.inbox.import_files((package, workbook), now=NOON, progress=replace)
    assert [each.code for each in results] == ["FILE_CHANGED", "IMPORTED"]


def test_a_receipt_names_the_package_too(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    results = results_of(desk, write_file(tmp_path, payload), write_zip(tmp_path, payload))
    (path,) = desk.receipts.answer(results, tmp_path / "receipts")
    assert desk.receipts.answer(results, tmp_path / "receipts") == ()
    assert "04_r1_附件.zip" in str(path.read_bytes().decode("utf-8", "replace"))


def test_saved_files_lie_in_a_folder_of_their_own(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    take_in(desk, write_file(tmp_path, payload))
    with pytest.raises(AppError, match="ATTACHMENTS_NONE_HERE"):
        desk.attachments.save(received(desk, payload), tmp_path / "out")
    take_in(desk, write_zip(tmp_path, payload))
    saved = desk.attachments.save(received(desk, payload), tmp_path / "out")
    assert {each.name: each.read_bytes() for each in saved} == CONTENTS
    assert {each.parent for each in saved} == {tmp_path / "out" / "MOFA_114-annual_r1_附件"}


def test_what_is_damaged_in_the_store_is_used_for_nothing(
    desk: OfficeDesk, payload: Payload, tmp_path: Path
) -> None:
    take_in(desk, write_file(tmp_path, payload), write_zip(tmp_path, payload))
    with desk._bench.store.writing() as connection:
        connection.execute(update(attachment_content).values(content=b"changed"))
    with pytest.raises(AppError, match="ATTACHMENT_DAMAGED"):
        desk.attachments.content(payload.attachments[0])


def test_the_overview_and_the_merged_round_know_nothing_of_packages(
    desk: OfficeDesk, annual: Round, payload: Payload, tmp_path: Path
) -> None:
    take_in(desk, write_file(tmp_path, payload))
    before = desk.overview.rows(annual.id, NOON.date()), desk.returns.merged(annual.id)
    take_in(desk, write_zip(tmp_path, payload))
    assert before == (desk.overview.rows(annual.id, NOON.date()), desk.returns.merged(annual.id))


def test_a_return_without_attachments_awaits_none(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    (plain,) = chain(annual, length=1)
    take_in(desk, write_file(tmp_path, plain))
    assert desk.attachments.of(received(desk, plain)) == ()
    assert find_awaited(()) is None


def _count_kept(desk: OfficeDesk) -> int:
    with desk._bench.store.reading() as connection:
        return len(connection.execute(select(attachment_content.c.sha256)).all())
