"""The command `catalogue`: the approved plan, for people or as JSON. Opens no store."""

from __future__ import annotations

import argparse

from app.cli.grammar import Commands, add_command
from app.cli.outcome import Exit, print_json_text, print_text
from app.programme.catalogue_json import format_catalogue_json
from app.programme.catalogue_loader import load_catalogue
from app.programme.catalogue_text import format_catalogue_text


def add_catalogue_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `catalogue` to the command line."""
    catalogue = add_command(
        commands, "catalogue", run_catalogue, "列出核定方案：機關、計畫、指標與經費"
    )
    catalogue.add_argument("--json", action="store_true", help="以 JSON 輸出")


def run_catalogue(options: argparse.Namespace) -> Exit:
    """Print the approved plan, for people or as JSON."""
    programme = load_catalogue()
    if options.json:
        print_json_text(format_catalogue_json(programme))
    else:
        print_text(format_catalogue_text(programme))
    return Exit.SUCCESS
