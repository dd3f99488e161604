"""Two persons of one agency and the office, from enrolment to the receipt, on three computers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.handing_in.approval import approve, hand_over, send_back
from app.agency.handing_in.exchange import (
    preview_handover,
    receive_approved,
    receive_handover,
    receive_send_back,
    write_handover,
)
from app.agency.handing_in.pair import ExportedPair
from app.agency.handing_in.signers import possible_approvers
from app.checks.checked_file import CheckOutcome
from app.checks.office_files import build_office_checker
from app.demo.agency import explain_delays, explain_warnings
from app.demo.answers import build_agency_answers
from app.models.approval import PendingReturn, PendingState
from app.models.received import ImportResult
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import build_request, write_request

pytestmark = pytest.mark.slow

ROUND_ID = "114-annual"
PERSONS = {
    "陳小華": ("MOE-01", SignerRole.PREPARER),
    "林大明": ("MOE-02", SignerRole.APPROVER),
}


class Clock:
    """One time for everybody; it goes on when it is told to."""

    now = datetime(2026, 2, 10, 4, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class Story:
    """The three computers and the two keys."""

    office: OfficeDesk
    preparer: AgencyDesk
    approver: AgencyDesk
    keys: dict[SignerRole, SoftwareKey]
    folder: Path
    clock: Clock

    def fill(self, seed: int) -> None:
        draft = self.preparer.draft(ROUND_ID)
        draft.commit(build_agency_answers(draft.programme, draft.blank, seed), "填報")
        explain_delays(draft)
        explain_warnings(draft)

    def hand_over(self, name: str) -> Path:
        """The preparer signs and writes the file for the approver the registry offers."""
        key, path, now = self.keys[SignerRole.PREPARER], self.folder / name, self.clock()
        (approver,) = possible_approvers(self.preparer.rounds.file(ROUND_ID), now)
        pending = hand_over(
            self.preparer, self.preparer.draft(ROUND_ID), key, approver.certificate_sha256,
            note="請核定。", now=now,
        )  # fmt: skip
        write_handover(self.preparer, pending, key, path, now)
        return path

    def receive(self, path: Path) -> PendingReturn:
        """The approver compares the office's fingerprint the first time."""
        told = preview_handover(self.approver, path)
        return receive_handover(self.approver, path, confirm_office=told.round.fingerprint)

    def approve(self, pending: PendingReturn) -> ExportedPair:
        key = self.keys[SignerRole.APPROVER]
        return approve(self.approver, pending, key, self.folder / "out", now=self.clock())

    def deliver(self, *paths: Path) -> tuple[ImportResult, ...]:
        return self.office.inbox.import_files(paths, now=self.clock())

    def states(self, desk: AgencyDesk) -> list[PendingState]:
        """The latest first."""
        return [each.state for each in desk.pending.of(ROUND_ID)]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    clock = Clock()
    office = OfficeDesk.create(tmp_path / "office.tianbao", load_catalogue(), clock=clock)
    office.keys.make("彙整機關的通行碼")
    office.rounds.open(
        RoundKind.ANNUAL_RESULTS, 114,
        opens_on=date(2026, 1, 5), due_on=date(2026, 2, 15), closes_on=date(2026, 3, 15),
        required_roles=tuple(SignerRole),
    )  # fmt: skip
    keys = {
        role: enrol(office, tmp_path, name, number, role, clock())
        for name, (number, role) in PERSONS.items()
    }
    path = office.round_files.write(ROUND_ID, tmp_path, ["MOE"])["MOE"]
    preparer = AgencyDesk.create(tmp_path / "preparer.tianbao", clock=clock)
    told = preparer.intake.preview(path).fingerprint
    preparer.intake.receive(path, confirm_office=told)
    approver = AgencyDesk.create(tmp_path / "approver.tianbao", clock=clock)
    made = Story(office, preparer, approver, keys, tmp_path, clock)
    made.fill(7)
    yield made
    for desk in (office, preparer, approver):
        desk.close()


def enrol(
    office: OfficeDesk, folder: Path, name: str, number: str, role: SignerRole, at: datetime
) -> SoftwareKey:
    """A key made at the agency, its request, and the office's confirmation by telephone."""
    key = create_software_key(
        name, number, "教育部", valid_from=at - timedelta(days=1), valid_until=at + timedelta(700)
    )
    path = folder / f"{number}.tbenrol"
    request = build_request(key, agency="MOE", person_id=number, person_name=name, role=role, at=at)
    write_request(request, key, path)
    waiting = office.enrolments.receive(path)
    office.enrolments.confirm(waiting.id, fingerprint(key.certificate), at)
    return key


