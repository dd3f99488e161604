"""Every kind of signed file as each released version wrote it, and what verifies them.

usage: python -m tests.support.released_returns      writes the one of the present layout, once
"""

import hashlib
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from app.forms.form_loader import load_form
from app.models.approval import Handover, SendBack
from app.models.forms import FormSpec
from app.models.programme import Programme
from app.models.receipts import Receipt, ReceivedFile
from app.models.returns import Payload
from app.models.reviews import ReviewComment
from app.models.rounds import Round, RoundFile
from app.models.signatures import Registry, SignerRole
from app.returns.judging.trust_context import TrustContext
from app.trust.papers.enrolment import build_request
from app.trust.papers.kinds import (
    ENROLMENT,
    HANDOVER,
    RECEIPT,
    ROUND_FILE,
    SEND_BACK,
    DocumentKind,
)
from app.trust.papers.signed_document import sign_document

if TYPE_CHECKING:
    from tests.returns.sample import Sample

RELEASED = Path(__file__).resolve().parent.parent / "fixtures" / "returns"
RECEIVED_AT = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
WORKBOOK, PDF = "return.xlsx", "return.pdf"
PAPERS = {
    ROUND_FILE: "round.tbround",
    HANDOVER: "return.tbpending",
    SEND_BACK: "return.tbsendback",
    RECEIPT: "return.tbreceipt",
    ENROLMENT: "preparer.tbenrol",
}
"""The signed documents of each kind, by the name of their file."""

_T = TypeVar("_T")


def load_trust(folder: Path) -> TrustContext:
    """What the office knew on the day the pair came in: nothing of it is secret."""
    round_ = _load(folder / "round.json", Round)
    return TrustContext(
        programme=_load(folder / "programme.json", Programme),
        registry=_load(folder / "registry.json", Registry),
        rounds=(round_,),
        forms={round_.form_sha256: _load(folder / "form.json", FormSpec)},
        now=RECEIVED_AT,
    )


def _load(path: Path, kind: type[_T]) -> _T:
    return msgspec.json.decode(path.read_bytes(), type=kind)


def write_released() -> None:
    """Make the files of the present layout; their private keys are forgotten with the process."""
    from app.returns.layouts.printed_document import LAYOUT_VERSION
    from tests.returns.pdf.forged_pdfs import BOTH, signed
    from tests.returns.sample import programme, registry, sample, signed_workbook

    folder = RELEASED / f"layout-{LAYOUT_VERSION}"
    folder.mkdir(parents=True)  # never over one that is there
    made = sample(BOTH)
    (folder / WORKBOOK).write_bytes(signed_workbook(made))
    (folder / PDF).write_bytes(signed(BOTH))
    stated = {
        "programme": programme(),
        "registry": registry(),
        "round": made.round,
        "form": load_form(made.round.form_id),
    }
    for name, value in stated.items():
        content = msgspec.json.format(msgspec.json.encode(value), indent=1)
        (folder / f"{name}.json").write_bytes(content + b"\n")
    for kind, content in _build_papers(folder, made).items():
        (folder / PAPERS[kind]).write_bytes(content)


def _build_papers(folder: Path, made: "Sample") -> dict[DocumentKind, bytes]:
    """The documents that went to and fro with the pair, each signed by whom it comes from."""
    from tests.agency.desks import OFFICE_KEY
    from tests.returns.sample import NOW, key

    preparer, approver = key("preparer"), key("approver")
    round_file = sign_document(_build_round_file(made), OFFICE_KEY, NOW)
    handover = _build_handover(made, round_file)
    payload = made.payload
    send_back = SendBack(
        agency=payload.agency,
        round_id=payload.round_id,
        payload_sha256=payload.sha256(),
        handed_over_at=handover.handed_over_at,
        note="金額請再核對。\n葛󠄀城、Pe̍h-ōe-jī",
        sent_back_at=NOW,
    )
    request = build_request(
        preparer,
        agency=payload.agency,
        person_id=payload.signers[0].person_id,
        person_name=payload.signers[0].person_name,
        role=SignerRole.PREPARER,
        at=NOW,
    )
    return {
        ROUND_FILE: round_file,
        HANDOVER: sign_document(handover, preparer, NOW),
        SEND_BACK: sign_document(send_back, approver, NOW),
        RECEIPT: sign_document(_build_receipt(folder, payload), OFFICE_KEY, NOW),
        ENROLMENT: sign_document(request, preparer, NOW),
    }


def _build_round_file(made: "Sample") -> RoundFile:
    from tests.returns.sample import NOW, programme, registry

    asked = made.payload.comment_answers
    return RoundFile(
        round=made.round,
        agency=made.payload.agency,
        form=load_form(made.round.form_id),
        programme=programme(),
        registry=registry(),
        issued_at=NOW,
        last_revision=1,
        last_payload_sha256=made.payload.supersedes_sha256 or "ab" * 32,
        comments=tuple(
            ReviewComment(
                id=each.comment_id,
                place=each.place,
                text=each.comment,
                author="王審查",
                written_at=NOW,
            )
            for each in asked
        ),
    )


def _build_handover(made: "Sample", round_file: bytes) -> Handover:
    """The pair with the preparer's signature only."""
    from app.agency.handing_in.pair import ReturnPair, sign_pair
    from app.returns.pdf.writer import write_pdf
    from app.returns.workbook.writer import write_workbook
    from tests.returns.sample import NOW, key

    written = write_workbook(made.payload, made.document), write_pdf(made.payload, made.document)
    pair = sign_pair(
        ReturnPair(made.payload, *written),
        key("preparer"),
        SignerRole.PREPARER,
        NOW,
    )
    return Handover(
        round_file=round_file,
        workbook=pair.workbook,
        pdf=pair.pdf,
        note="請核定。",
        handed_over_at=NOW,
    )


def _build_receipt(folder: Path, payload: Payload) -> Receipt:
    from tests.returns.sample import NOW

    files = tuple(
        ReceivedFile(name=name, sha256=hashlib.sha256((folder / name).read_bytes()).hexdigest())
        for name in (PDF, WORKBOOK)
    )
    return Receipt(
        agency=payload.agency,
        round_id=payload.round_id,
        round_title=payload.round_title,
        revision=payload.revision,
        control_number=payload.control_number(),
        payload_sha256=payload.sha256(),
        files=files,
        accepted=True,
        code="IMPORTED",
        sentence="已收件。",
        offered_at=NOW,
        issued_by="協調彙整機關",
        issued_at=NOW,
    )


if __name__ == "__main__":
    write_released()
