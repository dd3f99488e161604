"""The commands and their arguments; scripts rely on both staying as they are."""

import argparse
from collections.abc import Callable, Sequence

from app.cli.grammar import EXAMPLES, ChineseParser, Commands, add_command
from app.cli.guard import run_guarded
from app.cli.release_options import SELF_CHECK_HELP, CheckItself, ShowVersion
from app.cli.window_command import (
    OPEN_DESCRIPTION,
    add_opened_files,
    add_window_options,
    open_window,
)

Group = Callable[["Commands[argparse.ArgumentParser]"], None]


def run_command(arguments: Sequence[str]) -> int:
    """Run one command and return the exit code; only what that command needs is loaded."""
    first = arguments[0] if arguments else ""
    return run_guarded(build_parser(first).parse_args(arguments))


def build_parser(command: str = "") -> argparse.ArgumentParser:
    """Build the grammar of one command, or of the whole command line for an unknown one."""
    parser: argparse.ArgumentParser = ChineseParser(
        prog="tianbao", description="填報：填報、簽章、彙整與報告", epilog=EXAMPLES
    )
    parser.add_argument(
        "--version", action=ShowVersion, nargs=0, help="顯示版本、原始碼與文件字型後結束"
    )
    parser.add_argument(
        "--self-check", action=CheckItself, nargs=argparse.REMAINDER, help=SELF_CHECK_HELP
    )
    commands = parser.add_subparsers(required=True, metavar="指令")
    for group in (_GROUPS[command],) if command in _GROUPS else dict.fromkeys(_GROUPS.values()):
        group(commands)
    return parser


def _add_demo(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.demo_command import add_demo_command

    add_demo_command(commands)


def _add_catalogue(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.catalogue_command import add_catalogue_command

    add_catalogue_command(commands)


def _add_keys(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.key_commands import add_key_commands

    add_key_commands(commands)


def _add_verify(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.verify_command import add_verify_command

    add_verify_command(commands)


def _add_clock(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.store_commands import add_clock_command

    add_clock_command(commands)


def _add_window(commands: "Commands[argparse.ArgumentParser]") -> None:
    add_window_options(add_command(commands, "gui", open_window, "開啟視窗"))
    add_opened_files(add_command(commands, "open", open_window, OPEN_DESCRIPTION))


def _add_draft(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.draft_commands import add_check_command, add_draft_commands

    add_draft_commands(commands)
    add_check_command(commands)


def _add_export(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.export_command import add_export_command

    add_export_command(commands)


def _add_office(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.office.overview_command import add_overview_command
    from app.cli.office_commands import add_office_commands

    add_office_commands(commands)
    add_overview_command(commands)


def _add_office_store(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.grammar import add_group
    from app.cli.office.facts_command import add_facts_command
    from app.cli.office.search_command import add_search_command

    office = add_group(commands, "office", "搜尋與維護彙整資料（彙整機關）")
    add_facts_command(office)
    add_search_command(office)


def _add_review(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.office.review_commands import add_review_commands

    add_review_commands(commands)


def _add_approval(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.approval_commands import add_approval_commands

    add_approval_commands(commands)


def _add_enroll(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.enroll_commands import add_enroll_commands

    add_enroll_commands(commands)


def _add_registry(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.registry_commands import add_registry_commands

    add_registry_commands(commands)


def _add_rounds(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.round_commands import add_receipt_commands, add_round_commands

    add_round_commands(commands)
    add_receipt_commands(commands)


def _add_store(commands: "Commands[argparse.ArgumentParser]") -> None:
    from app.cli.store_commands import add_store_commands

    add_store_commands(commands)


def _add_none(_commands: "Commands[argparse.ArgumentParser]") -> None:
    """What ends the program before any command: nothing of theirs is loaded, and may be damaged."""


_GROUPS: dict[str, Group] = {
    "--version": _add_none,
    "--self-check": _add_none,
    "demo": _add_demo,
    "catalogue": _add_catalogue,
    "keys": _add_keys,
    "verify": _add_verify,
    "clock": _add_clock,
    "gui": _add_window,
    "open": _add_window,
    "draft": _add_draft,
    "check": _add_draft,
    "export": _add_export,
    "import": _add_office,
    "attachments": _add_office,
    "report": _add_office,
    "overview": _add_office,
    "review": _add_review,
    "office": _add_office_store,
    "approval": _add_approval,
    "enroll": _add_enroll,
    "registry": _add_registry,
    "round": _add_rounds,
    "receipt": _add_rounds,
    "store": _add_store,
}
"""The group of each command; a group imports its services with its module."""
