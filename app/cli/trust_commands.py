"""Commands about trust: enroll, registry, round, receipt; the window calls the same services."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.key_options import opened_key
from app.cli.office_key import read_passphrase, unlock_office
from app.cli.outcome import Exit, print_json
from app.errors import AppError
from app.files import write_atomically
from app.messages import word
from app.models.enrolment import Enrolment, EnrolmentPurpose
from app.models.periods import format_taiwan_day_short
from app.models.receipts import Receipt
from app.models.signatures import RegistryEntry, SignerRole
from app.trust.certificates.fingerprints import format_fingerprint

if TYPE_CHECKING:  # loaded when a command needs them: `tianbao catalogue` opens no database
    from app.office.desk import OfficeDesk


# -- enroll --------------------------------------------------------------------------------------


def run_enroll_request(options: argparse.Namespace) -> Exit:
    """Write the agency's request for a certificate, signed with the key it is about."""
    from app.trust.papers.enrolment import build_request, write_request

    purpose, replaces = EnrolmentPurpose.NEW, None
    if options.renews is not None:
        purpose, replaces = EnrolmentPurpose.RENEWAL, options.renews
    if options.replaces is not None:
        purpose, replaces = EnrolmentPurpose.REPLACEMENT, options.replaces
    with opened_key(options) as key:
        request = build_request(
            key,
            agency=options.agency,
            person_id=options.person_id,
            person_name=options.person,
            role=SignerRole(options.role),
            at=datetime.now(UTC),
            purpose=purpose,
            replaces_sha256=replaces,
        )
        write_request(request, key, options.out)
        print(options.out)
        print(f"指紋 {format_fingerprint(key.certificate_sha256)}")
    return Exit.WELL


def run_enroll_import(options: argparse.Namespace) -> Exit:
    """Take requests in; they wait until their fingerprints have been compared."""
    with _office(options) as desk:
        for path in options.files:
            _print_enrolment(desk.enrolments.receive(path))
    return Exit.WELL


def run_enroll_list(options: argparse.Namespace) -> Exit:
    """Print every request and what became of it."""
    with _office(options) as desk:
        found = desk.enrolments.all()
    if options.json:
        print_json([_enrolment_document(each) for each in found])
    else:
        for each in found:
            _print_enrolment(each)
    return Exit.WELL


def run_enroll_confirm(options: argparse.Namespace) -> Exit:
    """Put a request on the registry, with the fingerprint its person has read out."""
    with _office(options) as desk:
        unlock_office(desk, options)
        now = datetime.now(UTC)
        _print_enrolment(desk.enrolments.confirm(options.number, options.fingerprint, now))
    return Exit.WELL


def run_enroll_reject(options: argparse.Namespace) -> Exit:
    """Turn a request away with a reason."""
    with _office(options) as desk:
        _print_enrolment(desk.enrolments.reject(options.number, options.reason, datetime.now(UTC)))
    return Exit.WELL


# -- registry ------------------------------------------------------------------------------------


def run_registry_list(options: argparse.Namespace) -> Exit:
    """Print who may sign for whom."""
    with _office(options) as desk:
        registry = desk.registry.current()
    if options.json:
        print_json(
            {
                "sequence": registry.sequence,
                "next_update": registry.next_update.isoformat(),
                "entries": [_entry_document(each) for each in registry.entries],
            }
        )
        return Exit.WELL
    print(f"名冊第 {registry.sequence} 號")
    for each in registry.entries:
        shown = format_fingerprint(each.certificate_sha256)
        print(
            f"{each.agency} {each.person_name}（{each.role.value}）{_describe_state(each)} {shown}"
        )
    return Exit.WELL


def run_registry_withdraw(options: argparse.Namespace) -> Exit:
    """Take a certificate back with a reason."""
    with _office(options) as desk:
        entry = desk.registry.withdraw(
            options.certificate, reason=options.reason, at=datetime.now(UTC)
        )
    print(f"{entry.agency} {entry.person_name} {_describe_state(entry)}")
    return Exit.WELL


def run_registry_make_key(options: argparse.Namespace) -> Exit:
    """Make the office's key, or replace it on purpose, and print its fingerprint."""
    with _office(options) as desk:
        made = desk.keys.make(read_passphrase(options.passphrase_file), replace=options.replace)
        print(desk.keys.file)
    print(f"指紋 {format_fingerprint(made.certificate_sha256)}")
    return Exit.WELL


def run_registry_key(options: argparse.Namespace) -> Exit:
    """Print the office's fingerprint, and write its certificate where that is asked for."""
    with _office(options) as desk:
        known = desk.keys.certificate()
    if known is None:
        raise AppError("OFFICE_KEY_NOT_MADE")
    if options.certificate_out is not None:
        write_atomically(options.certificate_out, known.certificate_pem.encode("ascii"))
    print(f"指紋 {format_fingerprint(known.certificate_sha256)}")
    print(f"SHA-256 {known.certificate_sha256}")
    return Exit.WELL


