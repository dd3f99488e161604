"""The command `clock`: check the computer's clock, and record a person's confirmation."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.agency.desk import AgencyDesk
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, print_line
from app.models.periods import format_taiwan_time
from app.office.desk import OfficeDesk
from app.store.inspection import StoreKind, read_store_kind


def add_clock_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `clock` to the command line."""
    clock = add_command(commands, "clock", run_clock, "檢查電腦時間是否正確")
    add_store(clock, "機關或彙整機關的資料檔（.tianbao）")
    clock.add_argument("--confirm", action="store_true", help="確認目前的電腦時間正確，並記錄")


def run_clock(options: argparse.Namespace) -> Exit:
    """Compare the clock with the times a store holds; exit 1 where there is evidence against it."""
    with _open_desk(options) as desk:
        finding = desk.clock.confirm() if options.confirm else desk.clock.finding()
    if finding is not None:
        raise finding.error()
    said = "已記錄：目前的電腦時間正確" if options.confirm else "電腦時間與已知的時間相符"
    print_line(f"{said}（{format_taiwan_time(datetime.now(UTC))}）")
    return Exit.SUCCESS


def _open_desk(options: argparse.Namespace) -> AgencyDesk | OfficeDesk:
    if read_store_kind(options.store) is StoreKind.OFFICE:
        return OfficeDesk.open(options.store)
    return AgencyDesk.open(options.store)
