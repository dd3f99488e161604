"""Commands of the coordinating office: catalogue, import, report."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from app.cli.office_key import unlock_office
from app.cli.outcome import Exit, TerminalProgress, print_json
from app.cli.timestamp_option import chosen_authorities
from app.messages import format_message
from app.models.periods import taiwan_day

if TYPE_CHECKING:
    from pathlib import Path

    from app.models.received import ImportResult


def run_catalogue(options: argparse.Namespace) -> Exit:
    """Print the approved plan, for people or as JSON."""
    from app.programme.catalogue_json import write_catalogue_json
    from app.programme.catalogue_loader import load_catalogue
    from app.programme.catalogue_text import write_catalogue_text

    programme = load_catalogue()
    if options.json:
        print(write_catalogue_json(programme))
    else:
        print(write_catalogue_text(programme))
    return Exit.WELL


def run_import(options: argparse.Namespace) -> Exit:
    """Verify files and take in what is good; answer with receipts where that is asked for."""
    from app.office.desk import OfficeDesk

    progress = TerminalProgress()
    receipts: tuple[Path, ...] = ()
    authorities = chosen_authorities(options)
    with OfficeDesk.open(options.store, timestamp_authorities=authorities) as desk:
        if options.receipts is not None:  # before anything is taken in
            unlock_office(desk, options)
            desk.keys.ensure_unlocked()
        results = desk.inbox.import_files(options.files, now=datetime.now(UTC), progress=progress)
        if options.receipts is not None:
            receipts = desk.receipts.answer(results, options.receipts, progress=progress)
    progress.finish()
    if options.json:
        print_json([build_result_document(each) for each in results])
    else:
        for each in results:
            print(f"{'✓' if each.accepted else '✗'} {each.file}：{_sentence(each)}")
        for path in receipts:
            print(f"回條 {path}")
    return Exit.WELL if all(each.accepted for each in results) else Exit.REFUSED


def build_result_document(result: ImportResult) -> dict[str, object]:
    """One file's result as scripts read it."""
    return {
        "file": result.file,
        "accepted": result.accepted,
        "code": result.code,
        "message": _sentence(result),
        "agency": result.agency,
        "round": result.round_id,
        "revision": result.revision,
        "control_number": result.control_number,
        "signers": [
            {
                "role": each.role.value,
                "person": each.person_name,
                "certificate_sha256": each.certificate_sha256,
            }
            for each in result.signers
        ],
    }


def _sentence(result: ImportResult) -> str:
    return format_message(result.code, result.params)


def run_report(options: argparse.Namespace) -> Exit:
    """Write the consolidated PDF report and, if asked, the master workbook."""
    from app.office.desk import OfficeDesk
    from app.reports.annual_report.report import write_report
    from app.reports.figures import build_figures
    from app.reports.master_workbook.workbook import write_master

    progress = TerminalProgress()
    with OfficeDesk.open(options.store) as desk:
        merged = desk.returns.merged(options.round)
    figures = build_figures(merged)
    write_report(
        figures, merged, options.out, today=taiwan_day(datetime.now(UTC)), progress=progress
    )
    if options.workbook is not None:
        write_master(figures, merged, options.workbook)
    progress.finish()
    print(options.out)
    if options.workbook is not None:
        print(options.workbook)
    return Exit.WELL
