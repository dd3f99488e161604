"""What the manual's screenshots show: the demonstration, one agency at work, files to take in."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.approval import hand_over
from app.agency.handing_in.signers import possible_approvers
from app.demo.agency import explain_warnings, fill_form
from app.demo.answers import build_agency_answers
from app.demo.approval import SigningTimes, revise_agency_return
from app.demo.cycle import SEED, run_cycle
from app.demo.folders import DemoFolders
from app.demo.officers import DemoAgency, DemoOfficer, approver_folder
from app.models.answers import Place, StoredValue
from app.models.reviews import DecisionKind, Remark
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, SoftwareKey, create_software_key
from app.trust.papers.enrolment import build_request, write_request

AGENCY_DAY = date(2026, 2, 3)
NOW = datetime(2026, 2, 11, 6, 20, tzinfo=UTC)
"""The office looks at its round two days after it fell due."""
ROUND_ID = "114-annual"
AT_WORK, SENT_BACK = "MOE", "CIP"
_REVIEWER = "林審查"
_SHEET = "xl/worksheets/sheet3.xml"


@dataclass(frozen=True)
class Demonstration:
    """Stores and files, all below one folder."""

    root: Path
    folders: DemoFolders
    agency_store: Path
    """The 教育部, half filled in, with an error and a warning."""
    sent_back_store: Path
    """The 原住民族委員會, its return sent back with remarks."""
    key_file: Path
    passphrase: str
    round_file: Path
    """The 教育部's, which an agency that knows no office yet may look at."""
    new_certificate: Path
    pending_store: Path
    """The 教育部's, handed over and not approved yet."""
    to_import: tuple[Path, ...]
    """A good pair, an altered workbook, and a file the office has had already."""


def build_demonstration(root: Path) -> Demonstration:
    """Run the demonstration below `root` and set up what the pictures need."""
    run_cycle(root / "示範", NOW)
    folders = DemoFolders(root / "示範")
    workbook, pdf = _send_back_and_revise(folders, root)
    altered = root / "收件" / f"已更動_{workbook.name}"
    altered.write_bytes(_alter(workbook.read_bytes()))
    known = sorted(folders.returns.glob("*.pdf"))[0]
    moe = folders.agency(AT_WORK)
    newcomer = _make_newcomer()
    _ask_enrolment(newcomer, folders, root)
    return Demonstration(
        root,
        folders,
        _fill_half(folders, root),
        root / "機關" / f"{SENT_BACK}.tianbao",
        moe / f"{AT_WORK}.p12",
        (moe / "passphrase.txt").read_text(encoding="utf-8").strip(),
        _find_round_file(folders),
        _write_certificate(newcomer, root),
        _hand_over(folders, root),
        (workbook, pdf, altered, known),
    )


def _send_back_and_revise(folders: DemoFolders, root: Path) -> tuple[Path, Path]:
    with OfficeDesk.open(folders.office_store, clock=lambda: NOW) as office:
        office.keys.unlock(folders.office_passphrase.read_text(encoding="utf-8").strip())
        project = office.records.programme.projects_of(SENT_BACK)[0]
        remark = Remark(
            place=f"{project.id}/results/-/narrative",
            text="請補充受輔導團隊之後續營運情形與營業額。",
        )
        office.review.decide(ROUND_ID, SENT_BACK, DecisionKind.SEND_BACK, (remark,), _REVIEWER, NOW)
        files = office.round_files.write(ROUND_ID, root / "補正", [SENT_BACK])
    home = folders.agency(SENT_BACK)
    preparer = _load_officer(home, SENT_BACK, SignerRole.PREPARER)
    approver = _load_officer(approver_folder(home), SENT_BACK, SignerRole.APPROVER)
    (root / "收件").mkdir()
    _receive_remarks(preparer, files[SENT_BACK], root)
    agency, at_once = DemoAgency(preparer, approver), SigningTimes(NOW, NOW)
    return revise_agency_return(agency, files[SENT_BACK], root / "收件", at_once)


def _load_officer(folder: Path, agency: str, role: SignerRole) -> DemoOfficer:
    passphrase = (folder / "passphrase.txt").read_bytes().strip()
    key = load_pkcs12(folder / f"{agency}.p12", passphrase)
    return DemoOfficer(agency, role, folder, key, "", "")  # its name stands in the registry


