"""Two computers of one agency: the preparer's, and the approver's that knows nothing yet."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.approval import hand_over
from app.agency.handing_in.exchange import receive_handover, write_handover
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.forms.form_loader import load_form
from app.models.approval import Handover, PendingReturn
from app.models.rounds import RoundFile
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import HANDOVER
from app.trust.papers.signed_document import decode_content, read_document, sign_document
from tests.agency.desks import OFFICE_FINGERPRINT, OFFICE_KEY
from tests.returns.sample import AGENCY, NOW, key, programme, registry, round_
from tests.returns.workbook.packages import BOTH
from tests.support.round_files import write_round_file

ROUND_ID = "114-annual"


class SetClock:
    """Says the time it is set to."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@dataclass
class TwoDesks:
    """Both stores, and the folder the files lie in."""

    preparer: AgencyDesk
    approver: AgencyDesk
    folder: Path
    clock: SetClock

    def close(self) -> None:
        self.preparer.close()
        self.approver.close()

    def hand_over(self, draft: Draft | None = None, **more: object) -> PendingReturn:
        values: dict[str, object] = {"note": "請核定。", "now": self.clock.now}
        return hand_over(
            self.preparer,
            draft or finish(self.preparer),
            key("preparer"),
            key("approver").certificate_sha256,
            **(values | more),  # type: ignore[arg-type]
        )

    def send(self, pending: PendingReturn, name: str = "moe.tbpending") -> Path:
        path = self.folder / name
        write_handover(self.preparer, pending, key("preparer"), path, self.clock.now)
        return path

    def receive(self, path: Path) -> PendingReturn:
        return receive_handover(self.approver, path, confirm_office=OFFICE_FINGERPRINT)

    def receive_anew(self, the_registry: Registry | None = None, **changes: object) -> None:
        """Let the preparer take in a newer round file."""
        known = self.preparer.rounds.file(ROUND_ID).issued_at
        newer = build_round_file(the_registry, issued_at=known + timedelta(minutes=5), **changes)
        self.preparer.intake.receive(write_round(self.folder, newer))

    def carry(self, draft: Draft | None = None) -> PendingReturn:
        """Hand over, carry the file to the other computer, and take it in there."""
        return self.receive(self.send(self.hand_over(draft), f"{secrets.token_hex(4)}.tbpending"))


def build_round_file(the_registry: Registry | None = None, **changes: object) -> RoundFile:
    made = RoundFile(
        round=round_(BOTH),
        agency=AGENCY,
        form=load_form("annual-results"),
        programme=programme(),
        registry=the_registry or registry(),
        issued_at=NOW - timedelta(hours=3),
    )
    return msgspec.structs.replace(made, **changes)


def write_round(folder: Path, round_file: RoundFile, office: SigningKey = OFFICE_KEY) -> Path:
    path = folder / f"{secrets.token_hex(4)}.tbround"
    write_round_file(round_file, office, path)
    return path


def open_two_desks(folder: Path, round_file: RoundFile | None = None) -> TwoDesks:
    clock = SetClock()
    preparer = AgencyDesk.create(folder / "preparer.tianbao", clock=clock)
    path = write_round(folder, round_file or build_round_file())
    preparer.intake.receive(path, confirm_office=OFFICE_FINGERPRINT)
    return TwoDesks(
        preparer, AgencyDesk.create(folder / "approver.tianbao", clock=clock), folder, clock
    )


def finish(desk: AgencyDesk, seed: int = 7) -> Draft:
    draft = desk.draft(ROUND_ID)
    draft.commit(build_agency_answers(programme(), draft.blank, seed), "填報")
    explain_delays(draft)
    explain_warnings(draft)
    return draft


def entry_of(name: str, role: SignerRole, **changes: object) -> RegistryEntry:
    """An entry for the key of that name."""
    made = RegistryEntry(
        agency=AGENCY,
        person_id=f"{AGENCY}-{name}",
        person_name=f"王{name}",
        role=role,
        certificate_pem=certificate_pem(key(name).certificate),
        certificate_sha256=key(name).certificate_sha256,
        active_from=NOW - timedelta(days=30),
    )
    return msgspec.structs.replace(made, **changes)


def registry_of(*entries: RegistryEntry) -> Registry:
    return msgspec.structs.replace(registry(), entries=entries)


def read_handover(path: Path) -> Handover:
    return decode_content(read_document(path, HANDOVER), HANDOVER, Handover, path)


def rewritten(path: Path, change: Callable[[Handover], Handover], name: str = "preparer") -> Path:
    """The handover changed and signed again by whoever can sign."""
    after = path.with_name(f"{secrets.token_hex(4)}.tbpending")
    after.write_bytes(sign_document(change(read_handover(path)), key(name), NOW))
    return after
