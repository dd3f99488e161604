"""A long series of signed returns: many revisions of the demonstration's answers.

One signature a file, the preparer's, though the demonstration's own returns carry two: the figures
stay comparable with those of earlier releases.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from app.demo.cycle import YEAR_ROC
from app.demo.folders import DemoFolders
from app.forms.blank_builder import build_blank
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.models.answers import Place
from app.models.periods import taiwan_day
from app.models.programme import Programme
from app.models.received import ReceivedReturn
from app.models.returns import ExplainedFinding, Payload
from app.models.rounds import Round, RoundKind
from app.models.signatures import Registry, Signer, SignerRole
from app.office.desk import OfficeDesk
from app.returns.document.payload_building import build_payload
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.enrolment import adopt_issued_certificate


@dataclass(frozen=True)
class SeriesAgency:
    """One agency of the series: its key and the answers it keeps revising."""

    code: str
    key: SigningKey
    signer: Signer
    first: ReceivedReturn


def write_series(demo: DemoFolders, folder: Path, workbooks: int, pdfs: int) -> None:
    """Write an office store with an open round, that many signed workbooks and PDFs for it."""
    from app.returns.pdf.signing import sign_pdf
    from app.returns.pdf.writer import write_pdf
    from app.returns.workbook.signing import sign_workbook
    from app.returns.workbook.writer import write_workbook

    for name in ("workbooks", "pdfs"):
        (folder / name).mkdir(parents=True)
    today = taiwan_day(datetime.now(UTC))
    with OfficeDesk.open(demo.office_store) as office:
        programme = office.records.programme
        round_id = f"{YEAR_ROC}-annual"
        received = [
            office.returns.received(round_id, each.agency)[-1]
            for each in office.returns.merged(round_id).returns
        ]
        registry = office.registry.current()
    agencies = [_load_agency(demo, each, registry) for each in received]
    round_ = _open_round(folder / "office.tianbao", programme, agencies, today)
    signed_at = datetime.now(UTC).replace(microsecond=0)
    role = SignerRole.PREPARER
    made = _revise(programme, round_, agencies, max(workbooks, pdfs))
    for index, (agency, payload, document) in enumerate(made):
        name = f"{payload.agency}_r{payload.revision:03d}"
        if index < workbooks:
            content = sign_workbook(write_workbook(payload, document), agency.key, role, signed_at)
            (folder / "workbooks" / f"{name}.xlsx").write_bytes(content)
        if index < pdfs:
            unsigned = write_pdf(payload, document)
            content = sign_pdf(unsigned, agency.key, role, signed_at)
            (folder / "pdfs" / f"{name}.pdf").write_bytes(content)


def _load_agency(demo: DemoFolders, received: ReceivedReturn, registry: Registry) -> SeriesAgency:
    code = received.agency
    home = demo.agency(code)
    passphrase = (home / "passphrase.txt").read_bytes().strip()
    made = load_pkcs12(home / f"{code}.p12", passphrase)
    key = adopt_issued_certificate(made, registry, datetime.now(UTC))
    return SeriesAgency(code, key, received.payload.signers[0], received)


def _open_round(
    store: Path, programme: Programme, agencies: list[SeriesAgency], today: date
) -> Round:
    with OfficeDesk.create(store, programme) as office:
        round_ = office.rounds.open(
            RoundKind.ANNUAL_RESULTS,
            YEAR_ROC,
            opens_on=today - timedelta(days=3),
            due_on=today + timedelta(days=30),
            closes_on=today + timedelta(days=60),
            required_roles=(SignerRole.PREPARER,),
            is_demo=True,
        )
        for agency in agencies:
            office.registry.register(
                certificate_pem(agency.key.certificate),
                agency=agency.code,
                person_id=agency.signer.person_id,
                person_name=agency.signer.person_name,
                role=SignerRole.PREPARER,
                at=datetime.now(UTC) - timedelta(days=2),
            )
    return round_


def _revise(
    programme: Programme, round_: Round, agencies: list[SeriesAgency], count: int
) -> Iterator[tuple[SeriesAgency, Payload, ReturnDocument]]:
    form = load_form(round_.form_id)
    last: dict[str, str] = {}
    for index in range(count):
        agency = agencies[index % len(agencies)]
        revision = index // len(agencies) + 1
        blank = build_blank(form, programme, round_, agency.code)
        answers = agency.first.payload.answers()
        place = Place(None, "overview", None, "summary")
        answers = answers.changed({place: f"{answers.get(place)}（第 {revision} 版）"})
        evaluation = evaluate(blank, programme, round_, answers)
        payload = build_payload(
            blank=blank,
            programme=programme,
            round_=round_,
            evaluation=evaluation,
            findings=(),
            revision=revision,
            supersedes_sha256=last.get(agency.code),
            changed_at=datetime.now(UTC),
            attachments=agency.first.payload.attachments,
            signers=(agency.signer,),
        )
        explained: tuple[ExplainedFinding, ...] = agency.first.payload.explained
        payload = msgspec.structs.replace(payload, explained=explained)
        last[agency.code] = payload.sha256()
        yield agency, payload, build_document(payload, blank)
