"""`office rebuild`: the facts held against the evidence, or made anew from it."""

from __future__ import annotations

import argparse

import msgspec

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, TerminalProgress, print_json, print_line
from app.office.facts.rebuilding import COUNTS, DECISIONS, INDEX, FactDifference

_PARTS = {
    "values": "填報值",
    "sections": "各節填列數",
    "projects": "計畫",
    "targets": "目標",
    "findings": "檢核結果",
    "attachments": "附件",
    "answers": "審查意見回復",
    "totals": "控制總計",
    "texts": "可搜尋的文字",
    DECISIONS: "審查決定的文字",
    INDEX: "搜尋索引",
    COUNTS: "總覽數字",
}


def add_facts_command(office: Commands[argparse.ArgumentParser]) -> None:
    """Add `rebuild` to the commands of the office."""
    rebuild = add_command(
        office, "rebuild", run_rebuild, "由已收的報送資料重建彙整用的資料；加 --check 只比對"
    )
    add_store(rebuild, "彙整機關的資料檔（.tianbao）")
    rebuild.add_argument("--check", action="store_true", help="只比對，不改動資料檔")
    rebuild.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_rebuild(options: argparse.Namespace) -> Exit:
    """Compare the facts with the evidence and, unless only asked to check, make them anew."""
    progress = TerminalProgress()
    with open_office(options.store) as desk:
        found = desk.facts.compare(progress)
        rebuilt = None if options.check else desk.facts.rebuild(progress)
    progress.finish()
    if options.json:
        print_json({"differences": msgspec.to_builtins(found), "rebuilt": rebuilt})
    else:
        for each in found:
            print_line(_sentence(each))
        print_line(_conclude(len(found), rebuilt))
    return Exit.REFUSED if found and options.check else Exit.SUCCESS


def _sentence(found: FactDifference) -> str:
    whose = (
        f"{found.round_id} {found.agency} 第 {found.revision} 版" if found.agency else "無主資料"
    )
    more = "…" if found.count > len(found.about) else ""
    return f"{whose}　{_PARTS[found.part]} {found.count} 處：{'、'.join(found.about)}{more}"


def _conclude(differences: int, rebuilt: int | None) -> str:
    if rebuilt is not None:
        return f"已重建 {rebuilt} 份填報表的資料，重建前不符 {differences} 項。"
    if differences:
        return f"不符 {differences} 項；請以 tianbao office rebuild 重建。"
    return "與已收的報送資料相符。"
