"""The command `verify`: verify files of any kind with an office's or an agency's store."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from app.checks.agency_files import build_agency_checker
from app.checks.checked_file import CheckedFile
from app.checks.files import ResultListener
from app.checks.indications import find_indication
from app.checks.office_files import build_office_checker
from app.checks.sentences import describe_stamp
from app.cli.desks import gather_given, open_agency, open_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, TerminalProgress, print_json, print_line
from app.cli.timestamp_option import add_timestamp_option, chosen_authorities
from app.errors import AppError
from app.messages import describe_error, format_message
from app.models.approval import PendingReturn, SendBack
from app.models.periods import end_of_day
from app.models.returns import Payload, build_control_number
from app.notations.dates import read_date
from app.store.inspection import read_store_kind
from app.trust.papers.kinds import HANDOVER
from app.trust.timestamps.clock import ClockFinding

_MARKS = {True: "✓", False: "✗"}


def add_verify_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `verify` to the command line."""
    verify = add_command(
        commands,
        "verify",
        run_verify,
        "驗證填報表、附件包、填報包、收件回條、登錄申請、待核定件或退回單；只驗章，不收入",
    )
    verify.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="要驗證的檔案，或存放檔案的資料夾"
    )
    add_store(verify, "機關或彙整機關的資料檔（.tianbao）")
    verify.add_argument("--json", action="store_true", help="以 JSON 輸出")
    verify.add_argument(
        "--as-of",
        type=_read_day,
        metavar="DAY",
        help="依某日結束時的名冊、信任政策與期限判定（2026-03-01、115-03-01）；省略時為現在",
    )
    add_timestamp_option(verify)


