"""Argument parser with Chinese help; its subcommands use the same class."""

import argparse
from typing import Any

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

  只驗章，不收入
    tianbao verify 來件.pdf --store 彙整.tianbao

各指令的參數：tianbao 指令 --help，例如 tianbao export --help。
資料檔（.tianbao）同一時間只能由一個視窗或指令開啟；執行指令前請先關閉視窗。
"""


class ChineseParser(argparse.ArgumentParser):
    """Chinese texts for argparse's own; an epilog keeps its lines."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings, add_help=False)
        self._positionals.title = "引數"
        self._optionals.title = "選項"
        self.add_argument("-h", "--help", action="help", help="顯示這份說明後結束")
