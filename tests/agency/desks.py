"""Round files of the real programme, and desks on them, with a clock that ticks by the second."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.models.answers import Place
from app.models.returns import Payload, build_data, build_nil_statements
from app.models.rounds import Round, RoundFile, RoundKind
from app.models.signatures import SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import fingerprint
from app.trust.certificates.registry import build_empty_registry
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import SigningKey
from tests.support.round_files import write_round_file

START = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
AGENCY = "MOE"
OFFICE_KEY = create_authority("協調彙整機關", START - timedelta(days=900))
"""The office whose round files the desks of the tests confirm; older than any round of theirs."""
OFFICE_FINGERPRINT = fingerprint(OFFICE_KEY.certificate)
REGISTRY = msgspec.structs.replace(
    build_empty_registry(START), next_update=START + timedelta(days=36500)
)
"""Some desks run on the real clock: this list is never out of date."""
PROJECT = load_catalogue().projects_of(AGENCY)[0].id

PAID = Place(PROJECT, "budget", None, "paid")
AVAILABLE = Place(PROJECT, "budget", None, "available")
NARRATIVE = Place(PROJECT, "results", None, "narrative")
CONTACT = Place(PROJECT, "basic", None, "contact_name")


class TickingClock:
    """One second later each time it is asked."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def build_round(year_roc: int = 114, **changes: object) -> Round:
    return msgspec.structs.replace(
        Round(
            id=f"{year_roc}-annual",
            kind=RoundKind.ANNUAL_RESULTS,
            year_roc=year_roc,
            title=f"{year_roc} 年度執行成果",
            form_id="annual-results",
            form_version=1,
            form_sha256=form_sha256(load_form("annual-results")),
            opens_on=date(year_roc + 1912, 1, 5),
            due_on=date(year_roc + 1912, 2, 15),
            closes_on=date(year_roc + 1912, 3, 1),
            nonce=f"{year_roc:064x}",
            required_roles=(SignerRole.PREPARER,),
        ),
        **changes,
    )


def build_round_file(year_roc: int = 114, **changes: object) -> RoundFile:
    return msgspec.structs.replace(
        RoundFile(
            round=build_round(year_roc),
            agency=AGENCY,
            form=load_form("annual-results"),
            programme=load_catalogue(),
            registry=REGISTRY,
            issued_at=START,
        ),
        **changes,
    )


def write_file(
    folder: Path,
    round_file: RoundFile,
    name: str = "round.tbround",
    key: SigningKey = OFFICE_KEY,
) -> Path:
    path = folder / name
    write_round_file(round_file, key, path)
    return path


def open_desk_with_round(folder: Path, local_folder: Path | None = None) -> AgencyDesk:
    """A fresh store of the 教育部 that has received the round of 114."""
    desk = AgencyDesk.create(
        folder / "moe.tianbao", clock=TickingClock(), local_folder=local_folder
    )
    desk.intake.receive(write_file(folder, build_round_file()), confirm_office=OFFICE_FINGERPRINT)
    return desk


def build_payload(desk: AgencyDesk, round_id: str = "114-annual") -> Payload:
    """The draft as a payload; signers and totals are beside the point here."""
    draft = desk.draft(round_id)
    return Payload(
        app_version="0.1.0",
        layout_version=1,
        typeface_set="none",
        programme_version=draft.programme.version,
        programme_name=draft.programme.name,
        project_names={},
        round_title=draft.round.title,
        agency_name=draft.basis.agency,
        round_id=round_id,
        round_nonce=draft.round.nonce,
        agency=draft.basis.agency,
        form_id=draft.round.form_id,
        form_version=draft.round.form_version,
        form_sha256=draft.round.form_sha256,
        revision=draft.basis.revision,
        supersedes_sha256=draft.basis.supersedes_sha256,
        created_at=draft.journal.changed_at,
        is_demo=False,
        signers=(),
        explained=(),
        nil_statements=build_nil_statements(draft.answers),
        attachments=(),
        control_totals=(),
        row_count=len(draft.answers),
        content_sha256="0" * 64,
        data=build_data(draft.answers),
    )


def hand_in(desk: AgencyDesk, folder: Path, round_id: str = "114-annual") -> str:
    """Record the draft as exported; returns the payload's digest."""
    workbook = folder / "return.xlsx"
    workbook.write_bytes(b"workbook")
    return desk.handed_in.record(build_payload(desk, round_id), [workbook]).payload_sha256


def undo_label(draft: Draft) -> str | None:
    """What the next undo takes back; the draft stays as it is. None where there is nothing."""
    undone = draft.journal.undo()
    if undone is None:
        return None
    draft.journal.redo()
    return undone.label


def redo_label(draft: Draft) -> str | None:
    """What the next redo does again; the draft stays as it is. None where there is nothing."""
    redone = draft.journal.redo()
    if redone is None:
        return None
    draft.journal.undo()
    return redone.label
