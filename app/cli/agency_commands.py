"""Commands of the agency: check and export."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.exporting import export_return
from app.agency.handing_in.pair import ExportedPair
from app.cli.grammar import Commands, add_command, add_store
from app.cli.key_options import (
    add_approver_options,
    add_key_options,
    opened_further_keys,
    opened_key,
)
from app.cli.outcome import Exit, TerminalProgress, print_json
from app.cli.timestamp_option import add_timestamp_option, chosen_timestamper
from app.errors import AppError
from app.messages import describe_error, format_message
from app.models.findings import Finding


def add_agency_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `check` and `export` to the command line."""
    check = add_command(commands, "check", run_check, "檢核填報內容（機關）")
    add_store(check, "機關的資料檔（.tianbao）")
    check.add_argument("--round", help="填報期代碼，例如 114-annual；省略時檢核全部")
    check.add_argument("--json", action="store_true", help="以 JSON 輸出")

    export = add_command(commands, "export", run_export, "簽章並匯出 Excel 與 PDF 填報表（機關）")
    add_store(export, "機關的資料檔（.tianbao）")
    export.add_argument("--round", help="填報期代碼，例如 114-annual；只有一期時可省略")
    add_key_options(export)
    add_approver_options(export)
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_timestamp_option(export)


def run_check(options: argparse.Namespace) -> Exit:
    """Print the findings of the agency's drafts; exit 1 where something stands in the way."""
    with AgencyDesk.open(options.store) as desk:
        findings = {
            each: desk.draft(each).results.findings for each in _round_ids(desk, options.round)
        }
    if options.json:
        print_json(
            [_finding_document(key, one) for key, found in findings.items() for one in found]
        )
    else:
        _print_findings(findings)
    blocked = any(one.is_open for found in findings.values() for one in found)
    return Exit.REFUSED if blocked else Exit.WELL


def run_export(options: argparse.Namespace) -> Exit:
    """Sign and write the Excel and PDF return of one round."""
    progress = TerminalProgress()
    timestamper = chosen_timestamper(options)
    with (
        opened_key(options) as key,
        opened_further_keys(options) as further_keys,
        AgencyDesk.open(options.store) as desk,
    ):
        draft = only_draft(desk, options.round)
        if (warning := desk.rounds.registry_warning(draft.round.id)) is not None:
            print(describe_error(warning), file=sys.stderr)
        pair = export_return(
            desk,
            draft,
            key,
            options.out,
            now=datetime.now(UTC),
            further_keys=further_keys,
            progress=progress,
            timestamper=timestamper,
        )
    progress.finish()
    print_pair(pair)
    return Exit.WELL


def print_pair(pair: ExportedPair) -> None:
    """Where the two files lie, and the control number to compare."""
    print(pair.workbook)
    print(pair.pdf)
    print(f"控制碼 {pair.payload.control_number()}")
    if sentence := pair.stamps.sentence():
        print(sentence)


def _round_ids(desk: AgencyDesk, wanted: str | None) -> list[str]:
    known = [each.round.id for each in desk.rounds.all()]
    if wanted is None:
        return known
    if wanted not in known:
        raise AppError("ROUND_NOT_HERE", round=wanted, known="、".join(known) or "—")
    return [wanted]


def only_draft(desk: AgencyDesk, wanted: str | None) -> Draft:
    """The draft of the round named, or of the only one. Raises AppError ROUND_NOT_CHOSEN."""
    round_ids = _round_ids(desk, wanted)
    if len(round_ids) != 1:
        raise AppError("ROUND_NOT_CHOSEN", known="、".join(round_ids) or "—")
    return desk.draft(round_ids[0])


def _finding_document(round_id: str, finding: Finding) -> dict[str, object]:
    return {
        "round": round_id,
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place.path,
        "message": format_message(finding.code, finding.params),
        "reason": finding.reason,
    }


def _print_findings(findings: dict[str, tuple[Finding, ...]]) -> None:
    for round_id, found in findings.items():
        print(f"{round_id}：{len(found)} 項檢核結果")
        for one in found:
            sentence = format_message(one.code, one.params)
            print(f"  [{one.severity.value}] {one.code} {one.place.path} {sentence}")
            if one.reason:
                print(f"      理由：{one.reason}")
