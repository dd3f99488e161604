"""The command `export`: sign and write the two files of a return."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from app.agency.handing_in.exporting import export_return
from app.agency.handing_in.pair import ExportedPair
from app.cli.desks import open_agency
from app.cli.draft_commands import only_draft
from app.cli.grammar import Commands, add_command, add_store
from app.cli.key_options import add_key_options, open_key
from app.cli.outcome import Exit, TerminalProgress, print_line
from app.cli.timestamp_option import add_timestamp_option, chosen_timestamper
from app.messages import describe_error, format_message


def add_export_command(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `export` to the command line."""
    export = add_command(commands, "export", run_export, "簽章並匯出 Excel 與 PDF 填報表（機關）")
    add_store(export, "機關的資料檔（.tianbao）")
    export.add_argument("--round", help="填報期代碼，例如 114-annual；只有一期時可省略")
    add_key_options(export)
    export.add_argument("--out", type=Path, required=True, metavar="DIR", help="輸出資料夾")
    add_timestamp_option(export)


def run_export(options: argparse.Namespace) -> Exit:
    """Sign and write the Excel and PDF return of one round."""
    progress = TerminalProgress()
    timestamper = chosen_timestamper(options)
    with open_key(options) as key, open_agency(options.store) as desk:
        draft = only_draft(desk, options.round)
        if (warning := desk.rounds.registry_warning(draft.round.id)) is not None:
            print_line(describe_error(warning), is_error=True)
        pair = export_return(
            desk,
            draft,
            key,
            options.out,
            now=datetime.now(UTC),
            progress=progress,
            timestamper=timestamper,
        )
    progress.finish()
    print_pair(pair)
    return Exit.SUCCESS


def print_pair(pair: ExportedPair) -> None:
    """Print the paths of the files, and the control number to compare."""
    for path in pair.files:
        print_line(path)
    if pair.lacks_attachments:
        print_line(format_message("ATTACHMENTS_NOT_HERE", {}))
    print_line(f"控制碼 {pair.payload.control_number()}")
    if sentence := pair.stamps.sentence():
        print_line(sentence)
