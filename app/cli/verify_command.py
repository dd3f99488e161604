"""`tianbao verify`: files of any kind held against an office's or an agency's store."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.outcome import Exit, TerminalProgress, print_json
from app.cli.timestamp_option import chosen_authorities
from app.errors import AppError
from app.messages import describe_error, format_message
from app.models.db.store_role import read_store_role

if TYPE_CHECKING:
    from app.models.checked_files import CheckedFile
    from app.trust.clock import ClockFinding

_MARKS = {True: "✓", False: "✗"}


def run_verify(options: argparse.Namespace) -> Exit:
    """Verify files against what a store knows, without taking anything in."""
    progress = TerminalProgress()
    found = _check(options, progress)
    progress.finish()
    if options.json:
        print_json([build_check_document(each) for each in found])
    else:
        for each in found:
            print(f"{_MARKS[each.is_good]} {each.path}：{format_message(each.code, each.params)}")
            for line in _describe_stamps(each):
                print(f"    {line}")
    return Exit.WELL if all(each.is_good for each in found) else Exit.REFUSED


def _check(options: argparse.Namespace, progress: TerminalProgress) -> tuple[CheckedFile, ...]:
    now = datetime.now(UTC)
    authorities = chosen_authorities(options)
    role = read_store_role(options.store)
    if role == "office":
        from app.office.office_desk import OfficeDesk

        with OfficeDesk.open(options.store) as office:
            _warn_of_clock(office.clock_finding())
            office.timestamp_authorities = authorities
            return office.verify_files(options.files, now, progress)
    if role == "agency":
        from app.drafts.agency_desk import AgencyDesk
        from app.returns.agency_checks import build_agency_checker

        with AgencyDesk.open(options.store) as agency:
            _warn_of_clock(agency.clock_finding())
            checker = build_agency_checker(agency, now, authorities)
            return checker.check_files(options.files, progress)
    raise AppError("STORE_NOT_OURS", file=options.store)


def _warn_of_clock(finding: ClockFinding | None) -> None:
    """Verdicts depend on the clock; a wrong one is said beside them, where scripts do not read."""
    if finding is not None:
        print(describe_error(finding.error()), file=sys.stderr)


def build_check_document(checked: CheckedFile) -> dict[str, object]:
    """One file as scripts read it; `accepted`: nothing speaks against it."""
    payload, signature = checked.payload, checked.signature
    return {
        "file": str(checked.path),
        "file_sha256": checked.sha256,
        "accepted": checked.is_good,
        "outcome": checked.outcome.name.lower(),
        "code": checked.code,
        "message": format_message(checked.code, checked.params),
        "kind": _tell_kind(checked),
        "agency": None if payload is None else payload.agency,
        "round": None if payload is None else payload.round_id,
        "revision": None if payload is None else payload.revision,
        "control_number": None if payload is None else payload.control_number(),
        "pages": None if checked.page_proof is None else checked.page_proof.value,
        "signers": _list_signers(checked),
        "timestamps": _list_stamps(checked),
        "signed_by": None if signature is None else signature.certificate_sha256,
        "signer_standing": None if signature is None else signature.standing.name.lower(),
    }


def _tell_kind(checked: CheckedFile) -> str | None:
    if checked.document is not None:
        return checked.document.format
    return None if checked.verdict is None else checked.verdict.carrier.value


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
    from app.returns.stamp_words import describe_stamp

    signers = () if checked.verdict is None else checked.verdict.signers
    return [
        f"{each.person_name} 時戳：{describe_stamp(each.timestamp)}"
        for each in signers
        if each.timestamp is not None
    ]


def _list_stamps(checked: CheckedFile) -> list[dict[str, object]]:
    """The timestamps found, each with the signature it is on; `trusted`: it counts."""
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
