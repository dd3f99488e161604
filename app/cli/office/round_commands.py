"""`round open|list|dates|close`: the rounds of the office."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import msgspec

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.periods import format_roc_date, taiwan_day
from app.models.reviews import ReturnState
from app.models.rounds import ABOUT_MET_PERCENT, BEHIND_BELOW_PERCENT, Round
from app.models.signatures import SignerRole
from app.notations.dates import read_date
from app.notations.unreadable import Unreadable
from app.office.desk import OfficeDesk
from app.office.review.standing import count_states
from app.office.rounds.form_choice import read_form_file
from app.office.rounds.rounds import openable_kinds

_DAY = "日期，例如 115-02-15"
_DAYS = {"--opens-on": "開始日", "--due-on": "截止日", "--closes-on": "最後收件日"}


def add_office_round_commands(rounds: Commands[argparse.ArgumentParser]) -> None:
    """Add `open`, `list`, `dates` and `close` to the commands of rounds."""
    opening = add_command(rounds, "open", run_open, "開立填報期（彙整機關）")
    opening.add_argument(
        "--kind", required=True, choices=[each.value for each in openable_kinds()], help="填報種類"
    )
    opening.add_argument(
        "--year", type=int, required=True, metavar="ROC", help="民國年度，例如 114"
    )
    for name, what in (
        ("--opens-on", "開始日"),
        ("--due-on", "截止日"),
        ("--closes-on", "最後收件日"),
    ):
        opening.add_argument(
            name, type=_read_day, required=True, metavar="DAY", help=f"{what}；{_DAY}"
        )
    opening.add_argument(
        "--sign",
        action="append",
        choices=[each.value for each in SignerRole],
        help="須簽章者；可重複，省略時填報人與核定人都簽",
    )
    opening.add_argument(
        "--form", type=Path, metavar="FILE.toml", help="表單檔；省略時用該種類最新的表單"
    )
    opening.add_argument(
        "--behind-below", type=int, default=BEHIND_BELOW_PERCENT, metavar="PERCENT",
        help=f"執行率或達成率低於此百分比為落後；省略時為 {BEHIND_BELOW_PERCENT}",
    )  # fmt: skip
    opening.add_argument(
        "--about-met", type=int, default=ABOUT_MET_PERCENT, metavar="PERCENT",
        help=f"目標載明「約」者達成的百分比；省略時為 {ABOUT_MET_PERCENT}",
    )  # fmt: skip
    _end(opening)

    _end(add_command(rounds, "list", run_list, "列出填報期與各機關的狀態（彙整機關）"))

    moving = add_command(rounds, "dates", run_dates, "展延、提前或重新開放填報期（彙整機關）")
    moving.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    for name, what in (
        ("--opens-on", "開始日"),
        ("--due-on", "截止日"),
        ("--closes-on", "最後收件日"),
    ):
        moving.add_argument(name, type=_read_day, metavar="DAY", help=f"{what}；省略時不變")
    moving.add_argument("--reason", required=True, help="理由，記入操作紀錄")
    _end(moving)

    closing = add_command(rounds, "close", run_close, "截止收件（彙整機關）")
    closing.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    closing.add_argument(
        "--on", type=_read_day, metavar="DAY", help=f"最後收件日，省略時為今天；{_DAY}"
    )
    closing.add_argument("--reason", required=True, help="理由，記入操作紀錄")
    _end(closing)


def _end(parser: argparse.ArgumentParser) -> None:
    add_store(parser, "彙整機關資料檔")
    parser.add_argument("--json", action="store_true", help="以 JSON 輸出")


def _read_day(text: str) -> date:
    """Read a day in any notation. Raises argparse.ArgumentTypeError."""
    try:
        return read_date(text)
    except Unreadable as problem:
        raise argparse.ArgumentTypeError(f"看不懂日期「{text}」；{_DAY}") from problem


def run_open(options: argparse.Namespace) -> Exit:
    """Open a round."""
    kind = next(each for each in openable_kinds() if each.value == options.kind)
    roles = [each for each in SignerRole if options.sign is None or each.value in options.sign]
    form = None if options.form is None else read_form_file(options.form)
    with open_office(options.store) as desk:
        opened = desk.rounds.open(
            kind,
            options.year,
            opens_on=options.opens_on,
            due_on=options.due_on,
            closes_on=options.closes_on,
            required_roles=roles,
            behind_below_percent=options.behind_below,
            about_met_percent=options.about_met,
            form=form,
        )
        _tell(desk, (opened,), options)
    return Exit.SUCCESS


def run_list(options: argparse.Namespace) -> Exit:
    """List the rounds, the newest first."""
    with open_office(options.store) as desk:
        _tell(desk, desk.rounds.all(), options)
    return Exit.SUCCESS


def run_dates(options: argparse.Namespace) -> Exit:
    """Move dates of a round."""
    with open_office(options.store) as desk:
        changed = desk.rounds.change_dates(
            options.round,
            opens_on=options.opens_on,
            due_on=options.due_on,
            closes_on=options.closes_on,
            reason=options.reason,
        )
        _tell(desk, (changed,), options)
    return Exit.SUCCESS


def run_close(options: argparse.Namespace) -> Exit:
    """Take no returns after a day."""
    with open_office(options.store) as desk:
        last_day = options.on or taiwan_day(desk.clock.ensure())
        closed = desk.rounds.close(options.round, last_day, reason=options.reason)
        _tell(desk, (closed,), options)
    return Exit.SUCCESS


def _tell(desk: OfficeDesk, rounds: Iterable[Round], options: argparse.Namespace) -> None:
    today = taiwan_day(desk.clock.ensure())
    counted = [(each, count_states(desk.overview.rows(each.id, today))) for each in rounds]
    if options.json:
        print_json([_build_document(*each, today) for each in counted])
        return
    for each, counts in counted:
        days = "、".join(
            f"{what} {format_roc_date(day)}"
            for what, day in (
                ("開始", each.opens_on), ("截止", each.due_on), ("最後收件", each.closes_on)
            )
        )  # fmt: skip
        states = "、".join(f"{word(state)} {number}" for state, number in counts.items() if number)
        standing = word(each.standing(today))
        print_line(f"{each.id}　{each.title}　{standing}（{days}）　{states}")


def _build_document(
    round_: Round, counts: Mapping[ReturnState, int], today: date
) -> dict[str, object]:
    """A round without its nonce, which only round files tell."""
    document = msgspec.to_builtins(round_)
    del document["nonce"]
    agencies = {state.value: number for state, number in counts.items()}
    return {**document, "standing": round_.standing(today).value, "agencies": agencies}
