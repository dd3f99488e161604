"""Commands of `keys`: list, make, show, passphrase, status, token."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from cryptography.x509 import Certificate

from app.cli.desks import open_agency
from app.cli.grammar import Commands, add_group
from app.cli.key_options import add_module_option, read_secret
from app.cli.outcome import Exit, print_json, print_line
from app.config import local_data_folder
from app.errors import AppError
from app.messages import describe_error, format_message, word
from app.models.periods import format_taiwan_day
from app.private_files import is_exposed
from app.trust.certificates.certificate import read_certificate
from app.trust.certificates.facts import CertificateFacts, CertificateState, describe_certificate
from app.trust.keys.files import (
    KeyOwner,
    certificate_path,
    change_key_passphrase,
    find_exposure,
    list_key_files,
    make_key_file,
)
from app.trust.keys.my_keys import MyKey
from app.trust.keys.pkcs11_modules import find_module
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, KeyAlgorithm
from app.trust.keys.tokens import TokenFacts, list_tokens

_PKCS12_SUFFIXES = (".p12", ".pfx")


def add_key_commands(parent: Commands[argparse.ArgumentParser]) -> None:
    """Add `keys` to the command line."""
    commands = add_group(parent, "keys", "簽章用的金鑰檔與憑證 IC 卡")

    listing = commands.add_parser("list", help="列出資料夾內的金鑰檔", description=run_list.__doc__)
    listing.add_argument("folder", nargs="?", type=Path, help="資料夾；省略時為本機資料夾")
    listing.set_defaults(command=run_list)

    make = commands.add_parser("make", help="建立金鑰檔與憑證檔", description=run_make.__doc__)
    make.add_argument("file", type=Path, metavar="FILE.p12", help="要建立的金鑰檔")
    make.add_argument("--name", required=True, help="姓名")
    make.add_argument("--person-id", required=True, help="機關內可識別本人的編號")
    make.add_argument("--agency", required=True, help="機關名稱")
    make.add_argument("--days", type=int, help="效期天數，最多 730 天；省略時為 730 天")
    make.add_argument(
        "--algorithm", choices=("ec", "rsa"), default="ec", help="ec：P-256；rsa：RSA-3072"
    )
    make.add_argument("--passphrase-file", type=Path, help="存放通行碼的檔案；省略時詢問兩次")
    make.set_defaults(command=run_make)

    show = commands.add_parser("show", help="顯示金鑰檔或憑證檔", description=run_show.__doc__)
    show.add_argument("file", type=Path, metavar="FILE", help="金鑰檔或憑證檔")
    show.add_argument("--passphrase-file", type=Path, help="存放金鑰檔通行碼的檔案；省略時詢問")
    show.set_defaults(command=run_show)

    change = commands.add_parser(
        "passphrase", help="變更金鑰檔的通行碼", description=run_passphrase.__doc__
    )
    change.add_argument("file", type=Path, metavar="FILE.p12", help="金鑰檔")
    change.add_argument("--passphrase-file", type=Path, help="存放目前通行碼的檔案；省略時詢問")
    change.add_argument(
        "--new-passphrase-file", type=Path, help="存放新通行碼的檔案；省略時詢問兩次"
    )
    change.set_defaults(command=run_passphrase)

    status = commands.add_parser(
        "status", help="列出我的金鑰與登錄情形", description=run_status.__doc__
    )
    status.add_argument("store", type=Path, metavar="STORE", help="機關資料檔")
    status.set_defaults(command=run_status)

    token = commands.add_parser("token", help="列出卡片與其憑證", description=run_token.__doc__)
    add_module_option(token)
    token.set_defaults(command=run_token)
    for each in (listing, make, show, change, status, token):
        each.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_list(options: argparse.Namespace) -> Exit:
    """列出資料夾內的金鑰檔，以及旁邊憑證檔的內容；不需要通行碼。"""
    found = list_key_files(options.folder or local_data_folder())
    described = [
        (each.path, None if each.certificate is None else _describe(each.certificate))
        for each in found
    ]
    if options.json:
        print_json(
            [
                {
                    "file": str(path),
                    "is_exposed": is_exposed(path),
                    "certificate": facts and build_facts_document(facts),
                }
                for path, facts in described
            ]
        )
        return Exit.SUCCESS
    for path, facts in described:
        print_line(path)
        _print_facts(facts) if facts else print_line("  旁邊沒有憑證檔，須以 keys show 開啟檢視")
        _print_exposure(find_exposure(path))
    if not described:
        print_line("沒有金鑰檔。")
    return Exit.SUCCESS


def run_make(options: argparse.Namespace) -> Exit:
    """建立以通行碼保護的金鑰檔（.p12），並在旁邊寫出要交給彙整機關的憑證檔（.pem）。"""
    passphrase = _new_passphrase(options.passphrase_file)
    key = make_key_file(
        options.file,
        KeyOwner(options.name, options.person_id, options.agency),
        passphrase,
        now=datetime.now(UTC),
        days=LONGEST_DAYS if options.days is None else options.days,
        algorithm=KeyAlgorithm(options.algorithm),
    )
    facts = _describe(key.certificate)
    beside = certificate_path(options.file)
    if options.json:
        document = build_facts_document(facts)
        print_json({"file": str(options.file), "certificate_file": str(beside), **document})
        return Exit.SUCCESS
    print_line(options.file)
    print_line(beside)
    _print_facts(facts)
    print_line("請牢記通行碼，遺忘時無法找回。")
    return Exit.SUCCESS


def run_show(options: argparse.Namespace) -> Exit:
    """顯示金鑰檔（.p12、.pfx）或憑證檔（.pem、.cer）的簽章人、效期與指紋。"""
    if options.file.suffix.lower() in _PKCS12_SUFFIXES:
        secret = read_secret(options.passphrase_file, "通行碼：")
        certificate = load_pkcs12(options.file, secret).certificate
    else:
        certificate = read_certificate(options.file)
    facts = _describe(certificate)
    print_json(build_facts_document(facts)) if options.json else _print_facts(facts)
    return Exit.SUCCESS


def run_passphrase(options: argparse.Namespace) -> Exit:
    """變更金鑰檔（.p12、.pfx）的通行碼；金鑰與憑證不變，失敗時檔案維持原狀。"""
    present = read_secret(options.passphrase_file, "目前的通行碼：").decode("utf-8", "replace")
    key = change_key_passphrase(options.file, present, _new_passphrase(options.new_passphrase_file))
    facts = _describe(key.certificate)
    if options.json:
        print_json({"file": str(options.file), **build_facts_document(facts)})
        return Exit.SUCCESS
    print_line(options.file)
    _print_facts(facts)
    return Exit.SUCCESS


def run_status(options: argparse.Namespace) -> Exit:
    """列出這台電腦上的金鑰、用過的卡片，與本機關在最新憑證名冊上的憑證。"""
    now = datetime.now(UTC)
    with open_agency(options.store) as desk:
        keys = desk.keys.all(now)
    if options.json:
        print_json([build_key_document(each) for each in keys])
        return Exit.SUCCESS
    for each in keys:
        owner = "" if each.is_mine else "（同機關其他人）"
        print_line(f"{each.path or each.label or each.person_name}{owner}")
        print_line(f"  {word(each.medium)}　{word(each.state)}")
        if each.facts is not None:
            _print_facts(each.facts)
        _print_exposure(each.exposure)
    if not keys:
        print_line("沒有金鑰。")
    return Exit.SUCCESS


def run_token(options: argparse.Namespace) -> Exit:
    """列出讀到的卡片與其憑證；不需要 PIN。"""
    module = find_module(options.pkcs11_module)
    tokens = list_tokens(module, datetime.now(UTC))
    if options.json:
        print_json(
            {"module": str(module), "tokens": [build_token_document(each) for each in tokens]}
        )
        return Exit.SUCCESS
    print_line(module)
    for each in tokens:
        _print_token(each)
    return Exit.SUCCESS


def build_facts_document(facts: CertificateFacts) -> dict[str, object]:
    """Build the JSON document of one certificate."""
    return {
        "person_name": facts.person_name,
        "person_id": facts.person_id,
        "agency_name": facts.agency_name,
        "issuer": facts.issuer_name,
        "serial_number": facts.serial_number,
        "key": facts.key_kind,
        "valid_from": facts.valid_from.isoformat(),
        "valid_until": facts.valid_until.isoformat(),
        "days_left": facts.days_left,
        "state": facts.state.value,
        "notes": [each.code for each in facts.notes],
        "sha256": facts.sha256,
        "fingerprint": facts.fingerprint,
    }


def build_key_document(key: MyKey) -> dict[str, object]:
    """Build the JSON document of one key of the person at this desk."""
    return {
        "kind": key.medium.value,
        "state": key.state.value,
        "next_step": key.next_step.value,
        "is_mine": key.is_mine,
        "file": str(key.path) if key.path is not None else None,
        "is_exposed": key.exposure is not None,
        "role": key.role.value if key.role is not None else None,
        "certificate": key.facts and build_facts_document(key.facts),
    }


def build_token_document(token: TokenFacts) -> dict[str, object]:
    """Build the JSON document of one card."""
    return {
        "label": token.label,
        "serial": token.serial,
        "model": token.model,
        "reader": token.reader,
        "pin_state": token.pin_state.value,
        "certificates": [build_facts_document(each) for each in token.certificates],
    }


def _describe(certificate: Certificate) -> CertificateFacts:
    return describe_certificate(certificate, datetime.now(UTC))


def _new_passphrase(path: Path | None) -> str:
    """Read the passphrase of a new key from a file, or ask for it twice."""
    first = read_secret(path, "新的通行碼：")
    if path is None and read_secret(None, "再輸入一次：") != first:
        raise AppError("KEY_PASSPHRASES_DIFFER")
    return first.decode("utf-8", "replace")


def _print_token(token: TokenFacts) -> None:
    print_line(f"{token.label}　序號 {token.serial}　{word(token.pin_state)}")
    print_line(f"  讀卡機 {token.reader}")
    for each in token.certificates:
        _print_facts(each)
    if not token.certificates:
        print_line("  卡片未公開憑證，輸入 PIN 後才看得到。")


def _print_exposure(exposure: AppError | None) -> None:
    if exposure is not None:
        print_line(f"  {describe_error(exposure)}")


def _print_facts(facts: CertificateFacts) -> None:
    owner = "　".join(each for each in (facts.person_name, facts.person_id) if each)
    since, until = (format_taiwan_day(each) for each in (facts.valid_from, facts.valid_until))
    print_line(f"  簽章人 {owner}（{facts.agency_name or '—'}）")
    print_line(f"  發證者 {facts.issuer_name}　{facts.key_kind}")
    is_over = facts.state is CertificateState.EXPIRED or facts.days_left <= 0
    left = "" if is_over else f"，尚有 {facts.days_left} 天"
    print_line(f"  效期 {since} 至 {until}{left}　{word(facts.state)}")
    print_line(f"  指紋 {facts.fingerprint}")
    for note in facts.notes:
        print_line(f"  {format_message(note.code, note.params)}")
