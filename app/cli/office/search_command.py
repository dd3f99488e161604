"""`office search`: what was ever handed in or decided, by its text."""

from __future__ import annotations

import argparse

import msgspec

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.periods import format_taiwan_time_short
from app.models.search import Hit


def add_search_command(office: Commands[argparse.ArgumentParser]) -> None:
    """Add `search` to the commands of the office."""
    search = add_command(
        office, "search", run_search, "在歷次收件的填報內容、意見與決定中找一段文字"
    )
    search.add_argument("text", metavar="TEXT", help="要找的文字，一個字也可以")
    add_store(search, "彙整機關的資料檔（.tianbao）")
    search.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_search(options: argparse.Namespace) -> Exit:
    """List the newest texts that hold what is sought."""
    with open_office(options.store) as desk:
        result = desk.search.find(options.text)
    if options.json:
        print_json(msgspec.to_builtins(result))
        return Exit.SUCCESS
    for each in result.hits:
        print_line(_sentence(each))
    more = "+" if result.has_more else ""
    print_line(f"{len(result.hits)}{more} 處")
    return Exit.SUCCESS


def _sentence(hit: Hit) -> str:
    where = f"{hit.round_id} {hit.agency} r{hit.revision}"
    place = f"　{hit.place}" if hit.place else ""
    at = format_taiwan_time_short(hit.at)
    return f"{at}　{where}{place}　{word(hit.kind)}：{hit.before}【{hit.found}】{hit.after}"
