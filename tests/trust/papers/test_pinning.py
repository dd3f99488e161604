"""An agency takes papers of the office it confirmed, on a registry that only moves forward."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.receipts import Receipt, ReceivedFile
from app.models.signatures import Registry
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SoftwareKey
from app.trust.papers.kinds import RECEIPT
from app.trust.papers.pinning import (
    STALE_AFTER,
    OfficePin,
    OfficeStanding,
    ensure_fingerprint,
    ensure_registry_current,
    ensure_registry_follows,
    find_standing,
    is_registry_due,
)
from app.trust.papers.receipt import read_receipt, write_receipt
from app.trust.papers.signed_document import read_document

NOON = datetime(2026, 2, 20, 4, 0, tzinfo=UTC)
OFFICE = create_authority("協調彙整機關", NOON - timedelta(days=1))
OTHER = create_authority("冒名機關", NOON - timedelta(days=1))
RECEIVED = Receipt(
    agency="MOE",
    round_id="114-annual",
    round_title="114 年度執行成果",
    revision=1,
    control_number="7K3M-0000-0000-0000",
    payload_sha256="ab" * 32,
    files=(ReceivedFile(name="填報表.xlsx", sha256="cd" * 32),),
    accepted=True,
    code="IMPORTED",
    sentence="已匯入",
    offered_at=NOON,
    issued_by="協調彙整機關",
    issued_at=NOON,
)
REGISTRY = Registry(sequence=3, issued_at=NOON, next_update=NOON, entries=())


def pin_of(office: SoftwareKey = OFFICE) -> OfficePin:
    return OfficePin(
        certificate_pem=certificate_pem(office.certificate),
        certificate_sha256=office.certificate_sha256,
        pinned_at=NOON,
        registry_sequence=3,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "回條.tbreceipt"
    write_receipt(RECEIVED, OFFICE, path)
    return path


def test_a_receipt_of_the_confirmed_office_comes_back_as_it_was_written(path: Path) -> None:
    assert read_receipt(path, pin_of())[0] == RECEIVED


def test_nothing_is_trusted_on_first_use(path: Path) -> None:
    assert find_standing(read_document(path, RECEIPT), None) is OfficeStanding.NEW
    with pytest.raises(AppError) as caught:
        read_receipt(path, None)
    assert caught.value.code == "OFFICE_NOT_CONFIRMED"
    assert caught.value.params["fingerprint"] == fingerprint(OFFICE.certificate)


def test_another_office_is_refused_with_both_fingerprints(path: Path) -> None:
    with pytest.raises(AppError) as caught:
        read_receipt(path, pin_of(OTHER))
    assert caught.value.code == "OFFICE_CHANGED"
    assert caught.value.params["known"] == fingerprint(OTHER.certificate)
    assert caught.value.params["fingerprint"] == fingerprint(OFFICE.certificate)


def test_the_fingerprint_a_person_compared_is_the_signers(path: Path) -> None:
    document = read_document(path, RECEIPT)
    ensure_fingerprint(document, fingerprint(OFFICE.certificate).lower(), path)
    with pytest.raises(AppError) as caught:
        ensure_fingerprint(document, fingerprint(OTHER.certificate), path)
    assert caught.value.code == "OFFICE_FINGERPRINT_WRONG"


def test_a_registry_never_goes_back() -> None:
    ensure_registry_follows(REGISTRY, 3, Path("x.tbround"))
    with pytest.raises(AppError) as caught:
        ensure_registry_follows(REGISTRY, 4, Path("x.tbround"))
    assert caught.value.code == "REGISTRY_ROLLBACK"


def test_an_overdue_registry_is_taken_for_a_while_and_then_refused() -> None:
    last = REGISTRY.next_update + STALE_AFTER
    assert not is_registry_due(REGISTRY, REGISTRY.next_update)
    assert is_registry_due(REGISTRY, last)
    ensure_registry_current(REGISTRY, last, Path("x.tbround"))
    with pytest.raises(AppError) as caught:
        ensure_registry_current(REGISTRY, last + timedelta(seconds=1), Path("x.tbround"))
    assert caught.value.code == "REGISTRY_STALE"
