"""The commands `draft` and `check`: what an agency's draft holds, typing into it, its findings."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterable

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.cli.desks import open_agency
from app.cli.grammar import Commands, add_command, add_group, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.errors import AppError
from app.messages import format_message
from app.models.answers import ROWS, Place, parse_place
from app.models.findings import Finding
from app.models.money import MoneyUnit

_LABEL = "命令列輸入"


def add_draft_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `draft` to the command line."""
    group = add_group(commands, "draft", "草稿：列出內容、輸入內容（機關）")
    show = add_command(group, "show", run_show, "列出草稿的值、無法讀取的輸入與檢核結果")
    typed = add_command(group, "set", run_set, "輸入內容；讀法與視窗相同，金額以元計")
    for each in (show, typed):
        add_store(each, "機關的資料檔（.tianbao）")
        each.add_argument("--round", help="填報期代碼；只有一個填報期時可省略")
        each.add_argument("--json", action="store_true", help="以 JSON 輸出")
    typed.add_argument(
        "entries",
        nargs="+",
        metavar="位置=內容",
        help="例如 P04/budget/-/paid=1,200萬元；內容留空即清除",
    )


def run_show(options: argparse.Namespace) -> Exit:
    """Print what the draft of a round holds."""
    with open_agency(options.store) as desk:
        draft = only_draft(desk, options.round)
        places = {*draft.answers, *draft.texts, *(each.place for each in draft.results.findings)}
        _print_draft(draft, sorted(places, key=lambda each: each.path), options.json)
    return Exit.SUCCESS


def run_set(options: argparse.Namespace) -> Exit:
    """Type into the draft as one step; exit 1 where something could not be read (it is kept)."""
    with open_agency(options.store) as desk:
        draft = only_draft(desk, options.round)
        typed = dict(_parse_entry(draft, each) for each in options.entries)
        draft.enter(typed, _LABEL, MoneyUnit.YUAN)
        unread = [each for each in typed if each in draft.texts]
        _print_draft(draft, typed, options.json)
    return Exit.REFUSED if unread else Exit.SUCCESS


def only_draft(desk: AgencyDesk, wanted: str | None) -> Draft:
    """Find the draft of the round named, or the only one. Raises AppError ROUND_NOT_CHOSEN."""
    known = round_ids(desk, wanted)
    if len(known) != 1:
        raise AppError("ROUND_NOT_CHOSEN", known="、".join(known) or "—")
    return desk.draft(known[0])


def _parse_entry(draft: Draft, entry: str) -> tuple[Place, str]:
    """Read `place=text`. Raises AppError DRAFT_PLACE_UNKNOWN."""
    path, is_given, text = entry.partition("=")
    try:
        place = parse_place(path)
    except ValueError:
        raise AppError("DRAFT_PLACE_UNKNOWN", place=path) from None
    if not is_given or place.field == ROWS or not draft.takes(place):
        raise AppError("DRAFT_PLACE_UNKNOWN", place=path)
    return place, text


def _print_draft(draft: Draft, places: Collection[Place], as_json: bool) -> None:
    """Print what stands at these places, and what the rules say of them."""
    values = {each.path: draft.answers.get(each) for each in places if each in draft.answers}
    texts = {each.path: draft.texts[each] for each in places if each in draft.texts}
    findings = [each for each in draft.results.findings if each.place in places]
    if as_json:
        found = describe_findings(draft.round.id, findings)
        print_json({"round": draft.round.id, "values": values, "texts": texts, "findings": found})
        return
    for path, value in values.items():
        print_line(f"{path}={'、'.join(value) if isinstance(value, tuple) else value}")
    for path, text in texts.items():
        print_line(f"{path}（無法讀取）={text}")
    for each in findings:
        print_line(f"  {each.code} {format_message(each.code, each.params)}")


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
            [one for key, found in findings.items() for one in describe_findings(key, found)]
        )
    else:
        _print_findings(findings)
    blocked = any(one.is_open for found in findings.values() for one in found)
    return Exit.REFUSED if blocked else Exit.SUCCESS


def describe_findings(round_id: str, findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Findings as other programs read them."""
    return [
        {
            "round": round_id,
            "code": each.code,
            "severity": each.severity.value,
            "place": each.place.path,
            "message": format_message(each.code, each.params),
            "reason": each.reason,
        }
        for each in findings
    ]


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
