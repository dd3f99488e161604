"""Every return of the cycle passed through two hands; both stores tell the same story."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.demo.cycle import (
    LATE_AGENCY,
    RECEIPT_ONLY_AGENCY,
    RETURNED_BY_APPROVER,
    SENT_BACK_AGENCY,
    DemoSummary,
)
from app.demo.folders import DemoFolders
from app.demo.officers import approver_folder
from app.models.approval import PendingOrigin, PendingState
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.trust.papers.kinds import HANDOVER, SEND_BACK
from tests.support.store_copies import copy_store

pytestmark = pytest.mark.slow

ROUND_ID = "114-annual"
BOTH = tuple(SignerRole)


@contextmanager
def opened(store: Path, tmp_path: Path) -> Iterator[AgencyDesk]:
    """A copy of an agency's store."""
    with AgencyDesk.open(copy_store(store, tmp_path)) as desk:
        yield desk


def stores(folders: DemoFolders, code: str) -> tuple[Path, Path]:
    """The preparer's and the approver's."""
    home = folders.agency(code)
    return home / f"{code}.tianbao", approver_folder(home) / f"{code}.tianbao"


def test_every_return_names_two_persons_and_both_signed_both_files(
    cycle: tuple[DemoFolders, DemoSummary], tmp_path: Path
) -> None:
    folders, summary = cycle
    with OfficeDesk.open(copy_store(folders.office_store, tmp_path)) as office:
        assert office.rounds.get(ROUND_ID).required_roles == BOTH
        for counted in office.returns.merged(ROUND_ID).returns:
            each = office.returns.received(ROUND_ID, counted.agency)[-1]
            assert tuple(one.role for one in each.payload.signers) == BOTH
            files = office.returns.signed_files(ROUND_ID, each.agency, each.revision)
            signed = [[one.role for one in file.verdict.signers] for file in files]
            assert signed == [list(BOTH), list(BOTH)], each.agency
    written = json.loads((folders.root / "summary.json").read_text(encoding="utf-8"))
    signed_files = [each for each in folders.returns.iterdir() if each.suffix != ".zip"]
    assert summary.signatures == written["signatures"] == 2 * len(signed_files)


@pytest.mark.parametrize("code", ["NDC", RECEIPT_ONLY_AGENCY, LATE_AGENCY, RETURNED_BY_APPROVER])
def test_both_stores_know_what_was_handed_in_and_that_the_office_has_it(
    folders: DemoFolders, tmp_path: Path, code: str
) -> None:
    told = []
    for store in stores(folders, code):
        with opened(store, tmp_path) as desk:
            (handed_in,) = desk.handed_in.of(ROUND_ID)
            newest = desk.pending.of(ROUND_ID)[0]
            assert (newest.state, newest.payload_sha256) == (
                PendingState.APPROVED,
                handed_in.payload_sha256,
            )
            receipts = desk.receipts.of(ROUND_ID)
            assert {one.payload_sha256 for one in receipts} == {handed_in.payload_sha256}
            files = {(one.name, one.sha256) for one in handed_in.files}
            told.append((newest.origin, files, newest.answered_at))
    preparers, approvers = told
    assert (preparers[0], approvers[0]) == (PendingOrigin.PREPARED, PendingOrigin.RECEIVED)
    assert preparers[1] == approvers[1]
    assert len(preparers[1]) == 2
    assert (preparers[2] == approvers[2]) is (code != RECEIPT_ONLY_AGENCY)


def test_one_return_was_sent_back_by_its_approver_before_it_was_signed(
    folders: DemoFolders, tmp_path: Path
) -> None:
    for store in stores(folders, RETURNED_BY_APPROVER):
        with opened(store, tmp_path) as desk:
            approved, sent_back = desk.pending.of(ROUND_ID)
            assert (approved.state, sent_back.state) == (
                PendingState.APPROVED,
                PendingState.SENT_BACK,
            )
            assert "合作情形" in sent_back.answer
            assert (approved.revision, sent_back.revision) == (1, 1)
            assert approved.payload_sha256 != sent_back.payload_sha256
    home = folders.agency(RETURNED_BY_APPROVER)
    assert len(list(home.glob(f"*{HANDOVER.suffix}"))) == 2
    assert len(list(approver_folder(home).glob(f"*{SEND_BACK.suffix}"))) == 1


def test_what_the_office_sent_back_was_approved_again(folders: DemoFolders, tmp_path: Path) -> None:
    for store in stores(folders, SENT_BACK_AGENCY):
        with opened(store, tmp_path) as desk:
            assert [each.revision for each in desk.handed_in.of(ROUND_ID)] == [1, 2]
            states = [each.state for each in desk.pending.of(ROUND_ID)]
            assert states == [PendingState.APPROVED, PendingState.APPROVED]
            assert {each.revision for each in desk.receipts.of(ROUND_ID)} == {1, 2}


def test_the_two_officers_have_different_keys_and_passphrases(folders: DemoFolders) -> None:
    home = folders.agency("NDC")
    for name in ("NDC.p12", "passphrase.txt", "NDC.tbenrol"):
        assert (home / name).read_bytes() != (approver_folder(home) / name).read_bytes()
