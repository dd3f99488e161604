"""One flipped bit anywhere in a signed file: a refusal that says so, and nobody is accused."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.checks.checked_file import CheckedFile, CheckOutcome, Ground
from app.checks.files import FileChecker
from app.messages import load_sentences
from app.models.approval import Handover, SendBack
from app.models.signatures import SignerRole
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.trust.papers.enrolment import build_request
from app.trust.papers.signed_document import sign_document
from tests.agency.desks import OFFICE_KEY
from tests.agency.desks import build_round_file as office_round_file
from tests.agency.handing_in.two_desks import build_round_file
from tests.checks.test_files import receipt
from tests.returns.sample import NOW, SIGNED_AT, key, sample, signed_workbook, trust

BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)
SOMEBODY_ELSE = frozenset(
    {
        "DOCUMENT_OF_ANOTHER", "HANDOVER_FOREIGN", "HANDOVER_OTHER_OFFICE",
        "SEND_BACK_NOT_APPROVER", "ENROLMENT_NOT_POSSESSED", "CERT_UNKNOWN", "SIGNERS_MISMATCH",
        "CERT_UNTRUSTED", "OFFICE_CHANGED",
    }
)  # fmt: skip
"""Sentences that speak of another signer, which damage must never be called."""
_NEAR = 7
_CONTAINER = 1_400
"""So many bytes at the end hold certificate, attributes and signature."""


@dataclass(frozen=True)
class Signed:
    """A good file: one byte in so many is tried, at its end (certificate, signature) more."""

    name: str
    content: bytes
    every: int
    tail: int = 0


def half_pair() -> tuple[bytes, bytes]:
    made, signer = sample(BOTH), key("preparer")
    book = write_workbook(made.payload, made.document)
    pages = write_pdf(made.payload, made.document)
    role = SignerRole.PREPARER
    return (
        sign_workbook(book, signer, role, SIGNED_AT),
        sign_pdf(pages, signer, role, SIGNED_AT),
    )


def handover() -> bytes:
    workbook, pdf = half_pair()
    return sign_document(
        Handover(
            round_file=sign_document(build_round_file(), OFFICE_KEY, SIGNED_AT),
            workbook=workbook,
            pdf=pdf,
            note="請核定",
            handed_over_at=SIGNED_AT,
        ),
        key("preparer"),
        SIGNED_AT,
    )


def send_back() -> bytes:
    made = sample(BOTH)
    slip = SendBack(
        agency=made.payload.agency,
        round_id=made.payload.round_id,
        payload_sha256=made.payload.sha256(),
        handed_over_at=SIGNED_AT,
        note="請補說明",
        sent_back_at=SIGNED_AT,
    )
    return sign_document(slip, key("approver"), SIGNED_AT)


def enrolment() -> bytes:
    asked = build_request(
        key("preparer"),
        agency="MOE",
        person_id="MOE-1",
        person_name="王小明",
        role=SignerRole.PREPARER,
        at=SIGNED_AT,
    )
    return sign_document(asked, key("preparer"), SIGNED_AT)


@cache
def kinds() -> dict[str, Signed]:
    round_file = sign_document(office_round_file(), OFFICE_KEY, SIGNED_AT)
    return {
        "round file": Signed("a.tbround", round_file, 9_973, _CONTAINER),
        "receipt": Signed("a.tbreceipt", sign_document(receipt(), OFFICE_KEY, NOW), _NEAR),
        "enrolment": Signed("a.tbenrol", enrolment(), _NEAR),
        "send-back": Signed("a.tbsendback", send_back(), _NEAR),
        "hand-over": Signed("a.tbpending", handover(), 39_979, _CONTAINER),
        "workbook": Signed("a.xlsx", signed_workbook(sample()), 97),
        "pdf": Signed("half.pdf", half_pair()[1], 1_999),
    }


def check(path: Path) -> CheckedFile:
    ground = Ground((trust(sample(BOTH).round),), OFFICE_KEY.certificate_sha256, NOW)
    if path.suffix == ".xlsx":
        ground = Ground((trust(sample().round),), OFFICE_KEY.certificate_sha256, NOW)
    return FileChecker(ground).check_file(path)


def is_same_package(signed: Signed, flipped: bytes) -> bool:
    """Return whether a workbook holds the same parts: a deflated text can be spelt in many ways."""
    if not signed.name.endswith(".xlsx"):
        return False
    return read_parts(flipped) == read_parts(signed.content)


def read_parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {each: package.read(each) for each in package.namelist()}


def places(signed: Signed) -> Iterator[int]:
    tail = max(0, len(signed.content) - signed.tail)
    yield from range(0, tail, signed.every)
    yield from range(tail, len(signed.content), _NEAR)


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(kinds()))
def test_a_flipped_bit_is_refused_as_damage_and_called_nobodys_forgery(
    kind: str, tmp_path: Path
) -> None:
    signed = kinds()[kind]
    path = tmp_path / signed.name
    path.write_bytes(signed.content)
    assert check(path).outcome in (CheckOutcome.GOOD, CheckOutcome.HALF_SIGNED)
    taken, accused = list[int](), list[tuple[int, str]]()
    for place in places(signed):
        flipped = bytearray(signed.content)
        flipped[place] ^= 1 << place % 8
        path.write_bytes(flipped)
        found = check(path)
        assert found.code in load_sentences()
        is_refused = found.outcome in (CheckOutcome.REFUSED, CheckOutcome.UNREADABLE)
        if not is_refused and not is_same_package(signed, bytes(flipped)):
            taken.append(place)
        reasons = () if found.verdict is None else found.verdict.reasons
        if SOMEBODY_ELSE & {found.code, *(each.code for each in reasons)}:
            accused.append((place, found.code))
    assert taken == []
    assert accused == []
