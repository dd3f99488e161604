"""What the office's tests start from: a desk on the real plan, answers, returns, fake signed files.

The fake file is the canonical payload behind the first bytes of a PDF or a workbook, and the fake
verifier believes it. That is the one seam: everything behind it is the real thing.
"""

import hashlib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

import msgspec

from app.demo.answers import build_agency_answers
from app.errors import AppError
from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import Payload, canonical_bytes, decode_payload
from app.models.rounds import Round, RoundKind
from app.models.signatures import Carrier, Reason, Signer, SignerRole, Verdict
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.returns.document.payload_building import build_payload
from app.returns.judging.trust_context import TrustContext
from app.returns.verification import Verification, Verifier

NOON = datetime(2026, 2, 10, 4, 0, tzinfo=UTC)
OPENS, DUE, CLOSES = date(2026, 1, 5), date(2026, 2, 15), date(2026, 3, 15)

PASSPHRASE = "彙整機關的通行碼"
SUMMARY = Place(None, "overview", None, "summary")
BEGINNINGS = {Carrier.PDF: b"%PDF-1.7\n", Carrier.WORKBOOK: b"PK\x03\x04"}
BROKEN = b"%PDF-1.7\nbroken"
BUGGY = b"%PDF-1.7\nbuggy"


class Clock:
    """A clock that moves one second on each time it is read."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


class FakeVerifier:
    """Believes every fake file; counts how often it was asked."""

    def __init__(self) -> None:
        self.calls = 0

    def __call__(self, content: bytes, name: str, trust: TrustContext) -> Verification:
        self.calls += 1
        if not content.startswith(tuple(BEGINNINGS.values())):
            raise AppError("FILE_FOREIGN", file=name)
        carrier = Carrier.PDF if content.startswith(b"%PDF-") else Carrier.WORKBOOK
        if content == BUGGY:
            raise ZeroDivisionError("a bug of ours")
        try:
            payload = decode_payload(content.removeprefix(BEGINNINGS[carrier]).split(b"\n")[0])
        except msgspec.DecodeError:
            return Verification(verdict=bad_verdict(carrier, "PDF_PARSE"), payload=None)
        if trust.round(payload.round_id) is None:
            return Verification(verdict=bad_verdict(carrier, "ROUND_UNKNOWN"), payload=payload)
        good = Verdict(
            carrier=carrier, unchanged=True, signature_correct=True, signers_entitled=True
        )
        return Verification(verdict=good, payload=payload)


def bad_verdict(carrier: Carrier, code: str) -> Verdict:
    return Verdict(
        carrier=carrier,
        unchanged=False,
        signature_correct=False,
        signers_entitled=False,
        reasons=(Reason(code=code),),
    )


def make_desk(folder: Path, verify: Verifier | None = None) -> OfficeDesk:
    """A fresh office store on the real plan; its key is made and unlocked."""
    desk = OfficeDesk.create(
        folder / "office.tianbao",
        load_catalogue(),
        clock=Clock(),
        verify=verify or FakeVerifier(),
    )
    desk.keys.make(PASSPHRASE)
    return desk


def open_annual(desk: OfficeDesk, year_roc: int = 114) -> Round:
    """The round of 114 年度執行成果, one signer."""
    return desk.rounds.open(
        RoundKind.ANNUAL_RESULTS,
        year_roc,
        opens_on=OPENS,
        due_on=DUE,
        closes_on=CLOSES,
        required_roles=(SignerRole.PREPARER,),
        is_demo=True,
    )


@cache
def _answers(round_: Round, agency: str) -> tuple[Programme, Blank, Answers]:
    programme = load_catalogue()
    blank = build_blank(load_form(round_.form_id), programme, round_, agency)
    values = build_agency_answers(programme, blank, seed=7)
    return programme, blank, Answers(dict(values))


def make_payload(
    round_: Round,
    agency: str = "MOFA",
    revision: int = 1,
    supersedes: Payload | str | None = None,
    changes: Mapping[Place, StoredValue] | None = None,
) -> Payload:
    """A return with good answers, some of them changed."""
    programme, blank, answers = _answers(round_, agency)
    changed = answers.changed(changes or {})
    evaluation = evaluate(blank, programme, round_, changed)
    return build_payload(
        blank=blank,
        programme=programme,
        round_=round_,
        evaluation=evaluation,
        findings=check_draft(blank, programme, round_, changed, {}, evaluation),
        revision=revision,
        supersedes_sha256=supersedes.sha256() if isinstance(supersedes, Payload) else supersedes,
        changed_at=NOON,
        attachments=(),
        signers=(
            Signer(
                role=SignerRole.PREPARER,
                person_id="A1",
                person_name="陳承辦",
                certificate_sha256="ab" * 32,
            ),
        ),
    )


def file_bytes(payload: Payload, carrier: Carrier = Carrier.WORKBOOK, copy: int = 0) -> bytes:
    """A fake signed file; another `copy` is the same payload signed once more."""
    tail = f"\ncopy {copy}".encode() if copy else b""
    return BEGINNINGS[carrier] + canonical_bytes(payload) + tail


def write_file(
    folder: Path, payload: Payload, carrier: Carrier = Carrier.WORKBOOK, copy: int = 0
) -> Path:
    """Write a fake signed file under the name of a real one."""
    content = file_bytes(payload, carrier, copy)
    suffix = "pdf" if carrier is Carrier.PDF else "xlsx"
    mark = hashlib.sha256(content).hexdigest()[:6]
    path = folder / f"{payload.agency}_r{payload.revision}_{mark}.{suffix}"
    path.write_bytes(content)
    return path


def chain(round_: Round, agency: str = "MOFA", length: int = 3) -> list[Payload]:
    """Revisions 1, 2, 3 … of one agency, each superseding the one before."""
    payloads: list[Payload] = []
    for revision in range(1, length + 1):
        previous = payloads[-1] if payloads else None
        text = f"第 {revision} 版之整體摘要：本年度計畫皆依核定內容推動，並已完成各項工作。"
        payloads.append(make_payload(round_, agency, revision, previous, {SUMMARY: text}))
    return payloads


def refusal_of(problem: AppError) -> str:
    """The code of a refusal that has a sentence."""
    from app.messages import load_sentences

    assert problem.code in load_sentences()
    return problem.code
