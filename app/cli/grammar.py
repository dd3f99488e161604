"""Build the grammar: its parser, groups, commands, and the options several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from app.cli.guard import Command
from app.visible_text import visible_text

Commands = argparse._SubParsersAction  # the type has no public name

EXAMPLES = """\
不加任何參數執行 tianbao 即開啟視窗。

範例
  試用（示範資料）
    tianbao demo --out 示範

  機關
    tianbao round receive 填報包.tbround --store 教育部.tianbao --fingerprint "六組指紋"
    tianbao check --store 教育部.tianbao
    tianbao export --store 教育部.tianbao --key 我的金鑰.p12 --out 交件

  彙整機關
    tianbao round write --store 彙整.tianbao --round 114-annual --out 填報包
    tianbao import 來件.xlsx 來件.pdf --store 彙整.tianbao --receipts 收件回條
    tianbao report --store 彙整.tianbao --round 114-annual --out 報告.pdf
    tianbao registry policy import 信任政策.toml --store 彙整.tianbao

  只驗章，不收入
    tianbao verify 來件.pdf --store 彙整.tianbao
    tianbao verify 來件.pdf --store 彙整.tianbao --as-of 115-03-01 --json

結束碼
  0  完成
  1  有檔案未通過或未收入、檢核有未處理的項目，或無法執行；原因已顯示
  2  指令或參數有誤
  3  程式發生未預期的錯誤；錯誤報告的位置已顯示
  4  工作已完成，但結果無法輸出（例如輸出的磁碟已滿）

各指令的參數：tianbao 指令 --help，例如 tianbao export --help。
資料檔（.tianbao）同一時間只能由一個視窗或指令開啟；執行指令前請先關閉視窗。
"""


class ChineseParser(argparse.ArgumentParser):
    """Argument parser with Chinese texts for argparse's own; an epilog keeps its lines."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings, add_help=False)
        self._positionals.title = "引數"
        self._optionals.title = "選項"
        self.add_argument("-h", "--help", action="help", help="顯示這份說明後結束")

    def _print_message(self, message: str, file: Any = None) -> None:
        """Override: an argument quoted in a complaint moves no cursor either."""
        super()._print_message(visible_text(message), file)


def add_group(
    commands: Commands[argparse.ArgumentParser], name: str, help_text: str
) -> Commands[argparse.ArgumentParser]:
    """Add a command that only has subcommands."""
    parser = commands.add_parser(name, help=help_text, description=help_text)
    return parser.add_subparsers(required=True, metavar="動作")


def add_command(
    group: Commands[argparse.ArgumentParser],
    name: str,
    run: Command,
    help_text: str,
) -> argparse.ArgumentParser:
    """Add a command that runs a function."""
    parser = group.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(command=run)
    return parser


def add_store(parser: argparse.ArgumentParser, help_text: str) -> None:
    """Add `--store STORE`, always required."""
    parser.add_argument("--store", type=Path, required=True, metavar="STORE", help=help_text)


def add_office_options(parser: argparse.ArgumentParser, fingerprint_help: str) -> None:
    """Add `--fingerprint` and `--office-changed`: the fingerprint compared by telephone."""
    parser.add_argument("--fingerprint", help=fingerprint_help)
    parser.add_argument(
        "--office-changed", action="store_true", help="已向彙整機關查證確實更換金鑰"
    )


def add_passphrase_file(
    parser: argparse.ArgumentParser, help_text: str, *, required: bool = False
) -> None:
    """Add `--passphrase-file FILE`."""
    parser.add_argument("--passphrase-file", type=Path, required=required, help=help_text)