# -- round ---------------------------------------------------------------------------------------


def run_round_write(options: argparse.Namespace) -> Exit:
    """Write the signed round files of a round."""
    with _office(options) as desk:
        unlock_office(desk, options)
        for path in desk.round_files.write(options.round, options.out, options.agency).values():
            print(path)
    return Exit.WELL


def run_round_receive(options: argparse.Namespace) -> Exit:
    """Take a round file in; the first one with the office's fingerprint, compared by a person."""
    from app.agency.desk import AgencyDesk

    is_new = not options.store.exists()
    with AgencyDesk.create(options.store) if is_new else AgencyDesk.open(options.store) as desk:
        received = desk.intake.receive(
            options.file,
            confirm_office=options.fingerprint,
            is_change_agreed=options.office_changed,
        )
    print(f"{received.agency} {received.round.title}（{received.round.id}）{word(received.state)}")
    return Exit.WELL


def run_round_show(options: argparse.Namespace) -> Exit:
    """Print what a round file says and who signed it; nothing is taken in or trusted."""
    from app.trust.papers.round_file import read_round_file

    round_file, document = read_round_file(options.file)
    print_json(
        {
            "round": round_file.round.id,
            "title": round_file.round.title,
            "agency": round_file.agency,
            "issued_at": round_file.issued_at.isoformat(),
            "registry_sequence": round_file.registry.sequence,
            "registry_next_update": round_file.registry.next_update.isoformat(),
            "office_certificate_sha256": document.certificate_sha256,
            "office_fingerprint": format_fingerprint(document.certificate_sha256),
        }
    )
    return Exit.WELL


# -- receipt -------------------------------------------------------------------------------------


def run_receipt_write(options: argparse.Namespace) -> Exit:
    """Write the receipts of a round: each received revision, each refused file that is named."""
    with _office(options) as desk:
        unlock_office(desk, options)
        wanted = set(options.agency) if options.agency else None
        entries = [
            each
            for each in desk.records.ledger(options.round)
            if each.round_id == options.round and (wanted is None or each.agency in wanted)
        ]
        for path in desk.receipts.write_all(entries, options.out):
            print(path)
    return Exit.WELL


def run_receipt_load(options: argparse.Namespace) -> Exit:
    """Take the office's receipts into the agency's store."""
    from app.agency.desk import AgencyDesk

    with AgencyDesk.open(options.store) as desk:
        for path in options.files:
            print(describe_receipt(desk.receipts.load(path)))
    return Exit.WELL


def describe_receipt(receipt: Receipt) -> str:
    """One line a person can read."""
    verdict = "已收件" if receipt.accepted else "未收件"
    revision = "—" if receipt.revision is None else f"第 {receipt.revision} 版"
    number = receipt.control_number or "—"
    return f"{verdict} {receipt.round_title} {revision} 控制碼 {number}：{receipt.sentence}"


# -- shared --------------------------------------------------------------------------------------


@contextmanager
def _office(options: argparse.Namespace) -> Iterator[OfficeDesk]:
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(options.store) as desk:
        yield desk


def _print_enrolment(each: Enrolment) -> None:
    request = each.request
    who = f"{request.agency} {request.person_name}（{request.role.value}）"
    shown = format_fingerprint(each.certificate_sha256)
    print(f"{each.id} {who}{word(request.purpose)} {word(each.state)} 指紋 {shown}")
    if each.reason:
        print(f"    理由：{each.reason}")


def _enrolment_document(each: Enrolment) -> dict[str, object]:
    return {
        "number": each.id,
        "state": each.state.value,
        "purpose": each.request.purpose.value,
        "kind": each.request.kind.value,
        "agency": each.request.agency,
        "person": each.request.person_name,
        "person_id": each.request.person_id,
        "role": each.request.role.value,
        "fingerprint": format_fingerprint(each.certificate_sha256),
        "registered_sha256": each.registered_sha256,
        "reason": each.reason,
    }


def _describe_state(entry: RegistryEntry) -> str:
    """Whether a certificate counts; from when and why not, as the 名冊 page says it."""
    if entry.revoked_at is None:
        return "有效"
    day = format_taiwan_day_short(entry.revoked_at)
    return f"已註銷（{day}）：{entry.revocation_reason}"


def _entry_document(each: RegistryEntry) -> dict[str, object]:
    return {
        "agency": each.agency,
        "person": each.person_name,
        "person_id": each.person_id,
        "role": each.role.value,
        "certificate_sha256": each.certificate_sha256,
        "fingerprint": format_fingerprint(each.certificate_sha256),
        "active_from": each.active_from.isoformat(),
        "active_until": each.active_until.isoformat() if each.active_until else None,
        "revoked_at": each.revoked_at.isoformat() if each.revoked_at else None,
        "reason": each.revocation_reason,
    }
