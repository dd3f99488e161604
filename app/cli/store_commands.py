"""Commands of either role: `store`, its backup and what it lost, and `clock`, what time it is."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.cli.desks import open_agency, open_office
from app.cli.grammar import Commands, add_command, add_group, add_store
from app.cli.outcome import Exit, print_line
from app.models.periods import format_taiwan_time
from app.office.desk import OfficeDesk
from app.store.backup import propose_backup, write_backup
from app.store.inspection import StoreKind, read_store_kind
from app.store.lost_log import accept_lost_log


def add_store_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `store` to the command line."""
    group = add_group(commands, "store", "資料檔的維護（兩種身分）")
    backup = add_command(group, "backup", run_backup, "備份資料檔")
    add_store(backup, "機關或彙整機關的資料檔（.tianbao）")
    backup.add_argument(
        "--out",
        type=Path,
        metavar="FILE.tianbao",
        help="備份的檔名；省略時存於資料檔旁，檔名加註時間",
    )
    accept = add_command(
        group,
        "accept-loss",
        run_accept_loss,
        "旁邊的記錄檔遺失或損毀時，接受缺少的內容，以檔內現有內容繼續",
    )
    add_store(accept, "機關或彙整機關的資料檔（.tianbao）")


def add_clock_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `clock` to the command line."""
    clock = add_command(commands, "clock", run_clock, "檢查電腦時間是否正確")
    add_store(clock, "機關或彙整機關的資料檔（.tianbao）")
    clock.add_argument("--confirm", action="store_true", help="確認目前的電腦時間正確，並記錄")


def run_backup(options: argparse.Namespace) -> Exit:
    """Write a backup of a store; nothing is replaced."""
    with open_desk(options.store) as desk:
        target = options.out or propose_backup(desk.path, datetime.now(UTC))
        write_backup(desk.store, target)
    print_line(target)
    return Exit.SUCCESS


def run_accept_loss(options: argparse.Namespace) -> Exit:
    """Let a store be what can be read of it."""
    kept = accept_lost_log(options.store, datetime.now(UTC))
    print_line("已接受缺少的內容；資料檔可以開啟。")
    if kept is not None:
        print_line(f"損毀的檔案已另存為 {kept}")
    return Exit.SUCCESS


def run_clock(options: argparse.Namespace) -> Exit:
    """Compare the clock with the times a store holds; exit 1 where there is evidence against it."""
    with open_desk(options.store) as desk:
        finding = desk.clock.confirm() if options.confirm else desk.clock.finding()
    if finding is not None:
        raise finding.error()
    said = "已記錄：目前的電腦時間正確" if options.confirm else "電腦時間與已知的時間相符"
    print_line(f"{said}（{format_taiwan_time(datetime.now(UTC))}）")
    return Exit.SUCCESS


def open_desk(store: Path) -> AgencyDesk | OfficeDesk:
    """Open the desk of either role. Raises AppError STORE_*."""
    if read_store_kind(store) is StoreKind.OFFICE:
        return open_office(store)
    return open_agency(store)
