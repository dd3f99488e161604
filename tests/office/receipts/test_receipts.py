"""The office answers what it received with a signed receipt; the agency takes only its own."""

from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.models.agency_rounds import AgencyRoundState
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.trust.keys.office_authority import create_authority
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.receipt import read_receipt, write_receipt
from app.trust.papers.signed_document import open_document
from tests.office.scenes import BROKEN, NOON, chain, refusal_of, write_file


@pytest.fixture
def agency(desk: OfficeDesk, annual: Round, tmp_path: Path) -> AgencyDesk:
    """The 外交部's desk that has handed in what the office received."""
    path = desk.round_files.write(annual.id, tmp_path, ["MOFA"])["MOFA"]
    opened = AgencyDesk.create(tmp_path / "mofa.tianbao", clock=lambda: NOON)
    opened.intake.receive(path, confirm_office=opened.intake.preview(path).fingerprint)
    payload = chain(annual, length=1)[0]
    file = write_file(tmp_path, payload)
    opened.handed_in.record(payload, [file])
    desk.inbox.import_files([file], now=NOON)
    return opened


def test_a_receipt_says_who_received_what_and_when(
    desk: OfficeDesk, annual: Round, agency: AgencyDesk, tmp_path: Path
) -> None:
    with agency:
        path = desk.receipts.write(annual.id, "MOFA", 1, tmp_path)
        assert [each.state for each in agency.rounds.all()] == [AgencyRoundState.HANDED_IN]
        receipt = agency.receipts.load(path)
        (held,) = desk.returns.received(annual.id, "MOFA")
        assert receipt.accepted
        assert receipt.control_number == held.payload.control_number()
        assert receipt.payload_sha256 == held.payload_sha256
        assert (receipt.round_title, receipt.revision) == (annual.title, 1)
        assert (receipt.offered_at, receipt.issued_by) == (NOON, "協調彙整機關")
        assert "外交部" in receipt.sentence
        assert [each.state for each in agency.rounds.all()] == [AgencyRoundState.RECEIVED]
        agency.receipts.load(path)
        assert agency.receipts.of(annual.id) == (receipt,)


def test_receipts_issued_in_one_moment_are_told_by_revision(
    desk: OfficeDesk, annual: Round, agency: AgencyDesk, tmp_path: Path
) -> None:
    with agency:
        payload = chain(annual)[1]
        file = write_file(tmp_path, payload)
        agency.handed_in.record(payload, [file])
        desk.inbox.import_files([file], now=NOON)
        for path in reversed(
            desk.receipts.write_all(desk.records.ledger(annual.id), tmp_path / "回條")
        ):
            receipt = msgspec.structs.replace(
                read_receipt(path, agency.office.pin())[0], issued_at=NOON
            )
            write_receipt(receipt, desk.keys.signing_key(), path)
            agency.receipts.load(path)
        assert [each.revision for each in agency.receipts.of(annual.id)] == [1, 2]


def test_a_refusal_is_answered_with_its_reason(
    desk: OfficeDesk, annual: Round, agency: AgencyDesk, tmp_path: Path
) -> None:
    with agency:
        desk.inbox.import_files([write_file(tmp_path, chain(annual)[2])], now=NOON)
        broken = tmp_path / "broken.pdf"
        broken.write_bytes(BROKEN)
        desk.inbox.import_files([broken], now=NOON)
        paths = desk.receipts.write_all(desk.records.ledger(annual.id), tmp_path / "回條")
        told = [read_receipt(each, agency.office.pin())[0] for each in paths]
        assert [(each.accepted, each.code) for each in told] == [
            (True, "IMPORTED"),
            (False, "REVISION_GAP"),
        ]
        with pytest.raises(AppError) as caught:
            agency.receipts.load(paths[1])  # the agency's store never exported that revision
        assert refusal_of(caught.value) == "RECEIPT_UNKNOWN_RETURN"
        with pytest.raises(AppError) as caught:
            desk.receipts.write_refusal(desk.records.ledger()[-1], tmp_path)
        assert refusal_of(caught.value) == "RECEIPT_NOT_ADDRESSED"


def test_nothing_received_has_no_receipt(desk: OfficeDesk, annual: Round, tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        desk.receipts.write(annual.id, "MOE", 1, tmp_path)
    assert refusal_of(caught.value) == "RECEIPT_NOTHING_RECEIVED"


def test_a_forged_or_foreign_receipt_is_refused(
    desk: OfficeDesk, annual: Round, agency: AgencyDesk, tmp_path: Path
) -> None:
    with agency:
        good = desk.receipts.write(annual.id, "MOFA", 1, tmp_path)
        receipt, _signed = read_receipt(good, agency.office.pin())
        impostor = create_authority("協調彙整機關", NOON - timedelta(days=1))
        forged = tmp_path / "forged.tbreceipt"
        write_receipt(receipt, impostor, forged)
        with pytest.raises(AppError) as caught:
            agency.receipts.load(forged)
        assert refusal_of(caught.value) == "OFFICE_CHANGED"
        forged.write_bytes(good.read_bytes().replace(b'"accepted":true', b'"accepted":truE'))
        with pytest.raises(AppError) as caught:
            agency.receipts.load(forged)
        assert refusal_of(caught.value) == "DOCUMENT_DAMAGED"
        for changes, code in (
            ({"agency": "MOE"}, "RECEIPT_WRONG_AGENCY"),
            ({"payload_sha256": "0" * 64}, "RECEIPT_UNKNOWN_RETURN"),
            ({"round_id": "113-annual"}, "RECEIPT_UNKNOWN_RETURN"),
        ):
            forged.unlink()
            other = msgspec.structs.replace(receipt, **changes)
            write_receipt(other, desk.keys.signing_key(), forged)
            with pytest.raises(AppError) as caught:
                agency.receipts.load(forged)
            assert refusal_of(caught.value) == code
        assert agency.receipts.of(annual.id) == ()
        assert open_document(good.read_bytes(), RECEIPT, good).signed_at == receipt.issued_at
