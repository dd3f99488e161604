"""The command that says whether the computer's clock is believed, and takes a person's word."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.outcome import Exit
from app.models.periods import format_taiwan_time
from app.store.inspection import StoreKind, read_store_kind

if TYPE_CHECKING:  # loaded when a command needs them: `tianbao catalogue` opens no database
    from app.agency.desk import AgencyDesk
    from app.office.desk import OfficeDesk


def run_clock(options: argparse.Namespace) -> Exit:
    """Hold the clock against what a store knows; exit 1 where something speaks against it."""
    with _open_desk(options) as desk:
        finding = desk.clock.confirm() if options.confirm else desk.clock.finding()
    if finding is not None:
        raise finding.error()
    said = "已記錄：目前的電腦時間正確" if options.confirm else "電腦時間與已知的時間相符"
    print(f"{said}（{format_taiwan_time(datetime.now(UTC))}）")
    return Exit.WELL


def _open_desk(options: argparse.Namespace) -> AgencyDesk | OfficeDesk:
    if read_store_kind(options.store) is StoreKind.OFFICE:
        from app.office.desk import OfficeDesk

        return OfficeDesk.open(options.store)
    from app.agency.desk import AgencyDesk

    return AgencyDesk.open(options.store)
