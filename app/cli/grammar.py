"""Build the grammar: groups, commands, and the options several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.guard import Command

Commands = argparse._SubParsersAction  # the type has no public name


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
