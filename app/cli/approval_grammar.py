"""The grammar of `approval`: handing over, looking, signing, sending back."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli import approval_commands as run
from app.cli.grammar import Commands, add_command, add_group, add_office_options, add_store
from app.cli.guard import Command
from app.cli.key_options import add_key_options
from app.cli.timestamp_option import add_timestamp_option


def add_approval_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the group to the command line."""
    help_text = "兩人簽章：送核定、核定、退回（機關）"
    group = add_group(commands, "approval", help_text)

    request = _add(group, "request", run.run_request, "填報人簽章並產生待核定件（.tbpending）")
    request.add_argument("--round", help="填報期代碼，例如 114-annual；只有一期時可省略")
    request.add_argument(
        "--approver", metavar="FINGERPRINT", help="核定人憑證的指紋；名冊上只有一位時可省略"
    )
    request.add_argument("--note", default="", help="給核定人的話")
    add_key_options(request)
    request.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbpending", help="待核定件的檔名"
    )
    add_timestamp_option(request)

    show = _add(
        group, "show", run.run_show, "檢視待核定件，不收入；省略檔案時列出資料檔中的待核定件"
    )
    show.add_argument("file", type=Path, nargs="?", metavar="FILE.tbpending", help="待核定件")

    receive = _add(group, "receive", run.run_receive, "收入待核定件；資料檔不存在時建立")
    receive.add_argument("file", type=Path, metavar="FILE.tbpending", help="待核定件")
    add_office_options(receive, "與彙整機關核對過的六組指紋；首次收入時必填")

    sign = _add(group, "sign", run.run_sign, "核定人簽章並匯出 Excel 與 PDF 填報表")
    _add_number(sign)
    add_key_options(sign)
    sign.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_timestamp_option(sign)

    back = _add(group, "return", run.run_return, "退回填報人，並產生退回單（.tbsendback）")
    _add_number(back)
    back.add_argument("--note", required=True, help="退回理由")
    add_key_options(back)
    back.add_argument(
        "--out", type=Path, required=True, metavar="FILE.tbsendback", help="退回單的檔名"
    )

    load = _add(group, "load", run.run_load, "收入退回單，或核定完成的 Excel 與 PDF 兩個檔案")
    load.add_argument("files", nargs="+", type=Path, metavar="FILE", help="退回單或兩個填報表檔案")


def _add(
    group: Commands[argparse.ArgumentParser],
    name: str,
    command: Command,
    help_text: str,
) -> argparse.ArgumentParser:
    parser = add_command(group, name, command, help_text)
    add_store(parser, "機關資料檔")
    return parser


def _add_number(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--control-number", help="待核定件的控制碼；只有一件等待核定時可省略")