def _receive_remarks(preparer: DemoOfficer, round_file: Path, root: Path) -> None:
    """The preparer's store as it stands before anything is revised."""
    copy = root / "機關" / preparer.store.name
    copy.parent.mkdir()
    shutil.copy2(preparer.store, copy)
    with AgencyDesk.open(copy, clock=lambda: NOW) as desk:
        desk.intake.receive(round_file)


def _alter(workbook: bytes) -> bytes:
    """The workbook as somebody left it who changed one printed figure after signing."""
    parts = read_strict_zip(workbook)
    before = parts[_SHEET]
    at = before.index(b"<v>", 2000) + len(b"<v>")
    parts[_SHEET] = before[:at] + (b"8" if before[at : at + 1] != b"8" else b"9") + before[at + 1 :]
    return write_zip(parts)


def _fill_half(folders: DemoFolders, root: Path) -> Path:
    store = root / "機關" / f"{AT_WORK}.tianbao"
    round_file = _find_round_file(folders)
    with AgencyDesk.create(store, clock=lambda: NOW) as desk:
        fingerprint = desk.intake.preview(round_file).fingerprint
        received = desk.intake.receive(round_file, confirm_office=fingerprint)
        draft = desk.draft(received.round.id)
        answers = build_agency_answers(draft.programme, draft.blank, SEED)
        first, *later = draft.blank.project_ids
        unfinished = {"results", "highlights", "next_year", "indicators"}
        kept = {
            place: value
            for place, value in answers.items()
            if place.project not in later[-1:] or place.section not in unfinished
        }
        draft.commit(kept, "示範填報")
        draft.commit(_slips(draft, first), "示範填報")
    return store


def _slips(draft: Draft, project: str) -> dict[Place, StoredValue]:
    """An amount above the allocation, and one that was typed in another unit."""
    allocated = draft.answers.get(Place(project, "budget", None, "allocated"))
    assert isinstance(allocated, int)
    return {
        Place(project, "budget", None, "paid"): allocated + 5_000_000,
        Place(project, "budget", None, "payable"): None,
    }


def _hand_over(folders: DemoFolders, root: Path) -> Path:
    """The 教育部's return as its preparer hands it over, with one warning more."""
    preparer = _load_officer(folders.agency(AT_WORK), AT_WORK, SignerRole.PREPARER)
    store = root / "機關" / "送核定.tianbao"
    with AgencyDesk.create(store, clock=lambda: NOW) as desk:
        draft = fill_form(desk, _find_round_file(folders), SEED)
        narrative = Place(draft.blank.project_ids[0], "results", None, "narrative")
        draft.commit({narrative: "成果報告尚在審查。"}, "示範填報")
        explain_warnings(draft)
        (approver,) = possible_approvers(desk.rounds.file(ROUND_ID), NOW)
        hand_over(
            desk,
            draft,
            preparer.key,
            approver.certificate_sha256,
            note="請核定。附件三件另以公文函送。",
            now=NOW,
        )
    return store


def _find_round_file(folders: DemoFolders) -> Path:
    return next((folders.root / "office" / "填報包").glob(f"*_{AT_WORK}_*.tbround"))


def _make_newcomer() -> SoftwareKey:
    until = NOW + timedelta(days=LONGEST_DAYS)
    return create_software_key("王小美", "MOL-03", "勞動部", valid_from=NOW, valid_until=until)


def _write_certificate(key: SoftwareKey, root: Path) -> Path:
    path = root / "收件" / "MOL-03.pem"
    path.write_text(certificate_pem(key.certificate), encoding="ascii")
    return path


def _ask_enrolment(key: SoftwareKey, folders: DemoFolders, root: Path) -> None:
    """Somebody of the 勞動部 asks to be enrolled; the office has yet to compare the fingerprint."""
    path = root / "收件" / "MOL-03.tbenrol"
    request = build_request(
        key,
        agency="MOL",
        person_id="MOL-03",
        person_name="王小美",
        role=SignerRole.PREPARER,
        at=NOW,
    )
    write_request(request, key, path)
    with OfficeDesk.open(folders.office_store, clock=lambda: NOW) as office:
        office.enrolments.receive(path)
