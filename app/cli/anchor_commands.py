"""Commands about roots, revocation lists and the passphrase of the office's key."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.key_options import read_secret
from app.cli.outcome import Exit, print_json
from app.errors import AppError
from app.messages import word
from app.models.anchors import AnchorKind, TrustAnchor
from app.models.periods import format_taiwan_day

if TYPE_CHECKING:  # loaded when a command needs them
    from pathlib import Path


def run_anchors_add(options: argparse.Namespace) -> Exit:
    """Take in roots, authorities and revocation lists, and tell who does not pass them."""
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(options.store) as desk:
        for path in options.files:
            for each in desk.anchors.import_file(path):
                print(f"已匯入 {_describe(each)}")
        findings = desk.anchors.broken_chains(datetime.now(UTC))
        for entry in desk.registry.current().entries:
            finding = findings.get(entry.certificate_sha256)
            if finding is not None:
                print(f"憑證鏈不符 {entry.agency} {entry.person_name}（{finding.state.value}）")
    return Exit.WELL


def run_anchors_list(options: argparse.Namespace) -> Exit:
    """Print what was imported."""
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(options.store) as desk:
        anchors = desk.anchors.all()
    if options.json:
        print_json([_document(each) for each in anchors])
    else:
        for each in anchors:
            print(_describe(each))
    return Exit.WELL


def run_anchors_remove(options: argparse.Namespace) -> Exit:
    """Take one away."""
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(options.store) as desk:
        removed = desk.anchors.remove(options.anchor.lower())
    print(f"已移除 {_describe(removed)}")
    return Exit.WELL


def run_registry_passphrase(options: argparse.Namespace) -> Exit:
    """Protect the office's key with another passphrase."""
    from app.office.desk import OfficeDesk

    with OfficeDesk.open(options.store) as desk:
        present = _read(options.passphrase_file, "目前的通行碼：")
        new = _read(options.new_passphrase_file, "新的通行碼：")
        if options.new_passphrase_file is None and _read(None, "再輸入一次：") != new:
            raise AppError("KEY_PASSPHRASES_DIFFER")
        desk.keys.change_passphrase(present, new)
        print(f"已變更通行碼 {desk.keys.file}")
    return Exit.WELL


def _read(path: Path | None, question: str) -> str:
    return read_secret(path, question).decode("utf-8", "replace")


def _describe(anchor: TrustAnchor) -> str:
    until = "—" if anchor.valid_until is None else format_taiwan_day(anchor.valid_until)
    ends = "下次更新" if anchor.kind is AnchorKind.REVOCATIONS else "有效至"
    return f"{word(anchor.kind)} {anchor.name} {ends} {until} {anchor.sha256}"


def _document(anchor: TrustAnchor) -> dict[str, object]:
    until = anchor.valid_until
    return {
        "kind": anchor.kind.value,
        "name": anchor.name,
        "sha256": anchor.sha256,
        "valid_until": None if until is None else until.isoformat(),
        "imported_at": anchor.imported_at.isoformat(),
    }
