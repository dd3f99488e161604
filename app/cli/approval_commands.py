"""Commands of `approval`: request, show, receive, sign, return, load."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.handing_in.approval import approve, hand_over, send_back
from app.agency.handing_in.exchange import (
    preview_handover,
    receive_approved,
    receive_handover,
    receive_send_back,
    write_handover,
)
from app.agency.handing_in.signers import possible_approvers
from app.cli.desks import open_agency, open_or_create_agency
from app.cli.draft_commands import only_draft
from app.cli.export_command import print_pair
from app.cli.grammar import Commands, add_command, add_group, add_office_options, add_store
from app.cli.guard import Command
from app.cli.key_options import add_key_options, open_key
from app.cli.outcome import Exit, TerminalProgress, print_line, print_text
from app.cli.timestamp_option import add_timestamp_option, chosen_timestamper
from app.errors import AppError
from app.messages import word
from app.models.approval import PendingReturn
from app.models.rounds import RoundFile
from app.models.signatures import RegistryEntry, SignerRole
from app.returns.judging.timestamping import begin_stamping
from app.trust.certificates.fingerprints import format_fingerprint, is_same_fingerprint
from app.trust.papers.kinds import SEND_BACK


def add_approval_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `approval` to the command line."""
    help_text = "兩人簽章：送核定、核定、退回（機關）"
    group = add_group(commands, "approval", help_text)

    request = _add(group, "request", run_request, "填報人簽章並產生待核定件（.tbpending）")
    request.add_argument("--round", help="填報期代碼，例如 114-annual；只有一期時可省略")
    request.add_argument(
        "--approver", metavar="FINGERPRINT", help="核定人憑證的指紋；名冊上只有一位時可省略"
    )
    request.add_argument("--note", default="", help="給核定人的話")
    add_key_options(request)
    request.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbpending", help="待核定件的檔名"
    )
    add_timestamp_option(request)

    show = _add(group, "show", run_show, "檢視待核定件，不收入；省略檔案時列出資料檔中的待核定件")
    show.add_argument("file", type=Path, nargs="?", metavar="FILE.tbpending", help="待核定件")

    receive = _add(group, "receive", run_receive, "收入待核定件；資料檔不存在時建立")
    receive.add_argument("file", type=Path, metavar="FILE.tbpending", help="待核定件")
    add_office_options(receive, "與彙整機關核對過的六組指紋；首次收入時必填")

    sign = _add(group, "sign", run_sign, "核定人簽章並匯出 Excel 與 PDF 填報表")
    _add_number(sign)
    add_key_options(sign)
    sign.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_timestamp_option(sign)

    back = _add(group, "return", run_return, "退回填報人，並產生退回單（.tbsendback）")
    _add_number(back)
    back.add_argument("--note", required=True, help="退回理由")
    add_key_options(back)
    back.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbsendback", help="退回單的檔名"
    )

    load = _add(group, "load", run_load, "收入退回單，或核定完成的 Excel 與 PDF 兩個檔案")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="退回單或兩個填報表檔案")


def _add(
    group: Commands[argparse.ArgumentParser],
    name: str,
    command: Command,
    help_text: str,
) -> argparse.ArgumentParser:
    parser = add_command(group, name, command, help_text)
    add_store(parser, "機關資料檔")
    return parser


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--control-number", help="待核定件的控制碼；只有一件等待核定時可省略")


def run_request(options: argparse.Namespace) -> Exit:
    """Sign as preparer and write the hand-over file for the approver."""
    progress, now = TerminalProgress(), datetime.now(UTC)
    stamps = begin_stamping(chosen_timestamper(options), now)
    with open_key(options) as key, open_agency(options.store) as desk:
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
        enclosed = write_handover(desk, pending, key, options.out, now)
    progress.finish()
    print_line(options.out)
    if enclosed is not None:
        print_line(enclosed)
    _print_pending(pending)
    if stamps is not None and (sentence := stamps.outcome.sentence()):
        print_line(sentence)
    return Exit.SUCCESS


def _choose_approver(round_file: RoundFile, wanted: str | None, now: datetime) -> RegistryEntry:
    """Find the approver by fingerprint, or the only one there is."""
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
    """Print a hand-over file or the pending returns of the store; nothing is imported."""
    with open_agency(options.store) as desk:
        if options.file is None:
            for each in desk.pending.all():
                _print_pending(each)
            return Exit.SUCCESS
        preview = preview_handover(desk, options.file)
    print_line(f"{preview.round.agency_name} {preview.round.round.title} 第 {preview.revision} 版")
    print_line(f"控制碼 {preview.control_number}")
    preparer, approver = word(SignerRole.PREPARER), word(SignerRole.APPROVER)
    print_line(f"{preparer} {preview.preparer_name} {approver} {preview.approver_name}")
    print_line(f"彙整機關指紋 {preview.round.fingerprint}")
    if preview.note:
        print_text(preview.note)
    return Exit.SUCCESS


def run_receive(options: argparse.Namespace) -> Exit:
    """Import a hand-over file for the approver."""
    with open_or_create_agency(options.store) as desk:
        pending = receive_handover(
            desk,
            options.file,
            confirm_office=options.fingerprint,
            is_change_agreed=options.office_changed,
        )
    _print_pending(pending)
    return Exit.SUCCESS


def run_sign(options: argparse.Namespace) -> Exit:
    """Examine a pending return, sign it as approver and write the pair."""
    progress = TerminalProgress()
    timestamper = chosen_timestamper(options)
    with open_key(options) as key, open_agency(options.store) as desk:
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
    return Exit.SUCCESS


def run_return(options: argparse.Namespace) -> Exit:
    """Send a pending return back with a signed send-back."""
    with open_key(options) as key, open_agency(options.store) as desk:
        pending = _only_pending(desk, options.control_number)
        now = datetime.now(UTC)
        answered = send_back(desk, pending, options.note, now=now, key=key, path=options.out)
    print_line(options.out)
    _print_pending(answered)
    return Exit.SUCCESS


def run_load(options: argparse.Namespace) -> Exit:
    """Import the approver's answer: send-backs, or the completed pair."""
    send_backs = [each for each in options.files if each.suffix.lower() == SEND_BACK.suffix]
    with open_agency(options.store) as desk:
        for path in send_backs:
            _print_pending(receive_send_back(desk, path))
        pair = [each for each in options.files if each not in send_backs]
        if pair:
            handed_in = receive_approved(desk, pair, datetime.now(UTC))
            _print_pending(desk.pending.one(handed_in.payload_sha256))
    return Exit.SUCCESS


def _only_pending(desk: AgencyDesk, control_number: str | None) -> PendingReturn:
    waiting = desk.pending.waiting()
    found = [each for each in waiting if control_number in (None, each.control_number)]
    if len(found) != 1:
        known = "、".join(each.control_number for each in waiting) or "—"
        raise AppError("PENDING_NOT_CHOSEN", known=known)
    return found[0]


def _print_pending(each: PendingReturn) -> None:
    people = f"{each.preparer.person_name} → {each.approver.person_name}"
    number = f"控制碼 {each.control_number}"
    print_line(f"{word(each.state)} {each.round_id} 第 {each.revision} 版 {number} {people}")
    for words in (each.note, each.answer):
        if words:
            print_line(f"    {words}")
