"""The help: in Chinese, with a word on everything, and examples that work."""

import argparse
import shlex

import pytest

from app.cli.commands import build_parser
from app.cli.grammar import EXAMPLES
from docs.manual.generate import list_commands

SHOWN = [each.strip() for each in EXAMPLES.splitlines() if each.strip().startswith("tianbao ")]


def test_the_examples_are_commands_there_are() -> None:
    assert len(SHOWN) > 6
    for each in SHOWN:
        options = build_parser().parse_args(shlex.split(each)[1:])
        assert callable(options.command), each


def test_every_command_and_every_argument_says_what_it_is() -> None:
    silent = [
        f"{name} {action.dest}"
        for name, command in list_commands(build_parser()).items()
        for action in command._actions
        if not action.help
    ]
    assert silent == []
    assert all(command.description for command in list_commands(build_parser()).values())


@pytest.mark.parametrize("words", [["--help"], ["round", "--help"], ["export", "--help"]])
def test_the_help_speaks_chinese(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(words)
    shown = capsys.readouterr().out
    assert "選項" in shown
    assert "顯示這份說明後結束" in shown
    assert "positional arguments" not in shown
    assert "show this help" not in shown


def test_the_examples_keep_their_lines() -> None:
    parser = build_parser()
    assert isinstance(parser, argparse.ArgumentParser)
    assert EXAMPLES.rstrip() in parser.format_help()
