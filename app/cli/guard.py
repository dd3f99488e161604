"""Run one parsed command: expected failures and our own bugs become exit codes."""

import argparse
from collections.abc import Callable

from app.cli.outcome import Exit, print_line
from app.errors import AppError
from app.files import explain_system

Command = Callable[[argparse.Namespace], Exit]


def run_guarded(options: argparse.Namespace) -> int:
    """Run `options.command` and return the exit code."""
    command: Command = options.command
    try:
        return command(options)
    except AppError as error:
        return _refuse(error)
    except KeyboardInterrupt:
        print_line("已中止。", is_error=True)
        return Exit.REFUSED
    except Exception as problem:
        expected = explain_system(problem)
        if expected is not None:
            return _refuse(expected)
        from app.bug_reports import describe_bug, write_bug_report
        from app.config import local_data_folder

        report = write_bug_report(local_data_folder() / "reports", describe_bug(problem))
        print_line(f"程式發生未預期的錯誤，報告已存於 {report or '（無處可存）'}", is_error=True)
        return Exit.BUG


def _refuse(error: AppError) -> Exit:
    from app.messages import describe_error

    print_line(describe_error(error), is_error=True)
    return Exit.REFUSED
