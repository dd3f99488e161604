"""Commands of `registry`: its entries, and the office's own key."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.cli.anchor_commands import add_anchor_commands
from app.cli.desks import open_office, read_passphrase
from app.cli.grammar import (
    Commands,
    add_command,
    add_group,
    add_passphrase_file,
    add_store,
)
from app.cli.key_options import read_secret
from app.cli.outcome import Exit, print_json, print_line
from app.cli.policy_commands import add_policy_commands
from app.errors import AppError
from app.files import write_atomically
from app.messages import describe_error
from app.models.periods import format_taiwan_day_short
from app.models.signatures import RegistryEntry
from app.office.desk import OfficeDesk
from app.trust.certificates.fingerprints import format_fingerprint


def add_registry_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `registry` to the command line."""
    group = add_group(commands, "registry", "憑證名冊與彙整機關的金鑰（彙整機關）")
    _add_entries(group)
    _add_office_key(group)
    add_anchor_commands(group)
    add_policy_commands(group)


def _add_entries(group: Commands[argparse.ArgumentParser]) -> None:
    listed = add_command(group, "list", run_registry_list, "列出憑證名冊")
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    withdraw = add_command(group, "withdraw", run_registry_withdraw, "註銷憑證")
    withdraw.add_argument(
        "certificate", metavar="SHA256", help="憑證的 SHA-256（見 registry list）"
    )
    withdraw.add_argument("--reason", required=True, help="註銷理由")
    add_store(withdraw, "彙整機關資料檔")
    key = add_command(group, "office-key", run_registry_key, "顯示彙整機關簽章憑證的指紋")
    add_store(key, "彙整機關資料檔")
    key.add_argument("--certificate-out", type=Path, metavar="FILE.pem", help="另存彙整機關的憑證")


def _add_office_key(group: Commands[argparse.ArgumentParser]) -> None:
    make = add_command(group, "make-key", run_registry_make_key, "建立彙整機關的簽章金鑰")
    add_store(make, "彙整機關資料檔")
    add_passphrase_file(make, "存放新通行碼的檔案", required=True)
    make.add_argument("--replace", action="store_true", help="更換金鑰；各機關須重新核對指紋")

    change = add_command(
        group,
        "passphrase",
        run_registry_passphrase,
        "變更彙整機關金鑰的通行碼；金鑰與指紋不變",
    )
    add_store(change, "彙整機關資料檔")
    add_passphrase_file(change, "存放目前通行碼的檔案；省略時詢問")
    change.add_argument(
        "--new-passphrase-file", type=Path, help="存放新通行碼的檔案；省略時詢問兩次"
    )


def run_registry_list(options: argparse.Namespace) -> Exit:
    """Print the registry: who may sign for which agency."""
    with open_office(options.store) as desk:
        registry = desk.registry.current()
    if options.json:
        print_json(
            {
                "sequence": registry.sequence,
                "next_update": registry.next_update.isoformat(),
                "entries": [_entry_document(each) for each in registry.entries],
            }
        )
        return Exit.SUCCESS
    print_line(f"名冊第 {registry.sequence} 號")
    for each in registry.entries:
        shown = format_fingerprint(each.certificate_sha256)
        print_line(
            f"{each.agency} {each.person_name}（{each.role.value}）{_describe_state(each)} {shown}"
        )
    return Exit.SUCCESS


def run_registry_withdraw(options: argparse.Namespace) -> Exit:
    """Withdraw a certificate with a reason."""
    with open_office(options.store) as desk:
        entry = desk.registry.withdraw(
            options.certificate, reason=options.reason, at=datetime.now(UTC)
        )
    print_line(f"{entry.agency} {entry.person_name} {_describe_state(entry)}")
    return Exit.SUCCESS


def run_registry_make_key(options: argparse.Namespace) -> Exit:
    """Generate the office's key, or replace it on purpose, and print its fingerprint."""
    with open_office(options.store) as desk:
        made = desk.keys.make(read_passphrase(options.passphrase_file), replace=options.replace)
        print_line(desk.keys.file)
        _tell_of_files(desk)
    print_line(f"指紋 {format_fingerprint(made.certificate_sha256)}")
    return Exit.SUCCESS


def run_registry_key(options: argparse.Namespace) -> Exit:
    """Print the office's fingerprint, and write its certificate where that is asked for."""
    with open_office(options.store) as desk:
        known = desk.keys.certificate()
        _tell_of_files(desk)
        if known is None:
            raise AppError("OFFICE_KEY_NOT_MADE")
        file = desk.keys.file
    if options.certificate_out is not None:
        write_atomically(options.certificate_out, known.certificate_pem.encode("ascii"))
    print_line(f"指紋 {format_fingerprint(known.certificate_sha256)}")
    print_line(f"SHA-256 {known.certificate_sha256}")
    print_line(f"金鑰檔 {file}")
    return Exit.SUCCESS


def run_registry_passphrase(options: argparse.Namespace) -> Exit:
    """Change the passphrase that protects the office's key."""
    with open_office(options.store) as desk:
        present = _read(options.passphrase_file, "目前的通行碼：")
        new = _read(options.new_passphrase_file, "新的通行碼：")
        if options.new_passphrase_file is None and _read(None, "再輸入一次：") != new:
            raise AppError("KEY_PASSPHRASES_DIFFER")
        desk.keys.change_passphrase(present, new)
        print_line(f"已變更通行碼 {desk.keys.file}")
    return Exit.SUCCESS


def _tell_of_files(desk: OfficeDesk) -> None:
    """Name key files that are none of the office's, and its own where others may read it."""
    for each in (desk.keys.strays(), desk.keys.exposure()):
        if each is not None:
            print_line(describe_error(each), is_error=True)


def _read(path: Path | None, question: str) -> str:
    return read_secret(path, question).decode("utf-8", "replace")


def _describe_state(entry: RegistryEntry) -> str:
    """Describe the state of a certificate, since when and why, as on the page 名冊."""
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
