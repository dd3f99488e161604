"""A round two persons sign, open today: the preparer's window, and the approver's elsewhere."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.models.rounds import RoundFile
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.pkcs12 import write_pkcs12
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.shell.preferences import PreferenceFile
from app.ui.widgets import tasks
from tests.agency.desks import (
    AGENCY,
    NARRATIVE,
    OFFICE_FINGERPRINT,
    build_round,
    build_round_file,
    write_file,
)

PASSPHRASE = "correct horse"
NOW = datetime.now(UTC)
NAMES = {"preparer": "林小明", "approver": "陳大同", "other": "王小美"}
ROLES = {"preparer": SignerRole.PREPARER, "approver": SignerRole.APPROVER}


@cache
def key(who: str) -> SoftwareKey:
    return create_software_key(
        NAMES[who],
        f"MOE-{who}",
        "教育部",
        valid_from=NOW - timedelta(days=10),
        valid_until=NOW + timedelta(days=300),
    )


def key_file(folder: Path, who: str) -> Path:
    path = folder / f"{who}.p12"
    if not path.exists():
        write_pkcs12(key(who), path, PASSPHRASE.encode())
    return path


def entry(who: str, role: SignerRole) -> RegistryEntry:
    return RegistryEntry(
        agency=AGENCY,
        person_id=f"MOE-{who}",
        person_name=NAMES[who],
        role=role,
        certificate_pem=certificate_pem(key(who).certificate),
        certificate_sha256=key(who).certificate_sha256,
        active_from=NOW - timedelta(days=9),
    )


def round_file(
    *further: RegistryEntry, roles: tuple[SignerRole, ...] = tuple(SignerRole)
) -> RoundFile:
    """Of a round that is open now."""
    entries = (*(entry(who, role) for who, role in ROLES.items()), *further)
    registry = Registry(
        sequence=2, issued_at=NOW, next_update=NOW + timedelta(days=90), entries=entries
    )
    today = date.today()
    round_ = build_round(
        opens_on=today - timedelta(days=5),
        due_on=today + timedelta(days=20),
        closes_on=today + timedelta(days=40),
        required_roles=roles,
    )
    return build_round_file(round=round_, registry=registry, issued_at=NOW - timedelta(hours=1))


def receive(workspace: AgencyWorkspace, folder: Path, made: RoundFile) -> None:
    file = write_file(folder, made, "two.tbround")
    workspace.receive_round_file(file, confirm_office=OFFICE_FINGERPRINT)


def finish(workspace: AgencyWorkspace, seed: int = 7) -> None:
    """Everything filled in, every warning explained."""
    draft = workspace.draft
    assert draft is not None
    draft.commit(build_agency_answers(draft.programme, draft.blank, seed), "示範填報")
    draft.commit({NARRATIVE: "成果尚待彙整。"}, "示範填報")  # so short that a reason is asked for
    explain_delays(draft)
    explain_warnings(draft)
    workspace.check_now()
    assert not any(each.is_open for each in workspace.findings())


@contextmanager
def elsewhere(folder: Path) -> Iterator[AgencyWorkspace]:
    """The approver's computer: an empty store, preferences of its own."""
    folder.mkdir(exist_ok=True)
    workspace = AgencyWorkspace(folder / "approver.tianbao", PreferenceFile(folder))
    workspace.open()
    yield workspace
    assert tasks.cancel_all_tasks()
    workspace.close()
