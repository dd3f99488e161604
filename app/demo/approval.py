"""Signing of a demonstration return by preparer and approver on two computers.

Preparer → hand-over file (待核定件) → approver → signed pair; or → send-back (退回單) → preparer,
who corrects and hands over again. Every step opens the store of its officer at its time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.approval import (
    approve,
    examine_pending,
    hand_over,
    send_back,
)
from app.agency.handing_in.enclosures import name_enclosure
from app.agency.handing_in.exchange import (
    preview_handover,
    receive_approved,
    receive_handover,
    receive_send_back,
    write_handover,
)
from app.agency.handing_in.signers import possible_approvers
from app.demo.agency import add_sentence, fill_form
from app.demo.officers import DemoAgency, DemoOfficer
from app.files import write_atomically
from app.models.answers import Place, parse_place
from app.models.approval import PendingReturn
from app.models.reviews import CommentAnswerKind
from app.trust.papers.kinds import HANDOVER, SEND_BACK

_SUMMARY = Place(None, "overview", None, "summary")
_NOTE = "（示範資料）已填報完成並完成檢核，請核定。"
_SEND_BACK_NOTE = "（示範資料）整體摘要請補充與民間組織之合作情形。"
_CORRECTION = "補充：本年度與 12 個民間組織簽訂合作備忘錄，共同推動社會創新。"
_WHAT_WAS_DONE = "（示範資料）已於成果說明補充後續追蹤數據。"
_ANSWER = "補充：提案團隊後續追蹤 32 案，其中 21 案持續營運。"


@dataclass(frozen=True)
class SigningTimes:
    """The times of the first hand-over by the preparer and of the signature of the approver."""

    handed_over_at: datetime
    approved_at: datetime

    @property
    def sent_back_at(self) -> datetime:
        """The time of a send-back: after a third of the interval."""
        return self._third(1)

    @property
    def corrected_at(self) -> datetime:
        """The time of the second hand-over: after two thirds of the interval."""
        return self._third(2)

    def _third(self, number: int) -> datetime:
        return self.handed_over_at + (self.approved_at - self.handed_over_at) * number / 3


def sign_agency_return(
    agency: DemoAgency,
    round_file: Path,
    out: Path,
    seed: int,
    times: SigningTimes,
    *,
    is_sent_back_first: bool = False,
) -> tuple[Path, Path]:
    """Fill in the agency's form, hand it over, approve it and write the pair into `out`.

    If the approver sends it back first, the preparer corrects it and hands it over again.
    """
    preparer, approver = agency.preparer, agency.approver
    with AgencyDesk.create(preparer.store, clock=lambda: times.handed_over_at) as desk:
        draft = fill_form(desk, round_file, seed)
        handover = _hand_over(agency.preparer, desk, draft, times.handed_over_at)
    AgencyDesk.create(approver.store, clock=lambda: times.handed_over_at).close()
    if is_sent_back_first:
        sent_back = _send_back(approver, handover, times.sent_back_at)
        handover = _correct(preparer, sent_back, times.corrected_at)
    pair = _approve(approver, handover, out, times.approved_at)
    enclosed = name_enclosure(handover)
    if enclosed.exists():  # the preparer sends it: the approver's computer has no attachments
        write_atomically(name_enclosure(pair[0]), enclosed.read_bytes())
    return pair


def revise_agency_return(
    agency: DemoAgency, round_file: Path, out: Path, times: SigningTimes
) -> tuple[Path, Path]:
    """Receive the round file with a comment, answer it, sign the next revision."""
    with AgencyDesk.open(agency.preparer.store, clock=lambda: times.handed_over_at) as desk:
        received = desk.intake.receive(round_file)
        draft = desk.draft(received.round.id)
        (comment,) = draft.remarks.all()
        assert comment.place is not None
        add_sentence(draft, parse_place(comment.place), _ANSWER, "依退回意見補正")
        draft.remarks.answer(comment, CommentAnswerKind.CORRECTED, _WHAT_WAS_DONE)
        handover = _hand_over(agency.preparer, desk, draft, times.handed_over_at)
    return _approve(agency.approver, handover, out, times.approved_at)


def receive_approved_pair(preparer: DemoOfficer, pair: tuple[Path, Path], at: datetime) -> None:
    """Receive the pair signed by the approver in the preparer's store."""
    with AgencyDesk.open(preparer.store, clock=lambda: at) as desk:
        receive_approved(desk, pair, at)


def _hand_over(preparer: DemoOfficer, desk: AgencyDesk, draft: Draft, at: datetime) -> Path:
    key = preparer.key
    (approver,) = possible_approvers(desk.rounds.file(draft.round.id), at)
    pending = hand_over(desk, draft, key, approver.certificate_sha256, note=_NOTE, now=at)
    path = preparer.folder / f"待核定_{_name_of(pending)}{HANDOVER.suffix}"
    write_handover(desk, pending, key, path, at)
    return path


def _send_back(approver: DemoOfficer, handover: Path, at: datetime) -> Path:
    with AgencyDesk.open(approver.store, clock=lambda: at) as desk:
        pending = _receive(desk, handover)
        assert examine_pending(desk, pending, at).is_good
        path = approver.folder / f"退回單_{_name_of(pending)}{SEND_BACK.suffix}"
        send_back(desk, pending, _SEND_BACK_NOTE, now=at, key=approver.key, path=path)
    return path


def _correct(preparer: DemoOfficer, sent_back: Path, at: datetime) -> Path:
    with AgencyDesk.open(preparer.store, clock=lambda: at) as desk:
        pending = receive_send_back(desk, sent_back)
        draft = desk.draft(pending.round_id)
        add_sentence(draft, _SUMMARY, _CORRECTION, "依核定人意見修改")
        return _hand_over(preparer, desk, draft, at)


def _approve(approver: DemoOfficer, handover: Path, out: Path, at: datetime) -> tuple[Path, Path]:
    """Approve a hand-over file; `approve` verifies it, every page printed again."""
    with AgencyDesk.open(approver.store, clock=lambda: at) as desk:
        pair = approve(desk, _receive(desk, handover), approver.key, out, now=at)
    return pair.workbook, pair.pdf


def _receive(desk: AgencyDesk, handover: Path) -> PendingReturn:
    # Stands for the approver who has compared the fingerprint of the office.
    is_first = desk.office.pin() is None
    confirmed = preview_handover(desk, handover).round.fingerprint if is_first else None
    return receive_handover(desk, handover, confirm_office=confirmed)


def _name_of(pending: PendingReturn) -> str:
    agency, number = pending.payload.agency, pending.control_number
    return f"{agency}_{pending.round_id}_r{pending.revision}_{number}"
