"""Commands of `store`, for either role: going on without what is lost."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from app.cli.grammar import Commands, add_command, add_group, add_store
from app.cli.outcome import Exit, print_line
from app.store.lost_log import accept_lost_log


def add_store_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `store` to the command line."""
    group = add_group(commands, "store", "資料檔的維護（兩種身分）")
    accept = add_command(
        group,
        "accept-loss",
        run_accept_loss,
        "旁邊的記錄檔遺失或損毀時，接受缺少的內容，以檔內現有內容繼續",
    )
    add_store(accept, "機關或彙整機關的資料檔（.tianbao）")


def run_accept_loss(options: argparse.Namespace) -> Exit:
    """Let a store be what can be read of it."""
    kept = accept_lost_log(options.store, datetime.now(UTC))
    print_line("已接受缺少的內容；資料檔可以開啟。")
    if kept is not None:
        print_line(f"損毀的檔案已另存為 {kept}")
    return Exit.SUCCESS
