"""Really signed returns of two agencies and an office that knows them, made once a session."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path

import msgspec

from app.demo.officers import DemoOfficer
from app.models.returns import Payload
from app.models.rounds import Round
from app.models.signatures import Carrier, Signer, SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.returns.judging.return_context import find_context
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.v1.builder import build_document
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from tests.office.scenes import NOON, PASSPHRASE, SUMMARY, make_payload, open_annual

AGENCIES = ("MOFA", "MOTC")
SIGNED_AT = NOON - timedelta(days=3)


@dataclass(frozen=True)
class SignedReturn:
    """One signed file: what its payload is called here, and its bytes."""

    agency: str
    name: str
    carrier: Carrier
    payload: Payload
    content: bytes

    @property
    def file_name(self) -> str:
        """Workbook and PDF of one payload are called alike."""
        suffix = "pdf" if self.carrier is Carrier.PDF else "xlsx"
        return f"{self.agency}-{self.name}.{suffix}"


@dataclass(frozen=True)
class SignedSeries:
    """The office's store before anything came in, and the files."""

    store: bytes
    round: Round
    files: Mapping[tuple[str, str, Carrier], SignedReturn]

    def write_store(self, folder: Path) -> Path:
        """A copy of the office's store."""
        path = folder / "office.tianbao"
        path.write_bytes(self.store)
        return path


@cache
def signed_series() -> SignedSeries:
    """Revisions 1 to 3 of both agencies, another second, and a first by somebody unknown."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with OfficeDesk.create(
            folder / "office.tianbao", load_catalogue(), clock=lambda: NOON
        ) as desk:
            desk.keys.make(PASSPHRASE)
            round_ = open_annual(desk)
            officers = {each: _officer(folder / each, each) for each in AGENCIES}
            for agency, officer in officers.items():
                desk.registry.register(
                    officer.certificate_pem,
                    agency,
                    officer.person_id,
                    officer.person_name,
                    SignerRole.PREPARER,
                    NOON - timedelta(days=50),
                )
            trust = desk.trust.context(NOON)
        files: dict[tuple[str, str, Carrier], SignedReturn] = {}
        for agency, officer in officers.items():
            stranger = _officer(folder / f"{agency}-stranger", agency)
            for made in _sign_all(round_, agency, officer, stranger, trust):
                files[(made.agency, made.name, made.carrier)] = made
        return SignedSeries((folder / "office.tianbao").read_bytes(), round_, files)


def _officer(folder: Path, agency: str) -> DemoOfficer:
    return DemoOfficer.create(folder, load_catalogue(), agency, NOON - timedelta(days=60))


def _sign_all(
    round_: Round, agency: str, officer: DemoOfficer, stranger: DemoOfficer, trust: TrustContext
) -> list[SignedReturn]:
    made: list[SignedReturn] = []
    before: Payload | None = None
    chain: list[Payload | None] = [None]
    for revision in (1, 2, 3):
        before = _payload(round_, agency, officer, revision, before)
        chain.append(before)
        made += _sign(before, f"{revision}", officer, trust)
    rival = _payload(round_, agency, officer, 2, chain[1], "（另一份）")
    made += _sign(rival, "2-other", officer, trust)
    made += _sign(_payload(round_, agency, stranger, 1, None), "1-stranger", stranger, trust)
    return made


def _payload(
    round_: Round,
    agency: str,
    officer: DemoOfficer,
    revision: int,
    before: Payload | None,
    text: str = "",
) -> Payload:
    summary = f"第 {revision} 版之整體摘要{text}：各項計畫依核定內容推動，工作如期完成。"
    signer = Signer(
        role=SignerRole.PREPARER,
        person_id=officer.person_id,
        person_name=officer.person_name,
        certificate_sha256=officer.key.certificate_sha256,
    )
    return msgspec.structs.replace(
        make_payload(round_, agency, revision, before, {SUMMARY: summary}),
        signers=(signer,),
        created_at=SIGNED_AT.replace(microsecond=0),
    )


def _sign(
    payload: Payload, name: str, officer: DemoOfficer, trust: TrustContext
) -> list[SignedReturn]:
    context = find_context(payload.round_id, payload.agency, trust)
    document = build_document(payload, context.blank)
    role = SignerRole.PREPARER
    pdf = sign_pdf(write_pdf(payload, document), officer.key, role, SIGNED_AT)
    workbook = sign_workbook(write_workbook(payload, document), officer.key, role, SIGNED_AT)
    return [
        SignedReturn(payload.agency, name, Carrier.PDF, payload, pdf),
        SignedReturn(payload.agency, name, Carrier.WORKBOOK, payload, workbook),
    ]