def test_a_return_goes_from_the_preparer_over_the_approver_to_the_office_and_back(
    story: Story,
) -> None:
    pending = story.receive(story.hand_over("moe.tbpending"))
    pair = story.approve(pending)
    results = story.deliver(pair.workbook, pair.pdf)
    assert [(each.accepted, each.code) for each in results] == [
        (True, "IMPORTED"),
        (True, "ALREADY_IMPORTED"),
    ]
    (held,) = story.office.returns.received(ROUND_ID, "MOE")
    assert held.payload == pending.payload
    assert [each.person_name for each in results[0].signers] == list(PERSONS)
    checked = build_office_checker(story.office, story.clock()).check_files(
        (pair.workbook, pair.pdf)
    )
    assert [each.outcome for each in checked] == [CheckOutcome.GOOD] * 2
    receipt = story.office.receipts.write(ROUND_ID, "MOE", 1, story.folder)
    receive_approved(story.preparer, (pair.workbook, pair.pdf), story.clock())
    for desk in (story.preparer, story.approver):
        assert desk.receipts.load(receipt).accepted
        assert desk.receipts.of(ROUND_ID)[0].control_number == pending.control_number
        assert story.states(desk) == [PendingState.APPROVED]
        assert [each.payload for each in desk.handed_in.of(ROUND_ID)] == [pending.payload]


def test_the_receipt_alone_tells_the_preparer_that_it_was_approved(story: Story) -> None:
    pair = story.approve(story.receive(story.hand_over("moe.tbpending")))
    story.deliver(pair.workbook)
    assert story.states(story.preparer) == [PendingState.WAITING]
    story.preparer.receipts.load(story.office.receipts.write(ROUND_ID, "MOE", 1, story.folder))
    assert story.states(story.preparer) == [PendingState.APPROVED]


def test_what_is_sent_back_is_corrected_approved_and_taken_in(story: Story) -> None:
    first = story.receive(story.hand_over("first.tbpending"))
    slip = story.folder / "moe.tbsendback"
    key = story.keys[SignerRole.APPROVER]
    send_back(story.approver, first, "第二季請確認。", now=story.clock(), key=key, path=slip)
    assert receive_send_back(story.preparer, slip).answer == "第二季請確認。"
    story.fill(8)
    second = story.receive(story.hand_over("second.tbpending"))
    assert (second.revision, first.revision) == (1, 1)
    assert second.payload_sha256 != first.payload_sha256
    pair = story.approve(second)
    assert all(each.accepted for each in story.deliver(pair.workbook, pair.pdf))
    (held,) = story.office.returns.received(ROUND_ID, "MOE")
    assert held.payload == second.payload
    receive_approved(story.preparer, (pair.workbook, pair.pdf), story.clock())
    for desk in (story.preparer, story.approver):
        assert story.states(desk) == [PendingState.APPROVED, PendingState.SENT_BACK]


def test_the_office_takes_in_nothing_only_one_has_signed(story: Story) -> None:
    path = story.hand_over("moe.tbpending")
    (pending,) = story.preparer.pending.of(ROUND_ID)
    book, pages = story.folder / "half.xlsx", story.folder / "half.pdf"
    book.write_bytes(pending.workbook)
    pages.write_bytes(pending.pdf)
    results = story.deliver(book, pages, path)
    assert [(each.accepted, each.code) for each in results] == [
        (False, "SIG_COUNT"),
        (False, "SIG_COUNT"),
        (False, "FILE_IS_HANDOVER"),
    ]
    assert story.office.returns.received(ROUND_ID, "MOE") == ()
    checked = build_office_checker(story.office, story.clock()).check_files((book, pages, path))
    assert [(each.outcome, each.code) for each in checked] == [
        (CheckOutcome.HALF_SIGNED, "RETURN_HALF_SIGNED"),
        (CheckOutcome.HALF_SIGNED, "RETURN_HALF_SIGNED"),
        (CheckOutcome.GOOD, "CHECKED_HANDOVER"),
    ]


def test_one_withdrawn_too_late_was_approved_all_the_same(story: Story) -> None:
    pending = story.receive(story.hand_over("moe.tbpending"))
    story.preparer.pending.withdraw(pending.payload_sha256)
    assert story.states(story.preparer) == [PendingState.WITHDRAWN]
    pair = story.approve(pending)
    assert all(each.accepted for each in story.deliver(pair.workbook, pair.pdf))
    receipt = story.office.receipts.write(ROUND_ID, "MOE", 1, story.folder)
    for desk in (story.preparer, story.approver):
        desk.receipts.load(receipt)
        assert story.states(desk) == [PendingState.APPROVED]
    assert story.preparer.draft(ROUND_ID).basis.revision == 1
    assert story.preparer.drafts.begin_correction(ROUND_ID).basis.revision == 2


def test_an_approver_withdrawn_meanwhile_is_refused_by_the_office(story: Story) -> None:
    """The agency does not know yet, and signs in good faith."""
    pending = story.receive(story.hand_over("moe.tbpending"))
    approver = pending.approver.certificate_sha256
    story.office.registry.withdraw(approver, reason="職務異動", at=story.clock())
    pair = story.approve(pending)
    results = story.deliver(pair.workbook, pair.pdf)
    codes = [(each.accepted, each.code) for each in results]
    assert codes == [(False, "CERT_REVOKED_EARLIER")] * 2
