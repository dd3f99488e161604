"""One agency of the demonstration: its key, its store, its answers, its signed pair."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.demo.answers import DemoProject, build_agency_answers, build_delay_answers
from app.drafts.agency_desk import AgencyDesk
from app.drafts.draft import Draft
from app.files import write_atomically
from app.models.answers import Place, StoredValue, parse_place
from app.models.findings import Severity
from app.models.forms import FieldType, FormSpec, SectionSpec
from app.models.programme import Agency, Programme
from app.models.reviews import ReviewComment
from app.models.signatures import SignerRole
from app.office.office_desk import OfficeDesk
from app.returns.exporting import export_return
from app.trust.certificates import certificate_pem, fingerprint
from app.trust.document_kinds import ENROLMENT
from app.trust.enrolment import build_request, write_request
from app.trust.keys import SoftwareKey, create_software_key, write_pkcs12

_REASON = "（示範資料）已與業務單位確認數值無誤，差異原因詳說明欄。"


@dataclass(frozen=True)
class DemoAgency:
    """An agency that has made its key and told the office its certificate."""

    code: str
    folder: Path
    key: SoftwareKey
    person_id: str
    person_name: str

    @property
    def store(self) -> Path:
        """The agency's store."""
        return self.folder / f"{self.code}.tianbao"

    @property
    def certificate_pem(self) -> str:
        """What the office registers."""
        return certificate_pem(self.key.certificate)

    @classmethod
    def create(cls, folder: Path, agency: Agency, valid_from: datetime) -> DemoAgency:
        """Make the folder with a new key file and the file of its passphrase."""
        folder.mkdir(parents=True)
        person_id = f"{agency.code}-01"
        person_name = f"{agency.short_name}填報人"
        key = create_software_key(
            person_name,
            person_id,
            agency.name_on(valid_from.date()),
            valid_from=valid_from,
            valid_until=valid_from + timedelta(days=730),
        )
        passphrase = secrets.token_urlsafe(12)
        write_pkcs12(key, folder / f"{agency.code}.p12", passphrase.encode())
        write_atomically(folder / "passphrase.txt", f"{passphrase}\n".encode(), is_private=True)
        return cls(agency.code, folder, key, person_id, person_name)


def enrol_agency(office: OfficeDesk, agency: DemoAgency, at: datetime) -> None:
    """Ask the office for a certificate, and let it compare the fingerprint and issue one."""
    path = agency.folder / f"{agency.code}{ENROLMENT.suffix}"
    request = build_request(
        agency.key,
        agency=agency.code,
        person_id=agency.person_id,
        person_name=agency.person_name,
        role=SignerRole.PREPARER,
        at=at,
    )
    write_request(request, agency.key, path)
    pending = office.receive_enrolment(path)
    office.confirm_enrolment(pending.id, fingerprint(agency.key.certificate), at)


def load_agency_receipts(agency: DemoAgency, receipts: Sequence[Path], at: datetime) -> None:
    """Let the agency take in what the office answered."""
    with AgencyDesk.open(agency.store, clock=lambda: at) as desk:
        for each in receipts:
            desk.load_receipt(each)


def sign_agency_return(
    agency: DemoAgency,
    round_file: Path,
    programme: Programme,
    out: Path,
    seed: int,
    signed_at: datetime,
) -> tuple[Path, Path]:
    """Fill the agency's form, explain every warning, sign and write the pair."""
    with AgencyDesk.create(agency.store, clock=lambda: signed_at) as desk:
        # The demonstration plays the officer who has compared the office's fingerprint.
        fingerprint = desk.preview_round_file(round_file).fingerprint
        received = desk.receive_round_file(round_file, confirm_office=fingerprint)
        draft = desk.draft(received.round.id)
        draft.commit(build_agency_answers(programme, draft.blank, seed), "示範填報")
        explain_delays(draft)
        explain_warnings(draft)
        pair = export_return(desk, draft, agency.key, out, now=signed_at)
    return pair.workbook, pair.pdf


def revise_agency_return(
    agency: DemoAgency, round_file: Path, comment: ReviewComment, out: Path, signed_at: datetime
) -> tuple[Path, Path]:
    """Take the returned round file, answer its comment in the text, sign the next revision."""
    with AgencyDesk.open(agency.store, clock=lambda: signed_at) as desk:
        received = desk.receive_round_file(round_file)
        draft = desk.draft(received.round.id)
        assert comment.place is not None
        place = parse_place(comment.place)
        added = "\n補充：提案團隊後續追蹤 32 案，其中 21 案持續營運。"
        draft.commit({place: f"{draft.answers.get(place)}{added}"}, "依退回意見補正")
        explain_warnings(draft)
        pair = export_return(desk, draft, agency.key, out, now=signed_at)
    return pair.workbook, pair.pdf


def explain_delays(draft: Draft) -> None:
    """Fill 落後說明 of every project that turned out behind."""
    evaluation = draft.evaluation()
    for project_id in draft.blank.project_ids:
        if not evaluation.is_behind(project_id):
            continue
        section = next(
            each for each in draft.blank.sections_of(project_id) if each.spec.id == "delay"
        )
        subject = DemoProject(draft.programme.project(project_id), draft.blank.year_roc)
        chosen = _first_choices(draft.blank.form, section.spec, project_id)
        draft.commit(build_delay_answers(subject, section, chosen), "示範落後說明")


def _first_choices(form: FormSpec, spec: SectionSpec, project_id: str) -> dict[Place, StoredValue]:
    return {
        Place(project_id, spec.id, None, each.id): form.choices(each.choices)[0].id
        for each in spec.fields
        if each.type is FieldType.CHOICE and each.choices is not None
    }


def explain_warnings(draft: Draft) -> None:
    """Give a reason for every warning that still wants one."""
    for finding in draft.findings():
        if finding.severity is Severity.WARNING and finding.is_open:
            draft.set_reason(finding.code, finding.place, _REASON)
