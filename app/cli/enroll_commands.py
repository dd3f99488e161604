"""Commands of `enroll`: write, import and settle requests for registration."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.cli.desks import open_office, unlock_office
from app.cli.grammar import (
    Commands,
    add_command,
    add_group,
    add_passphrase_file,
    add_store,
)
from app.cli.key_options import add_key_options, open_key
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.enrolment import Enrolment, EnrolmentPurpose
from app.models.signatures import SignerRole
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.papers.enrolment import build_request, write_request


def add_enroll_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `enroll` to the command line."""
    group = add_group(
        commands, "enroll", "憑證登錄申請：產生（機關）；收件、核對、退回（彙整機關）"
    )
    request = add_command(group, "request", run_enroll_request, "產生登錄申請檔（.tbenrol）")
    add_key_options(request)
    request.add_argument("--agency", required=True, help="機關代碼，例如 MOE")
    request.add_argument("--person", required=True, help="簽章人姓名")
    request.add_argument("--person-id", required=True, help="簽章人識別代號")
    request.add_argument(
        "--role",
        choices=[each.value for each in SignerRole],
        required=True,
        help="身分：preparer 填報人、approver 核定人",
    )
    earlier = request.add_mutually_exclusive_group()
    earlier.add_argument("--renews", metavar="SHA256", help="展期：原憑證的 SHA-256")
    earlier.add_argument("--replaces", metavar="SHA256", help="換發：原憑證的 SHA-256")
    request.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbenrol", help="登錄申請的檔名"
    )

    taken = add_command(group, "import", run_enroll_import, "將登錄申請收進待核對清單")
    taken.add_argument("files", nargs="+", type=Path, metavar="FILE", help="登錄申請（.tbenrol）")
    add_store(taken, "彙整機關資料檔")
    listed = add_command(group, "list", run_enroll_list, "列出登錄申請與編號")
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    confirm = add_command(group, "confirm", run_enroll_confirm, "核對指紋相同後登錄")
    confirm.add_argument("number", type=int, help="登錄申請編號（見 enroll list）")
    confirm.add_argument("--fingerprint", required=True, help="簽章人以電話唸出的六組指紋")
    add_store(confirm, "彙整機關資料檔")
    add_passphrase_file(confirm, "存放彙整機關金鑰通行碼的檔案")
    reject = add_command(group, "reject", run_enroll_reject, "退回登錄申請")
    reject.add_argument("number", type=int, help="登錄申請編號（見 enroll list）")
    reject.add_argument("--reason", required=True, help="退回理由")
    add_store(reject, "彙整機關資料檔")


def run_enroll_request(options: argparse.Namespace) -> Exit:
    """Write the agency's enrolment request for a certificate, signed with its own key."""
    purpose, replaces = EnrolmentPurpose.NEW, None
    if options.renews is not None:
        purpose, replaces = EnrolmentPurpose.RENEWAL, options.renews
    if options.replaces is not None:
        purpose, replaces = EnrolmentPurpose.REPLACEMENT, options.replaces
    with open_key(options) as key:
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
        print_line(options.out)
        print_line(f"指紋 {format_fingerprint(key.certificate_sha256)}")
    return Exit.SUCCESS


def run_enroll_import(options: argparse.Namespace) -> Exit:
    """Import requests; they are pending until their fingerprints have been compared."""
    with open_office(options.store) as desk:
        for path in options.files:
            _print_enrolment(desk.enrolments.receive(path))
    return Exit.SUCCESS


def run_enroll_list(options: argparse.Namespace) -> Exit:
    """Print every request and its state."""
    with open_office(options.store) as desk:
        found = desk.enrolments.all()
    if options.json:
        print_json([_enrolment_document(each) for each in found])
    else:
        for each in found:
            _print_enrolment(each)
    return Exit.SUCCESS


def run_enroll_confirm(options: argparse.Namespace) -> Exit:
    """Register a requested certificate, with the fingerprint its holder has read out."""
    with open_office(options.store) as desk:
        unlock_office(desk, options)
        now = datetime.now(UTC)
        _print_enrolment(desk.enrolments.confirm(options.number, options.fingerprint, now))
    return Exit.SUCCESS


def run_enroll_reject(options: argparse.Namespace) -> Exit:
    """Reject a request with a reason."""
    with open_office(options.store) as desk:
        _print_enrolment(desk.enrolments.reject(options.number, options.reason, datetime.now(UTC)))
    return Exit.SUCCESS


def _print_enrolment(each: Enrolment) -> None:
    request = each.request
    who = f"{request.agency} {request.person_name}（{request.role.value}）"
    shown = format_fingerprint(each.certificate_sha256)
    print_line(f"{each.id} {who}{word(request.purpose)} {word(each.state)} 指紋 {shown}")
    if each.reason:
        print_line(f"    理由：{each.reason}")


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
