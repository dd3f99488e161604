"""The two officers of a demonstrated agency, each with a key and a computer of their own."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.files import write_atomically
from app.models.agency_names import AgencyNames
from app.models.periods import taiwan_day
from app.models.programme import Programme
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.store.inspection import STORE_SUFFIX
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.keys.pkcs12 import write_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, SoftwareKey, create_software_key
from app.trust.papers.enrolment import build_request, write_request
from app.trust.papers.kinds import ENROLMENT

_POSTS = {SignerRole.PREPARER: ("01", "填報人"), SignerRole.APPROVER: ("02", "核定人")}


@dataclass(frozen=True)
class DemoOfficer:
    """An officer with a key; the folder stands for this person's computer."""

    agency: str
    role: SignerRole
    folder: Path
    key: SoftwareKey
    person_id: str
    person_name: str

    @property
    def store(self) -> Path:
        """The store on this computer."""
        return self.folder / f"{self.agency}{STORE_SUFFIX}"

    @property
    def certificate_pem(self) -> str:
        """The certificate the person asks the office to enrol."""
        return certificate_pem(self.key.certificate)

    @classmethod
    def create(
        cls,
        folder: Path,
        programme: Programme,
        code: str,
        valid_from: datetime,
        role: SignerRole = SignerRole.PREPARER,
    ) -> DemoOfficer:
        """Make the folder with a new key file and the file of its passphrase."""
        folder.mkdir(parents=True)
        number, post = _POSTS[role]
        names = AgencyNames(programme, taiwan_day(valid_from))
        person_id = f"{code}-{number}"
        person_name = f"{programme.agency(code).short_name}{post}"
        key = create_software_key(
            person_name,
            person_id,
            names.full(code),
            valid_from=valid_from,
            valid_until=valid_from + timedelta(days=LONGEST_DAYS),
        )
        passphrase = secrets.token_urlsafe(12)
        write_pkcs12(key, folder / f"{code}.p12", passphrase.encode())
        write_atomically(folder / "passphrase.txt", f"{passphrase}\n".encode(), is_private=True)
        return cls(code, role, folder, key, person_id, person_name)


@dataclass(frozen=True)
class DemoAgency:
    """An agency with its preparer and its approver."""

    preparer: DemoOfficer
    approver: DemoOfficer

    @property
    def code(self) -> str:
        """The agency's code."""
        return self.preparer.agency

    @property
    def officers(self) -> tuple[DemoOfficer, DemoOfficer]:
        """Both, in the order they sign."""
        return self.preparer, self.approver

    @classmethod
    def create(
        cls, folder: Path, programme: Programme, code: str, valid_from: datetime
    ) -> DemoAgency:
        """Make the folders of both officers, the approver's in the preparer's."""
        preparer = DemoOfficer.create(folder, programme, code, valid_from)
        approver = DemoOfficer.create(
            approver_folder(folder), programme, code, valid_from, SignerRole.APPROVER
        )
        return cls(preparer, approver)


def approver_folder(agency_folder: Path) -> Path:
    """The folder that stands for the approver's computer."""
    return agency_folder / "approver"


def enrol_officer(office: OfficeDesk, officer: DemoOfficer, at: datetime) -> None:
    """Enrol an officer: request, comparison of the fingerprint, issued certificate."""
    path = officer.folder / f"{officer.agency}{ENROLMENT.suffix}"
    request = build_request(
        officer.key,
        agency=officer.agency,
        person_id=officer.person_id,
        person_name=officer.person_name,
        role=officer.role,
        at=at,
    )
    write_request(request, officer.key, path)
    pending = office.enrolments.receive(path)
    office.enrolments.confirm(pending.id, fingerprint(officer.key.certificate), at)


def load_receipts(officer: DemoOfficer, receipts: Sequence[Path], at: datetime) -> None:
    """Load receipts of the office in the officer's store."""
    with AgencyDesk.open(officer.store, clock=lambda: at) as desk:
        for each in receipts:
            desk.receipts.load(each)