def _read_day(text: str) -> date:
    """Raises ArgumentTypeError for what is no date."""
    try:
        return read_date(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，例如 115-03-01") from problem


def run_verify(options: argparse.Namespace) -> Exit:
    """Verify files with what a store holds, without importing anything."""
    progress = TerminalProgress()
    answers: dict[int, CheckedFile] = {}
    files = gather_given(options.files)
    if not files:
        return Exit.REFUSED
    try:
        _check(options, files, progress, answers.__setitem__)
    finally:  # a bug of ours in one file loses no other file's answer
        progress.finish()
        found = [answers[position] for position in sorted(answers)]
        if found and options.json:
            print_json([build_check_document(each, options.as_of) for each in found])
        elif found:
            _print_found(found)
    return Exit.SUCCESS if all(each.is_good for each in found) else Exit.REFUSED


def _print_found(found: Iterable[CheckedFile]) -> None:
    for each in found:
        print_line(f"{_MARKS[each.is_good]} {each.path}：{format_message(each.code, each.params)}")
        for line in (*_plain_lines(_find_note(each) or ""), *_describe_stamps(each)):
            print_line(f"    {line}")
        for note in _list_notes(each):
            print_line(f"    {note['message']}")


def _check(
    options: argparse.Namespace,
    files: Sequence[Path],
    progress: TerminalProgress,
    on_result: ResultListener,
) -> tuple[CheckedFile, ...]:
    is_past = options.as_of is not None
    now = end_of_day(options.as_of) if is_past else datetime.now(UTC)
    authorities = chosen_authorities(options)
    role = read_store_kind(options.store)
    if role == "office":
        with open_office(options.store, authorities) as office:
            _warn_of_clock(office.clock.finding())
            checker = build_office_checker(office, now, is_past=is_past)
            return checker.check_files(files, progress, on_result)
    if role == "agency":
        with open_agency(options.store) as agency:
            _warn_of_clock(agency.clock.finding())
            checker = build_agency_checker(agency, now, authorities, is_past=is_past)
            return checker.check_files(files, progress, on_result)
    raise AppError("STORE_NOT_OURS", file=options.store)


def _warn_of_clock(finding: ClockFinding | None) -> None:
    """Report a wrong clock on standard error, beside the verdicts that depend on it."""
    if finding is not None:
        print_line(describe_error(finding.error()), is_error=True)


def build_check_document(checked: CheckedFile, as_of: date | None = None) -> dict[str, object]:
    """Build the JSON document of one file; `accepted`: there is no evidence against it.

    `indication` and `sub_indication` are those of ETSI EN 319 102-1, as of the end of the day
    `as_of` in Taiwan, or of now.
    """
    indication, sub_indication = find_indication(checked)
    payload, signature = checked.payload, checked.signature
    send_back = checked.document if isinstance(checked.document, SendBack) else None
    source = payload or send_back
    return {
        "file": str(checked.path),
        "file_sha256": checked.sha256,
        "accepted": checked.is_good,
        "outcome": checked.outcome.value,
        "code": checked.code,
        "message": format_message(checked.code, checked.params),
        "indication": indication.value,
        "sub_indication": None if sub_indication is None else sub_indication.value,
        "as_of": None if as_of is None else as_of.isoformat(),
        "notes": _list_notes(checked),
        "kind": _find_kind(checked),
        "agency": None if source is None else source.agency,
        "round": None if source is None else source.round_id,
        "revision": None if payload is None else payload.revision,
        "control_number": _find_control_number(payload, send_back),
        "note": _find_note(checked),
        "comment_answers": _list_comment_answers(payload),
        "nil_statements": []
        if payload is None
        else [msgspec.to_builtins(each) for each in payload.nil_statements],
        "signers": _list_signers(checked),
        "timestamps": _list_stamps(checked),
        "signed_by": None if signature is None else signature.certificate_sha256,
        "signer_standing": None if signature is None else signature.standing.value,
    }


def _list_notes(checked: CheckedFile) -> list[dict[str, str]]:
    """What the trust policy notes; it speaks against nothing yet."""
    notes = () if checked.verdict is None else checked.verdict.notes
    return [
        {"code": each.code, "message": format_message(each.code, each.params)} for each in notes
    ]


def _find_kind(checked: CheckedFile) -> str | None:
    if isinstance(checked.document, PendingReturn):
        return HANDOVER.format
    if checked.document is not None:
        return checked.document.format
    if checked.code == "ATTACHMENTS_MATCH":
        return "attachments"
    return None if checked.verdict is None else checked.verdict.carrier.value


def _find_control_number(payload: Payload | None, send_back: SendBack | None) -> str | None:
    if payload is not None:
        return payload.control_number()
    return None if send_back is None else build_control_number(send_back.payload_sha256)


def _find_note(checked: CheckedFile) -> str | None:
    """Return the note of the preparer or approver in a 待核定件 or 退回單."""
    document = checked.document
    return document.note if isinstance(document, PendingReturn | SendBack) else None


def _plain_lines(text: str) -> list[str]:
    """Split an unverified sender's text into lines, without a terminal's control characters."""
    return ["".join(filter(str.isprintable, line)) for line in text.splitlines()]


def _list_comment_answers(payload: Payload | None) -> list[dict[str, object]]:
    return (
        [] if payload is None else [msgspec.to_builtins(each) for each in payload.comment_answers]
    )


def _list_signers(checked: CheckedFile) -> list[dict[str, object]]:
    if checked.payload is None:
        return []
    return [
        {
            "role": each.role.value,
            "person": each.person_name,
            "certificate_sha256": each.certificate_sha256,
        }
        for each in checked.payload.signers
    ]


def _describe_stamps(checked: CheckedFile) -> list[str]:
    signers = () if checked.verdict is None else checked.verdict.signers
    return [
        f"{each.person_name} 時戳：{describe_stamp(each.timestamp)}"
        for each in signers
        if each.timestamp is not None
    ]


def _list_stamps(checked: CheckedFile) -> list[dict[str, object]]:
    """List the timestamps found, each with the signature it is on; `trusted`: it counts."""
    signers = () if checked.verdict is None else checked.verdict.signers
    return [
        {
            "certificate_sha256": each.certificate_sha256,
            "at": each.timestamp.at.isoformat(),
            "authority": each.timestamp.authority,
            "trusted": each.timestamp.is_trusted,
        }
        for each in signers
        if each.timestamp is not None
    ]
