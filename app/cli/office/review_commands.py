"""`review list|show|comment|decide`: reading returns and deciding about them."""

from __future__ import annotations

import argparse

import msgspec

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_group, add_store
from app.cli.office_commands import find_received
from app.cli.outcome import Exit, print_json, print_line
from app.errors import AppError
from app.messages import word
from app.models.agency_names import AgencyNames
from app.models.answers import parse_place
from app.models.periods import taiwan_day
from app.models.reviews import Decision, DecisionKind
from app.office.desk import OfficeDesk
from app.office.review.sheet import (
    ReviewRow,
    ReviewSheet,
    build_context,
    build_review_sheet,
)
from app.office.review.threads import PastComment

_ROUND = "填報期代碼，例如 114-annual"
_AGENCY = "機關代碼，例如 MOE"


def add_review_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the group `review` to the command line."""
    review = add_group(commands, "review", "審查各機關的填報表（彙整機關）")
    listing = add_command(review, "list", run_list, "列出已收到的填報表與審查狀態")
    listing.add_argument("--round", required=True, help=_ROUND)
    _end(listing)

    showing = add_command(review, "show", run_show, "逐欄列出一份填報表，與前一版比對")
    _add_return(showing)
    showing.add_argument("--changed", action="store_true", help="只列出有變動或須留意的欄位")
    _end(showing)

    commenting = add_command(review, "comment", run_comment, "寫下一則審查意見，決定時一併送出")
    _add_return(commenting)
    commenting.add_argument(
        "--place", help="欄位位置，如 review show 所列（寫成 --place=位置）；省略時為整份填報表"
    )
    commenting.add_argument("--text", required=True, help="意見；空白表示刪去該處的意見")
    _end(commenting)

    deciding = add_command(review, "decide", run_decide, "通過、退回補正或重新開啟審查")
    _add_return(deciding)
    deciding.add_argument(
        "--kind",
        required=True,
        choices=[each.value for each in DecisionKind],
        help="accept 通過；send_back 退回補正，帶已寫下的意見；reopen 重新開啟",
    )
    deciding.add_argument("--by", required=True, metavar="NAME", help="審查人姓名")
    deciding.add_argument(
        "--revision", type=int, help="所審查的版次；之後已收到新版時拒絕，省略時為最近一版"
    )
    _end(deciding)


def _add_return(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--round", required=True, help=_ROUND)
    parser.add_argument("--agency", required=True, help=_AGENCY)


def _end(parser: argparse.ArgumentParser) -> None:
    add_store(parser, "彙整機關的資料檔（.tianbao）")
    parser.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_list(options: argparse.Namespace) -> Exit:
    """List what has been received, in appendix order."""
    with open_office(options.store) as desk:
        round_ = desk.rounds.get(options.round)
        names = AgencyNames(desk.rounds.programme_of(round_.id), round_)
        today = taiwan_day(desk.clock.ensure())
        rows = [each for each in desk.overview.rows(round_.id, today) if each.revision is not None]
    if options.json:
        print_json(
            [{**msgspec.to_builtins(each), "name": names.full(each.agency)} for each in rows]
        )
        return Exit.SUCCESS
    for each in rows:
        print_line(f"{names.full(each.agency)}　r{each.revision}　{word(each.state)}")
    return Exit.SUCCESS


def run_show(options: argparse.Namespace) -> Exit:
    """Show the latest revision place by place, with findings, comments and unsent remarks."""
    with open_office(options.store) as desk:
        sheet = _load_sheet(desk, options)
        current = sheet.current
        remarks = desk.remarks.about(current.round_id, current.agency, current.revision)
    rows = [each for each in sheet.rows if not options.changed or _wants_look(each)]
    if options.json:
        print_json(
            {
                "agency": current.agency,
                "revision": current.revision,
                "state": current.state.value,
                "compared_with": None if sheet.baseline is None else sheet.baseline.revision,
                "places": [_build_place(each) for each in rows],
                "comments": [_build_comment(each) for each in sheet.general_comments],
                "remarks": msgspec.to_builtins(remarks),
            }
        )
        return Exit.SUCCESS
    for each in rows:
        before = f"（前一版：{each.before or '—'}）" if each.is_changed else ""
        print_line(f"{each.place.path}　{each.section}・{each.label}：{each.text or '—'}{before}")
    for one in remarks:
        print_line(f"意見　{one.place or '整份填報表'}：{one.text}")
    return Exit.SUCCESS


def run_comment(options: argparse.Namespace) -> Exit:
    """Keep a remark about the latest revision until a decision sends it."""
    with open_office(options.store) as desk:
        current = _load_sheet(desk, options).current
        if options.place is not None:
            _ensure_place(options.place)
        desk.remarks.write(
            current.round_id, current.agency, current.revision, options.place, options.text
        )
        remarks = desk.remarks.about(current.round_id, current.agency, current.revision)
    if options.json:
        print_json(msgspec.to_builtins(remarks))
    else:
        print_line(f"尚未送出的意見 {len(remarks)} 則")
    return Exit.SUCCESS


def run_decide(options: argparse.Namespace) -> Exit:
    """Decide about the latest revision; the remarks about it go along."""
    kind = DecisionKind(options.kind)
    with open_office(options.store) as desk:
        now = desk.clock.ensure()
        desk.rounds.get(options.round)
        current = find_received(desk, options.round, options.agency, None)
        remarks = desk.remarks.about(current.round_id, current.agency, current.revision)
        made = desk.review.decide(
            options.round,
            options.agency,
            kind,
            () if kind is DecisionKind.REOPEN else remarks,
            options.by,
            now,
            revision=options.revision,
        )
    if options.json:
        print_json(msgspec.to_builtins(made))
    else:
        print_line(_sentence(made))
    return Exit.SUCCESS


def _load_sheet(desk: OfficeDesk, options: argparse.Namespace) -> ReviewSheet:
    round_ = desk.rounds.get(options.round)
    find_received(desk, round_.id, options.agency, None)
    form, received = desk.returns.reviewed(round_.id, options.agency)
    context = build_context(received[-1], form, desk.rounds.programme_of(round_.id), round_)
    return build_review_sheet(context, received, received[-1])


def _ensure_place(path: str) -> None:
    """Raise AppError DECISION_PLACE_UNKNOWN for what is no place; deciding checks the rest."""
    try:
        parse_place(path)
    except ValueError as problem:
        raise AppError("DECISION_PLACE_UNKNOWN", place=path) from problem


def _wants_look(row: ReviewRow) -> bool:
    return row.is_changed or row.wants_notice or bool(row.past_comments)


def _build_place(row: ReviewRow) -> dict[str, object]:
    return {
        "place": row.place.path,
        "section": row.section,
        "label": row.label,
        "text": row.text,
        "text_before": row.before,
        "is_changed": row.is_changed,
        "is_computed": row.is_computed,
        "explained": msgspec.to_builtins(row.explained),
        "comments": [_build_comment(each) for each in row.past_comments],
    }


def _build_comment(past: PastComment) -> dict[str, object]:
    return dict(msgspec.to_builtins(past))


def _sentence(made: Decision) -> str:
    sent = f"，意見 {len(made.comments)} 則" if made.comments else ""
    return f"{made.agency} r{made.revision}　{word(made.kind)}（{made.decided_by}{sent}）"
