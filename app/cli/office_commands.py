"""Commands of the coordinating office: catalogue, verify, import, report."""

from __future__ import annotations

import argparse
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from app.cli.outcome import Exit, TerminalProgress, print_json
from app.messages import format_message

if TYPE_CHECKING:
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


def run_verify(options: argparse.Namespace) -> Exit:
    """Verify files against the office's registry and rounds without taking them in."""
    return _run_on_files(options, "verify_files")


def run_import(options: argparse.Namespace) -> Exit:
    """Verify files and take in what is good."""
    return _run_on_files(options, "import_files")


def _run_on_files(options: argparse.Namespace, action: str) -> Exit:
    from app.office.office_desk import OfficeDesk

    progress = TerminalProgress()
    with OfficeDesk.open(options.store) as desk:
        work = desk.verify_files if action == "verify_files" else desk.import_files
        results = work(options.files, now=datetime.now(UTC), progress=progress)
    progress.finish()
    if options.json:
        print_json([build_result_document(each) for each in results])
    else:
        for each in results:
            print(f"{'✓' if each.accepted else '✗'} {each.file}：{_sentence(each)}")
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
    from app.office.office_desk import OfficeDesk
    from app.reports.figures import build_figures
    from app.reports.pdf_report import write_report
    from app.reports.workbook_report import write_master

    progress = TerminalProgress()
    with OfficeDesk.open(options.store) as desk:
        merged = desk.merged(options.round)
    figures = build_figures(merged)
    write_report(figures, merged, options.out, today=date.today(), progress=progress)
    if options.workbook is not None:
        write_master(figures, merged, options.workbook)
    progress.finish()
    print(options.out)
    if options.workbook is not None:
        print(options.workbook)
    return Exit.WELL
