"""The commands and their arguments; scripts rely on both staying as they are."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.cli import agency_commands, office_commands, verify_command
from app.cli.approval_grammar import add_approval_commands
from app.cli.chinese_parser import EXAMPLES, ChineseParser
from app.cli.clock_command import run_clock
from app.cli.grammar import Commands, add_command, add_store
from app.cli.guard import run_guarded
from app.cli.key_commands import add_key_commands
from app.cli.key_options import add_approver_options, add_key_options
from app.cli.outcome import Exit, TerminalProgress
from app.cli.timestamp_option import add_timestamp_option
from app.cli.trust_grammar import add_trust_commands
from app.cli.window_command import add_window_options, open_window


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    return run_guarded(build_parser().parse_args(arguments))


def build_parser() -> argparse.ArgumentParser:
    """The whole grammar of the command line."""
    parser = _build_top()
    commands = parser.add_subparsers(required=True, metavar="指令")
    _add_shared_commands(commands)
    _add_agency_commands(commands)
    _add_office_commands(commands)
    add_approval_commands(commands)
    add_trust_commands(commands)
    return parser


def _build_top() -> argparse.ArgumentParser:
    parser = ChineseParser(
        prog="tianbao", description="填報：填報、簽章、彙整與報告", epilog=EXAMPLES
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"tianbao {__version__}",
        help="顯示版本後結束",
    )
    return parser


def _add_shared_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    demo = add_command(
        commands, "demo", run_demo_command, "以示範資料走完整個流程：填報、簽章、收件、審查、報告"
    )
    demo.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    demo.add_argument("--no-window", action="store_true", help="完成後不開啟視窗")

    catalogue = add_command(
        commands, "catalogue", office_commands.run_catalogue, "列出核定方案：機關、計畫、指標與經費"
    )
    catalogue.add_argument("--json", action="store_true", help="以 JSON 輸出")

    keys = commands.add_parser(
        "keys", help="簽章用的金鑰檔與憑證 IC 卡", description="簽章用的金鑰檔與憑證 IC 卡"
    )
    add_key_commands(keys)

    verify = add_command(
        commands,
        "verify",
        verify_command.run_verify,
        "驗證填報表、填報包、收件回條、登錄申請、待核定件或退回單；只驗章，不收入",
    )
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE", help="要驗證的檔案")
    add_store(verify, "機關或彙整機關的資料檔（.tianbao）")
    verify.add_argument("--json", action="store_true", help="以 JSON 輸出")
    add_timestamp_option(verify)

    clock = add_command(commands, "clock", run_clock, "檢查電腦時間是否正確")
    add_store(clock, "機關或彙整機關的資料檔（.tianbao）")
    clock.add_argument("--confirm", action="store_true", help="確認目前的電腦時間正確，並記錄")

    add_window_options(add_command(commands, "gui", open_window, "開啟視窗"))


def _add_agency_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    check = add_command(commands, "check", agency_commands.run_check, "檢核填報內容（機關）")
    add_store(check, "機關的資料檔（.tianbao）")
    check.add_argument("--round", help="填報期代碼，例如 114-annual；省略時檢核全部")
    check.add_argument("--json", action="store_true", help="以 JSON 輸出")

    export = add_command(
        commands, "export", agency_commands.run_export, "簽章並匯出 Excel 與 PDF 填報表（機關）"
    )
    add_store(export, "機關的資料檔（.tianbao）")
    export.add_argument("--round", help="填報期代碼，例如 114-annual；只有一期時可省略")
    add_key_options(export)
    add_approver_options(export)
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_timestamp_option(export)


def _add_office_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    take_in = add_command(
        commands, "import", office_commands.run_import, "驗章並收入各機關的填報表（彙整機關）"
    )
    take_in.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="填報表（.xlsx 或 .pdf），次序不拘"
    )
    add_store(take_in, "彙整機關的資料檔（.tianbao）")
    take_in.add_argument("--json", action="store_true", help="以 JSON 輸出")
    take_in.add_argument("--receipts", type=Path, metavar="DIR", help="產生收件回條，存於此資料夾")
    take_in.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="存放彙整機關金鑰通行碼的檔案（產生回條時）",
    )
    add_timestamp_option(take_in)

    report = add_command(
        commands, "report", office_commands.run_report, "產生彙整報告與總表（彙整機關）"
    )
    add_store(report, "彙整機關的資料檔（.tianbao）")
    report.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="報告的檔名")
    report.add_argument(
        "--workbook", type=Path, metavar="FILE.xlsx", help="總表的檔名；省略時只產生報告"
    )


def run_demo_command(options: argparse.Namespace) -> Exit:
    """Carry the approved plan through the whole circle, then open the office's window."""
    from app.demo.circle import run_circle
    from app.demo.folders import DemoFolders

    progress = TerminalProgress()
    summary = run_circle(options.out, datetime.now(UTC), progress)
    progress.finish()
    print(f"示範完成，歷時 {summary.seconds} 秒：{options.out}")
    print(f"機關 {summary.agencies}、計畫 {summary.projects}、收件 {summary.returns_accepted}")
    has_display = os.name == "nt" or {"DISPLAY", "WAYLAND_DISPLAY"} & set(os.environ)
    if options.no_window or not has_display:
        return Exit.WELL
    from app.ui.shell.application import run_window

    return Exit.WELL if run_window(DemoFolders(options.out).office_store) == 0 else Exit.REFUSED
