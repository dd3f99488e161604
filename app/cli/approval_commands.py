"""Commands of the two persons: request, show, receive, sign, return, load."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.agency_commands import only_draft, print_pair
from app.cli.key_options import opened_key
from app.cli.outcome import Exit, TerminalProgress
from app.cli.timestamp_option import chosen_timestamper
from app.errors import AppError
from app.messages import word
from app.models.approval import PendingReturn, PendingState
from app.models.signatures import RegistryEntry, SignerRole
from app.trust.certificates.fingerprints import format_fingerprint, is_same_fingerprint
from app.trust.papers.kinds import SEND_BACK

if TYPE_CHECKING:  # loaded when a command needs them
    from app.agency.desk import AgencyDesk
    from app.models.rounds import RoundFile


def run_request(options: argparse.Namespace) -> Exit:
    """Sign as preparer and write the file for the approver."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval import hand_over
    from app.agency.handing_in.approval_files import write_handover
    from app.returns.judging.timestamping import begin_stamping

    progress, now = TerminalProgress(), datetime.now(UTC)
    stamps = begin_stamping(chosen_timestamper(options), now)
    with opened_key(options) as key, AgencyDesk.open(options.store) as desk:
        draft = only_draft(desk, options.round)
        approver = _choose_approver(desk.rounds.file(draft.round.id), options.approver, now)
        pending = hand_over(
            desk,
            draft,
            key,
            approver.certificate_sha256,
            note=options.note,
            now=now,
            progress=progress,
            stamps=stamps,
        )
        write_handover(desk, pending, key, options.out, now)
    progress.finish()
    print(options.out)
    _print_pending(pending)
    if stamps is not None and (sentence := stamps.outcome.sentence()):
        print(sentence)
    return Exit.WELL


def _choose_approver(round_file: RoundFile, wanted: str | None, now: datetime) -> RegistryEntry:
    """The approver of that fingerprint, or the only one there is."""
    from app.agency.handing_in.approval import possible_approvers

    approvers = possible_approvers(round_file, now)
    if wanted is None:
        if len(approvers) != 1:
            known = [
                f"{each.person_name} {format_fingerprint(each.certificate_sha256)}"
                for each in approvers
            ]
            raise AppError("APPROVER_NOT_CHOSEN", known="、".join(known) or "—")
        return approvers[0]
    for each in approvers:
        if is_same_fingerprint(wanted, each.certificate_sha256):
            return each
    raise AppError("KEY_NOT_REGISTERED", fingerprint=wanted)


def run_show(options: argparse.Namespace) -> Exit:
    """Print what a file says, or what the store holds; nothing is taken in or trusted."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval_files import preview_handover

    with AgencyDesk.open(options.store) as desk:
        if options.file is None:
            for each in desk.pending.all():
                _print_pending(each)
            return Exit.WELL
        preview = preview_handover(desk, options.file)
    print(f"{preview.round.agency_name} {preview.round.round.title} 第 {preview.revision} 版")
    print(f"控制碼 {preview.control_number}")
    preparer, approver = word(SignerRole.PREPARER), word(SignerRole.APPROVER)
    print(f"{preparer} {preview.preparer_name} {approver} {preview.approver_name}")
    print(f"彙整機關指紋 {preview.round.fingerprint}")
    if preview.note:
        print(preview.note)
    return Exit.WELL


def run_receive(options: argparse.Namespace) -> Exit:
    """Take a file in for the approver."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval_files import receive_handover

    is_new = not options.store.exists()
    with AgencyDesk.create(options.store) if is_new else AgencyDesk.open(options.store) as desk:
        pending = receive_handover(
            desk,
            options.file,
            confirm_office=options.fingerprint,
            is_change_agreed=options.office_changed,
        )
    _print_pending(pending)
    return Exit.WELL


def run_sign(options: argparse.Namespace) -> Exit:
    """Examine, sign as approver and write the pair."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval import approve

    progress = TerminalProgress()
    timestamper = chosen_timestamper(options)
    with opened_key(options) as key, AgencyDesk.open(options.store) as desk:
        pair = approve(
            desk,
            _only_pending(desk, options.control_number),
            key,
            options.out,
            now=datetime.now(UTC),
            progress=progress,
            timestamper=timestamper,
        )
    progress.finish()
    print_pair(pair)
    return Exit.WELL


def run_return(options: argparse.Namespace) -> Exit:
    """Send one back with a signed slip."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval import send_back

    with opened_key(options) as key, AgencyDesk.open(options.store) as desk:
        pending = _only_pending(desk, options.control_number)
        now = datetime.now(UTC)
        answered = send_back(desk, pending, options.note, now=now, key=key, path=options.out)
    print(options.out)
    _print_pending(answered)
    return Exit.WELL


def run_load(options: argparse.Namespace) -> Exit:
    """Take in what the approver gave back: a slip each, or the completed pair."""
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.approval_files import receive_approved, receive_send_back

    slips = [each for each in options.files if each.suffix.lower() == SEND_BACK.suffix]
    with AgencyDesk.open(options.store) as desk:
        for path in slips:
            _print_pending(receive_send_back(desk, path))
        pair = [each for each in options.files if each not in slips]
        if pair:
            handed_in = receive_approved(desk, pair, datetime.now(UTC))
            _print_pending(desk.pending.one(handed_in.payload_sha256))
    return Exit.WELL


def _only_pending(desk: AgencyDesk, control_number: str | None) -> PendingReturn:
    waiting = [each for each in desk.pending.all() if each.state is PendingState.WAITING]
    found = [each for each in waiting if control_number in (None, each.control_number)]
    if len(found) != 1:
        known = "、".join(each.control_number for each in waiting) or "—"
        raise AppError("PENDING_NOT_CHOSEN", known=known)
    return found[0]


def _print_pending(each: PendingReturn) -> None:
    people = f"{each.preparer.person_name} → {each.approver.person_name}"
    number = f"控制碼 {each.control_number}"
    print(f"{word(each.state)} {each.round_id} 第 {each.revision} 版 {number} {people}")
    for words in (each.note, each.answer):
        if words:
            print(f"    {words}")
