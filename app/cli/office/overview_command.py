"""`overview`: how far a round is, what waits for the office, and whom to remind."""

from __future__ import annotations

import argparse
from datetime import date

import msgspec

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.messages import word
from app.models.agency_names import AgencyNames
from app.models.money import format_rate
from app.models.periods import taiwan_day
from app.models.received import OverviewRow, Progress, ProjectLine
from app.models.rounds import Round
from app.office.desk import OfficeDesk
from app.office.overview.reminders import write_reminder
from app.office.review.standing import count_states, count_times


def add_overview_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `overview` to the command line."""
    overview = add_command(
        commands, "overview", run_overview, "各機關與各計畫的報送、審查與執行情形（彙整機關）"
    )
    add_store(overview, "彙整機關的資料檔（.tianbao）")
    overview.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    overview.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_overview(options: argparse.Namespace) -> Exit:
    """Tell how far each agency is, with its projects."""
    with open_office(options.store) as desk:
        today = taiwan_day(desk.clock.ensure())
        round_ = desk.rounds.get(options.round)
        names = AgencyNames(desk.rounds.programme_of(round_.id), round_)
        rows = desk.overview.rows(round_.id, today)
        if options.json:
            print_json(_build_document(desk, round_, rows, names, today))
            return Exit.SUCCESS
        late = desk.overview.late(round_.id, today)
    for each in rows:
        print_line(_sentence(each, names))
    print_line(_conclude(rows))
    for one in late:
        print_line(
            f"催報　{names.full(one.agency)}　{'、'.join(one.addresses) or '（無聯絡信箱）'}"
        )
    return Exit.SUCCESS


def _build_document(
    desk: OfficeDesk, round_: Round, rows: tuple[OverviewRow, ...], names: AgencyNames, today: date
) -> dict[str, object]:
    late = desk.overview.late(round_.id, today)
    return {
        "round": round_.id,
        "day": today.isoformat(),
        "states": {state.value: number for state, number in count_states(rows).items()},
        "times": count_times(rows)._asdict(),
        "agencies": [
            {
                **msgspec.to_builtins(each),
                "name": names.full(each.agency),
                "progress": _build_progress(each.progress),
                "lines": [_build_line(one) for one in desk.overview.lines(round_.id, each.agency)],
            }
            for each in rows
        ],
        "late": [
            {
                **msgspec.to_builtins(each),
                "letter": msgspec.to_builtins(write_reminder(round_, names, each)),
            }
            for each in late
        ],
        "tasks": msgspec.to_builtins(desk.overview.tasks(today)),
    }


def _build_line(line: ProjectLine) -> dict[str, object]:
    return {**msgspec.to_builtins(line), "progress": _build_progress(line.progress)}


def _build_progress(progress: Progress) -> dict[str, object]:
    rate = progress.executed_rate
    return {
        **msgspec.to_builtins(progress),
        "executed_rate": None if rate is None else str(rate),
    }


def _sentence(row: OverviewRow, names: AgencyNames) -> str:
    parts = [names.full(row.agency), word(row.state)]
    if row.days_late:
        parts.append(f"逾期 {row.days_late} 日")
    if row.revision is not None:
        parts.append(f"r{row.revision}")
        parts.append(f"執行率 {format_rate(row.progress.executed_rate)}")
        parts.append(f"指標 {row.progress.met}/{row.progress.judged}")
    return "　".join(parts)


def _conclude(rows: tuple[OverviewRow, ...]) -> str:
    times = count_times(rows)
    return f"如期 {times.on_time}　逾期報送 {times.late}　未報送 {times.missing}"
