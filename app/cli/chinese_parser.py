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
    """Chinese texts for argparse's own; an epilog keeps its lines."""

    def __init__(self, **settings: Any) -> None:
        settings.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        super().__init__(**settings, add_help=False)
        self._positionals.title = "引數"
        self._optionals.title = "選項"
        self.add_argument("-h", "--help", action="help", help="顯示這份說明後結束")
