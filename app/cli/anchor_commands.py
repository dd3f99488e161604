"""Commands of `registry anchors`: roots, intermediate certificates and revocation lists."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.cli.desks import open_office
from app.cli.grammar import (
    Commands,
    add_command,
    add_group,
    add_store,
)
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.anchors import AnchorKind, TrustAnchor
from app.models.periods import format_taiwan_day


def add_anchor_commands(registry: Commands[argparse.ArgumentParser]) -> None:
    """Add `registry anchors` to its group."""
    group = add_group(registry, "anchors", "根憑證、中繼憑證與廢止清冊")
    add = add_command(
        group,
        "add",
        run_anchors_add,
        "匯入根憑證、中繼憑證或廢止清冊（PEM、DER、.p7b）",
    )
    add.add_argument("files", nargs="+", type=Path, metavar="FILE", help="憑證或清冊的檔案")
    add_store(add, "彙整機關資料檔")
    listed = add_command(group, "list", run_anchors_list, "列出已匯入的根憑證、中繼憑證與廢止清冊")
    add_store(listed, "彙整機關資料檔")
    listed.add_argument("--json", action="store_true", help="以 JSON 輸出")
    remove = add_command(group, "remove", run_anchors_remove, "移除一份根憑證、中繼憑證或廢止清冊")
    remove.add_argument(
        "anchor", metavar="SHA256", help="該份的 SHA-256（見 registry anchors list）"
    )
    add_store(remove, "彙整機關資料檔")


def run_anchors_add(options: argparse.Namespace) -> Exit:
    """Import roots, intermediate certificates and revocation lists; print broken chains."""
    with open_office(options.store) as desk:
        for path in options.files:
            for each in desk.anchors.import_file(path):
                print_line(f"已匯入 {_describe(each)}")
        findings = desk.anchors.broken_chains(datetime.now(UTC))
        for entry in desk.registry.current().entries:
            finding = findings.get(entry.certificate_sha256)
            if finding is not None:
                print_line(
                    f"憑證鏈不符 {entry.agency} {entry.person_name}（{finding.state.value}）"
                )
    return Exit.SUCCESS


def run_anchors_list(options: argparse.Namespace) -> Exit:
    """Print the imported anchors."""
    with open_office(options.store) as desk:
        anchors = desk.anchors.all()
    if options.json:
        print_json([_document(each) for each in anchors])
    else:
        for each in anchors:
            print_line(_describe(each))
    return Exit.SUCCESS


def run_anchors_remove(options: argparse.Namespace) -> Exit:
    """Remove one anchor."""
    with open_office(options.store) as desk:
        removed = desk.anchors.remove(options.anchor.lower())
    print_line(f"已移除 {_describe(removed)}")
    return Exit.SUCCESS


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
