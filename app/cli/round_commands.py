"""Commands of `round` and `receipt`: files exchanged between office and agency."""

from __future__ import annotations

import argparse
from pathlib import Path

import msgspec

from app.cli.desks import open_agency, open_office, open_or_create_agency, unlock_office
from app.cli.grammar import (
    Commands,
    add_command,
    add_group,
    add_office_options,
    add_passphrase_file,
    add_store,
)
from app.cli.guard import Command
from app.cli.office.round_commands import add_office_round_commands
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.receipts import Receipt
from app.office.rounds.form_choice import describe_change, find_changes, read_form_file
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.papers.round_file import read_round_file


def add_round_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `round` to the command line."""
    group = add_group(commands, "round", "填報期（彙整機關）與填報包：產生、檢視、匯入（機關）")
    _add_write(group, run_round_write, "產生簽章的填報包")
    reissue = add_command(group, "reissue", run_round_reissue, "填報期改用新版表單（彙整機關）")
    reissue.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    reissue.add_argument(
        "--form", type=Path, required=True, metavar="FILE.toml", help="同一份表單的新版表單檔"
    )
    reissue.add_argument("--reason", required=True, help="改版的理由，記入操作紀錄")
    add_store(reissue, "彙整機關資料檔")
    add_office_round_commands(group)
    show = add_command(group, "show", run_round_show, "檢視填報包與其簽章者，不匯入")
    show.add_argument("file", type=Path, metavar="FILE.tbround", help="填報包")
    receive = add_command(group, "receive", run_round_receive, "匯入填報包")
    receive.add_argument("file", type=Path, metavar="FILE.tbround", help="填報包")
    add_store(receive, "機關資料檔；不存在時建立")
    add_office_options(receive, "與彙整機關核對過的六組指紋；首次匯入時必填")


def add_receipt_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `receipt` to the command line."""
    group = add_group(commands, "receipt", "收件回條：產生（彙整機關）、匯入（機關）")
    _add_write(group, run_receipt_write, "產生收件回條（.tbreceipt）")
    load = add_command(group, "load", run_receipt_load, "匯入收件回條")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="收件回條（.tbreceipt）")
    add_store(load, "機關資料檔")


def _add_write(group: Commands[argparse.ArgumentParser], run: Command, help_text: str) -> None:
    write = add_command(group, "write", run, help_text)
    write.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    write.add_argument("--agency", action="append", help="機關代碼，例如 MOE；可重複，省略時為全部")
    write.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_store(write, "彙整機關資料檔")
    add_passphrase_file(write, "存放彙整機關金鑰通行碼的檔案")


def run_round_write(options: argparse.Namespace) -> Exit:
    """Write the signed round files of a round."""
    with open_office(options.store) as desk:
        unlock_office(desk, options)
        for path in desk.round_files.write(options.round, options.out, options.agency).values():
            print_line(path)
    return Exit.SUCCESS


def run_round_reissue(options: argparse.Namespace) -> Exit:
    """Let a round ask by another version of its form; print what that changes."""
    form = read_form_file(options.form)
    with open_office(options.store) as desk:
        before = desk.rounds.form_of(options.round)
        after = desk.rounds.reissue(options.round, form, reason=options.reason)
    print_line(f"{after.title}（{after.id}）改用表單第 {after.form_version} 版")
    for each in find_changes(before, form):
        print_line(describe_change(each))
    print_line("各機關手上的填報包仍是原來的表單，請重新產生填報包，寄給各機關匯入。")
    return Exit.SUCCESS


def run_round_receive(options: argparse.Namespace) -> Exit:
    """Import a round file; the first one with the office's fingerprint, compared by a person."""
    with open_or_create_agency(options.store) as desk:
        received = desk.intake.receive(
            options.file,
            confirm_office=options.fingerprint,
            is_change_agreed=options.office_changed,
        )
    print_line(
        f"{received.agency} {received.round.title}（{received.round.id}）{word(received.state)}"
    )
    return Exit.SUCCESS


def run_round_show(options: argparse.Namespace) -> Exit:
    """Print a round file and its signer; nothing is imported or trusted."""
    round_file, document = read_round_file(options.file)
    print_json(
        {
            "round": round_file.round.id,
            "title": round_file.round.title,
            "agency": round_file.agency,
            "issued_at": round_file.issued_at.isoformat(),
            "comments": msgspec.to_builtins(round_file.comments),
            "registry_sequence": round_file.registry.sequence,
            "registry_next_update": round_file.registry.next_update.isoformat(),
            "office_certificate_sha256": document.certificate_sha256,
            "office_fingerprint": format_fingerprint(document.certificate_sha256),
        }
    )
    return Exit.SUCCESS


def run_receipt_write(options: argparse.Namespace) -> Exit:
    """Write the receipts of a round: each received revision, each refused file that is named."""
    with open_office(options.store) as desk:
        unlock_office(desk, options)
        wanted = set(options.agency) if options.agency else None
        entries = [
            each
            for each in desk.records.ledger(options.round)
            if each.round_id == options.round and (wanted is None or each.agency in wanted)
        ]
        for path in desk.receipts.write_all(entries, options.out):
            print_line(path)
    return Exit.SUCCESS


def run_receipt_load(options: argparse.Namespace) -> Exit:
    """Import the office's receipts into the agency's store."""
    with open_agency(options.store) as desk:
        for path in options.files:
            print_line(describe_receipt(desk.receipts.load(path)))
    return Exit.SUCCESS


def describe_receipt(receipt: Receipt) -> str:
    """Format a receipt as one line."""
    verdict = "已收件" if receipt.accepted else "未收件"
    revision = "—" if receipt.revision is None else f"第 {receipt.revision} 版"
    number = receipt.control_number or "—"
    return f"{verdict} {receipt.round_title} {revision} 控制碼 {number}：{receipt.sentence}"
