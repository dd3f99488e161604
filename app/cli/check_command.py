"""The command `check`: the findings of an agency's drafts."""

from __future__ import annotations

import argparse

from app.agency.desk import AgencyDesk
from app.cli.desks import open_agency
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.errors import AppError
from app.messages import format_message
from app.models.findings import Finding


def add_check_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `check` to the command line."""
    check = add_command(commands, "check", run_check, "檢核填報內容（機關）")
    add_store(check, "機關的資料檔（.tianbao）")
    check.add_argument("--round", help="填報期代碼，例如 114-annual；省略時檢核全部")
    check.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_check(options: argparse.Namespace) -> Exit:
    """Print the findings of the agency's drafts; exit 1 where a finding blocks signing."""
    with open_agency(options.store) as desk:
        findings = {
            each: desk.draft(each).results.findings for each in round_ids(desk, options.round)
        }
    if options.json:
        print_json(
            [_finding_document(key, one) for key, found in findings.items() for one in found]
        )
    else:
        _print_findings(findings)
    blocked = any(one.is_open for found in findings.values() for one in found)
    return Exit.REFUSED if blocked else Exit.SUCCESS


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
        print_line(f"{round_id}：{len(found)} 項檢核結果")
        for one in found:
            sentence = format_message(one.code, one.params)
            print_line(f"  [{one.severity.value}] {one.code} {one.place.path} {sentence}")
            if one.reason:
                print_line(f"      理由：{one.reason}")


def round_ids(desk: AgencyDesk, wanted: str | None) -> list[str]:
    """List the rounds of a store, or the one named. Raises AppError ROUND_NOT_HERE."""
    known = [each.round.id for each in desk.rounds.all()]
    if wanted is None:
        return known
    if wanted not in known:
        raise AppError("ROUND_NOT_HERE", round=wanted, known="、".join(known) or "—")
    return [wanted]
