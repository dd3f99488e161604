"""One signed document of every kind and released format reads for ever (tests/fixtures/returns).

Nothing about these files may be changed to make a test pass: agencies and offices have such files.
"""

import hashlib
from pathlib import Path

import pytest

from app.agency.handing_in.handover import unpack_handover, verify_offered_pair
from app.agency.handing_in.pair_verification import build_agency_trust, verify_pair
from app.errors import AppError
from app.models.approval import Handover, SendBack
from app.models.enrolment import EnrolmentKind, EnrolmentRequest
from app.models.receipts import Receipt
from app.models.returns import Payload, canonical_bytes
from app.models.rounds import RoundFile
from app.trust.certificates.certificate import certificate_sha256, parse_certificate
from app.trust.papers.kinds import (
    ENROLMENT,
    HANDOVER,
    KINDS,
    RECEIPT,
    ROUND_FILE,
    SEND_BACK,
    DocumentKind,
)
from app.trust.papers.opening import Document, open_any_document, recognise_document
from app.trust.papers.signed_document import SignedDocument
from tests.support.released_returns import (
    PAPERS,
    PDF,
    RECEIVED_AT,
    RELEASED,
    WORKBOOK,
    load_trust,
)

FOLDERS = sorted(RELEASED.glob("layout-*"))
by_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda each: each.name)
by_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda each: each.format)


def read(folder: Path, kind: DocumentKind) -> tuple[Document, SignedDocument]:
    path = folder / PAPERS[kind]
    return open_any_document(path.read_bytes(), kind, path)


def payload_of(folder: Path) -> Payload:
    workbook, pdf = ((folder / name).read_bytes() for name in (WORKBOOK, PDF))
    found = verify_pair(workbook, pdf, load_trust(folder))
    assert found.problems == ()
    assert found.payload is not None
    return found.payload


def test_there_is_a_document_of_every_kind() -> None:
    assert set(PAPERS) == set(KINDS)
    for folder in FOLDERS:
        assert {each.name for each in folder.iterdir()} >= set(PAPERS.values())


@by_folder
@by_kind
def test_a_document_is_read_and_its_content_written_again_to_the_byte(
    folder: Path, kind: DocumentKind
) -> None:
    assert recognise_document((folder / PAPERS[kind]).read_bytes()) is kind
    value, document = read(folder, kind)
    assert canonical_bytes(value) == document.content


@by_folder
@by_kind
def test_a_document_with_one_byte_changed_is_refused(folder: Path, kind: DocumentKind) -> None:
    path = folder / PAPERS[kind]
    content = bytearray(path.read_bytes())
    for at in (len(content) // 3, len(content) // 2, len(content) - 1):
        content[at] ^= 1
        with pytest.raises(AppError):
            open_any_document(bytes(content), kind, path)
        content[at] ^= 1


@by_folder
def test_the_round_file_states_what_the_return_was_verified_by(folder: Path) -> None:
    value, _ = read(folder, ROUND_FILE)
    assert isinstance(value, RoundFile)
    trust = load_trust(folder)
    assert (value.round, value.programme, value.registry) == (
        trust.rounds[0],
        trust.programme,
        trust.registry,
    )
    answered = payload_of(folder).comment_answers
    assert [each.id for each in value.comments] == [each.comment_id for each in answered]


@by_folder
def test_the_handover_holds_the_same_return_with_one_signature(folder: Path) -> None:
    value, document = read(folder, HANDOVER)
    assert isinstance(value, Handover)
    offered = unpack_handover(value, document, folder / PAPERS[HANDOVER])
    trust = build_agency_trust(offered.round_file, RECEIVED_AT)
    found = verify_offered_pair(offered, trust)
    assert found.problems == ()
    assert found.payload == payload_of(folder)
    assert found.payload is not None
    preparer = found.payload.signers[0]
    assert [each.certificate_sha256 for each in found.pdf.signers] == [preparer.certificate_sha256]
    assert document.certificate_sha256 == preparer.certificate_sha256


@by_folder
def test_the_send_back_answers_the_handover(folder: Path) -> None:
    value, document = read(folder, SEND_BACK)
    handover, _ = read(folder, HANDOVER)
    assert isinstance(value, SendBack)
    assert isinstance(handover, Handover)
    payload = payload_of(folder)
    assert value.payload_sha256 == payload.sha256()
    assert value.handed_over_at == handover.handed_over_at
    assert value.note == "金額請再核對。\n葛\U000e0100城、Pe\u030dh-ōe-jī"
    assert document.certificate_sha256 == payload.signers[1].certificate_sha256


@by_folder
def test_the_receipt_names_the_files_and_comes_from_the_office(folder: Path) -> None:
    value, document = read(folder, RECEIPT)
    _, round_file = read(folder, ROUND_FILE)
    assert isinstance(value, Receipt)
    payload = payload_of(folder)
    assert (value.payload_sha256, value.control_number) == (
        payload.sha256(),
        payload.control_number(),
    )
    for each in value.files:
        content = (folder / each.name).read_bytes()
        assert each.sha256 == hashlib.sha256(content).hexdigest()
    assert document.certificate == round_file.certificate


@by_folder
def test_the_enrolment_asks_for_the_certificate_that_signed(folder: Path) -> None:
    value, _ = read(folder, ENROLMENT)
    assert isinstance(value, EnrolmentRequest)
    signer = payload_of(folder).signers[0]
    assert value.kind is EnrolmentKind.ISSUE
    assert (value.person_id, value.person_name) == (signer.person_id, signer.person_name)
    digest = certificate_sha256(parse_certificate(value.certificate_pem))
    assert digest == signer.certificate_sha256
