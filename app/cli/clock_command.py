"""The command that says whether the computer's clock is believed, and takes a person's word."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.outcome import Exit
from app.models.periods import format_taiwan_time
from app.store.inspection import read_store_kind

if TYPE_CHECKING:  # loaded when a command needs them: `tianbao catalogue` opens no database
    from app.trust.timestamps.clock import ClockFinding


def run_clock(options: argparse.Namespace) -> Exit:
    """Hold the clock against what a store knows; exit 1 where something speaks against it."""
    finding = _ask(options)
    if finding is not None:
        raise finding.error()
    said = "已記錄：目前的電腦時間正確" if options.confirm else "電腦時間與已知的時間相符"
    print(f"{said}（{format_taiwan_time(datetime.now(UTC))}）")
    return Exit.WELL


def _ask(options: argparse.Namespace) -> ClockFinding | None:
    if read_store_kind(options.store) == "office":
        from app.office.desk import OfficeDesk

        with OfficeDesk.open(options.store) as office:
            return office.clock.confirm() if options.confirm else office.clock.finding()
    from app.agency.desk import AgencyDesk

    with AgencyDesk.open(options.store) as agency:
        return agency.confirm_clock() if options.confirm else agency.clock_finding()
