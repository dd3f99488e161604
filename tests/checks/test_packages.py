"""An attachments package is checked by its return: one among the same files, or in the store."""

from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.checks.agency_files import build_agency_checker
from app.checks.checked_file import CheckedFile, CheckOutcome, Ground
from app.checks.files import FileChecker
from app.messages import format_message
from app.models.returns import Payload
from app.returns.attachments.writer import write_package
from app.returns.layouts.v1.builder import build_document
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from tests.agency.desks import START, build_payload, open_desk_with_round
from tests.returns.attachments.test_package import BY_SHA256, PACKAGE, PAYLOAD, packed, unpacked
from tests.returns.sample import NOW, SIGNED_AT, key, sample, trust

MADE = sample()
NAME = "04_MOE_114-annual_r1_附件.zip"


def put(folder: Path, content: bytes, name: str = NAME) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def checker(known: Payload | None = None) -> FileChecker:
    find = {} if known is None else {known.sha256(): known}
    return FileChecker(Ground((trust(MADE.round),), None, NOW), find_payload=find.get)


def told(checked: CheckedFile) -> str:
    sentence = format_message(checked.code, checked.params)
    assert checked.path.name in sentence
    assert "…" not in sentence
    return checked.code


def test_a_package_of_a_return_in_the_store_matches(tmp_path: Path) -> None:
    found = checker(PAYLOAD).check_file(put(tmp_path, PACKAGE))
    assert (found.outcome, told(found)) == (CheckOutcome.GOOD, "ATTACHMENTS_MATCH")
    assert found.params["count"] == "3"
    assert found.params["control_number"] == PAYLOAD.control_number()
    assert found.round_title == MADE.round.title


def test_a_package_without_its_return_says_what_is_lacking(tmp_path: Path) -> None:
    found = checker().check_file(put(tmp_path, PACKAGE))
    assert not found.is_good
    assert told(found) == "ATTACHMENTS_RETURN_UNKNOWN"
    assert found.params["control_number"] == PAYLOAD.control_number()


def test_a_changed_package_is_refused_with_the_name_of_the_file(tmp_path: Path) -> None:
    found = checker(PAYLOAD).check_file(put(tmp_path, packed(unpacked() | {"無": b"y"})))
    assert not found.is_good
    assert told(found) == "ATTACHMENTS_CHANGED"
    assert found.params["entry"] == "無"


@pytest.mark.parametrize("name", ["a.zip", "aa.zip", "zz.zip"])
def test_a_package_may_stand_before_or_behind_its_return(tmp_path: Path, name: str) -> None:
    payload = PAYLOAD
    document = build_document(payload, MADE.blank)
    made = write_workbook(payload, document)
    workbook = sign_workbook(made, key("preparer"), payload.signers[0].role, SIGNED_AT)
    paths = [put(tmp_path, PACKAGE, name), put(tmp_path, workbook, "mm.xlsx")]
    heard: list[tuple[int, str]] = []
    found = checker().check_files(
        paths, on_result=lambda position, each: heard.append((position, each.code))
    )
    assert [each.code for each in found] == ["ATTACHMENTS_MATCH", "VERIFIED_SIGNATURES"]
    assert heard == [(1, "VERIFIED_SIGNATURES"), (0, "ATTACHMENTS_MATCH")]


def test_a_zip_of_anything_else_is_told_so(tmp_path: Path) -> None:
    path = put(tmp_path, packed({"照片.jpg": b"x"}), "照片.zip")
    assert checker().check_file(path).code == "FILE_IS_ARCHIVE"


def test_an_agency_knows_the_packages_of_what_it_handed_in(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        payload = hand_in_with_attachments(desk, tmp_path)
        path = put(tmp_path, write_package(payload, BY_SHA256.__getitem__))
        assert told(build_agency_checker(desk, START).check_file(path)) == "ATTACHMENTS_MATCH"
        (tmp_path / NAME).write_bytes(PACKAGE)
        found = build_agency_checker(desk, START).check_file(path)
        assert told(found) == "ATTACHMENTS_RETURN_UNKNOWN"


def hand_in_with_attachments(desk: AgencyDesk, folder: Path) -> Payload:
    payload = msgspec.structs.replace(build_payload(desk), attachments=PAYLOAD.attachments)
    desk.handed_in.record(payload, [put(folder, b"workbook", "return.xlsx")])
    return payload
