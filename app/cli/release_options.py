"""`--version` and `--self-check`: which program this is, and whether its files are as released.

Their words stand here: what is looked for may be the damage of the files that have all others.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from app import __version__
from app.cli.grammar import ChineseParser
from app.cli.guard import run_guarded
from app.cli.outcome import Exit, TerminalProgress, print_json, print_line
from app.release.commit import find_commit, program_folder, shorten

if TYPE_CHECKING:  # loads what other commands do not need
    from app.release.self_check import SelfCheck

SELF_CHECK_HELP = "核對已安裝的程式檔案與其清單、簽章後結束；可再加 --json"


class ShowVersion(argparse.Action):
    """Prints version, commit and the faces documents are drawn in, and ends."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from app.documents.font_files import shipped_faces

        faces = shipped_faces()
        names = "、".join(f"{each.title} {each.version}" for each in faces.faces)
        print_line(f"tianbao {__version__}")
        print_line(f"原始碼：{shorten(find_commit(program_folder())) or '不明'}")
        print_line(f"文件字型：{faces.statement}（{names}）")
        parser.exit()


class CheckItself(argparse.Action):
    """Compares the program's files with their list, and ends; what follows are its own options."""

    def __call__(
        self, parser: argparse.ArgumentParser, _namespace: object, values: object, *_: object
    ) -> None:
        assert isinstance(values, list)
        parser.exit(run_self_check([str(each) for each in values]))


def run_self_check(arguments: Sequence[str]) -> int:
    """Run `--self-check` with these arguments and return the exit code."""
    parser = ChineseParser(prog="tianbao --self-check", description=SELF_CHECK_HELP)
    parser.add_argument("--json", action="store_true", help="以 JSON 輸出")
    parser.set_defaults(command=_check_itself)
    return run_guarded(parser.parse_args(arguments))


def _check_itself(options: argparse.Namespace) -> Exit:
    from app.release.self_check import check_installation

    folder = program_folder()
    progress = TerminalProgress()
    try:
        check = check_installation(folder, progress)
    finally:
        progress.finish()
    if options.json:
        print_json(build_self_check_document(check, find_commit(folder)))
    else:
        print_line(f"tianbao {__version__}：{folder}")
        for line in describe_self_check(check):
            print_line(line)
    return Exit.SUCCESS if check.is_good else Exit.REFUSED


def describe_self_check(check: SelfCheck) -> list[str]:
    """The outcome in sentences: signature, each file, what to do."""
    from app.release.self_check import FileFault, ListSignature

    standing, count = check.standing, len(check.faults)
    signature = {
        ListSignature.SIGNED: f"清單有簽章，未經更動（發行金鑰「{standing.key}」）。",
        ListSignature.UNSIGNED: "未簽章：清單只能查出檔案損壞，不能證明程式的來源。",
        ListSignature.MISSING: "未簽章：正式發行的程式都有簽章，這個程式不是，或簽章已被移除。",
        ListSignature.REFUSED: "清單的簽章不符：清單或簽章遭更動，或不是以發行金鑰簽章。",
    }
    fault = {
        FileFault.CHANGED: "已更動",
        FileFault.MISSING: "缺少",
        FileFault.ADDED: "多出",
        FileFault.UNREADABLE: "無法讀取",
    }
    lines = [f"檔案清單：{standing.title}", signature[standing.signature]]
    lines += [f"{fault[each.fault]}：{each.name}" for each in check.faults]
    if count:
        lines.append(f"有 {count} 個檔案與清單不符。")
    else:
        lines.append(f"全部 {len(standing.files)} 個檔案與清單相符。")
    if not check.is_good:
        lines.append(
            "請向彙整機關取得安裝程式，重新安裝（資料不受影響）；"
            "之後仍不符時，請勿使用，並通知系統維護人員。"
        )
    return lines


def build_self_check_document(check: SelfCheck, commit: str) -> dict[str, object]:
    """The outcome as the JSON document other programs read."""
    standing = check.standing
    return {
        "version": __version__,
        "commit": commit,
        "good": check.is_good,
        "list": standing.title,
        "files": len(standing.files),
        "signature": standing.signature.value,
        "key": standing.key,
        "faults": [{"file": each.name, "fault": each.fault.value} for each in check.faults],
    }
