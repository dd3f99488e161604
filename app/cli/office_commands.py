"""Commands of the coordinating office: import, attachments and report."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from app.bench.outgoing import SetKind
from app.cli.desks import gather_given, open_office, unlock_office
from app.cli.grammar import Commands, add_command, add_store
from app.cli.outcome import Exit, TerminalProgress, print_json, print_line
from app.cli.timestamp_option import add_timestamp_option, chosen_authorities
from app.errors import AppError
from app.messages import describe_error, format_message
from app.models.periods import taiwan_day
from app.models.received import ImportResult, ReceivedReturn
from app.models.reviews import ReportBasis
from app.office.desk import OfficeDesk
from app.office.review.attachments import find_awaited
from app.recognition.unpacking import ArchiveRoom
from app.reports.annual_report.report import build_report
from app.reports.figures import build_figures
from app.reports.master_workbook.workbook import build_master


def add_office_commands(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add `import`, `attachments` and `report` to the command line."""
    take_in = add_command(
        commands, "import", run_import, "驗章並收入各機關的填報表與附件包（彙整機關）"
    )
    take_in.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="填報表（.xlsx 或 .pdf）與附件包（.zip），或存放它們的資料夾；次序不拘",
    )
    add_store(take_in, "彙整機關的資料檔（.tianbao）")
    take_in.add_argument("--json", action="store_true", help="以 JSON 輸出")
    take_in.add_argument("--receipts", type=Path, metavar="DIR", help="產生收件回條，存於此資料夾")
    take_in.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="存放彙整機關金鑰通行碼的檔案（產生回條時）",
    )
    add_timestamp_option(take_in)

    attached = add_command(
        commands, "attachments", run_attachments, "列出或存出一份填報表的附件（彙整機關）"
    )
    add_store(attached, "彙整機關的資料檔（.tianbao）")
    attached.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    attached.add_argument("--agency", required=True, help="機關代碼，例如 MOE")
    attached.add_argument("--revision", type=int, help="版次；省略時為最近收到的一版")
    attached.add_argument(
        "--out", type=Path, metavar="DIR", help="把已收到的附件存到此資料夾；省略時只列出"
    )

    report = add_command(commands, "report", run_report, "產生彙整報告與總表（彙整機關）")
    add_store(report, "彙整機關的資料檔（.tianbao）")
    report.add_argument("--round", required=True, help="填報期代碼，例如 114-annual")
    report.add_argument("--out", type=Path, required=True, metavar="FILE.pdf", help="報告的檔名")
    report.add_argument(
        "--basis",
        choices=[each.value for each in ReportBasis],
        default=ReportBasis.ACCEPTED.value,
        help="accepted（預設）只納入通過者；all 含待審，報告註明為初稿",
    )
    report.add_argument(
        "--workbook", type=Path, metavar="FILE.xlsx", help="總表的檔名；省略時只產生報告"
    )


def run_import(options: argparse.Namespace) -> Exit:
    """Verify files and import the accepted ones; write receipts where that is asked for."""
    given = gather_given(options.files)
    if not given:
        return Exit.REFUSED
    with closing(ArchiveRoom()) as archives:
        files, opened = archives.open_archives(given)
        for note in opened:
            print_line(describe_error(note), is_error=True)
        return _import_files(options, files, archives)


def _import_files(
    options: argparse.Namespace, files: Sequence[Path], archives: ArchiveRoom
) -> Exit:
    progress = TerminalProgress()
    receipts: tuple[Path, ...] = ()
    authorities = chosen_authorities(options)
    with open_office(options.store, authorities) as desk:
        if options.receipts is not None:  # before anything is imported
            unlock_office(desk, options)
            desk.keys.ensure_unlocked()
        results = desk.inbox.import_files(files, now=datetime.now(UTC), progress=progress)
        if options.receipts is not None:
            receipts = desk.receipts.answer(results, options.receipts, progress=progress)
        awaited = _find_awaited(desk, results)
    progress.finish()
    results = tuple(
        msgspec.structs.replace(each, file=archives.name(each.file)) for each in results
    )
    if options.json:
        print_json([build_result_document(each) for each in results])
    else:
        for each in results:
            print_line(f"{'✓' if each.accepted else '✗'} {each.file}：{_sentence(each)}")
        for path in receipts:
            print_line(f"回條 {path}")
        for about, lacking in awaited.items():
            print_line(f"{about}：{describe_error(lacking)}")
    return Exit.SUCCESS if all(each.accepted for each in results) else Exit.REFUSED


def _find_awaited(desk: OfficeDesk, results: Sequence[ImportResult]) -> dict[str, AppError]:
    """What the returns just taken in still lack of their attachments, by agency and revision."""
    found = {}
    for each in results:
        if each.accepted and each.round_id and each.agency and each.revision:
            received = find_received(desk, each.round_id, each.agency, each.revision)
            lacking = find_awaited(desk.attachments.of(received))
            if lacking is not None:
                found[f"{each.agency} r{each.revision}"] = lacking
    return found


def find_received(
    desk: OfficeDesk, round_id: str, agency: str, revision: int | None
) -> ReceivedReturn:
    """A revision received of an agency, the latest without a number.

    Raises AppError DECISION_NOTHING_RECEIVED.
    """
    for each in reversed(desk.returns.received(round_id, agency)):
        if revision in (None, each.revision):
            return each
    raise AppError("DECISION_NOTHING_RECEIVED", agency=agency)


def run_attachments(options: argparse.Namespace) -> Exit:
    """List the attachments of a return, and save those that have come."""
    with open_office(options.store) as desk:
        received = find_received(desk, options.round, options.agency, options.revision)
        listed = desk.attachments.of(received)
        saved = () if options.out is None else desk.attachments.save(received, options.out)
    for each in listed:
        state = "已收到" if each.is_here else "未收到"
        facts = f"{each.attachment.media_type}，{each.attachment.size_bytes:,} 位元組"
        print_line(f"{state}　{each.attachment.name}（{facts}）")
    for path in saved:
        print_line(path)
    lacking = find_awaited(listed)
    if lacking is not None:
        print_line(describe_error(lacking), is_error=True)
    return Exit.SUCCESS if lacking is None else Exit.REFUSED


def build_result_document(result: ImportResult) -> dict[str, object]:
    """Build the JSON document of one file's result."""
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
        "nil_statements": [msgspec.to_builtins(each) for each in result.nil_statements],
    }


def _sentence(result: ImportResult) -> str:
    return format_message(result.code, result.params)


def run_report(options: argparse.Namespace) -> Exit:
    """Write the consolidated PDF report and, if asked, the master workbook: both or none."""
    progress = TerminalProgress()
    if options.workbook is not None and options.workbook.resolve() == options.out.resolve():
        raise AppError("FILE_NAMED_TWICE", file=options.out)
    with open_office(options.store) as desk:
        today = taiwan_day(desk.clock.ensure())
        merged = desk.returns.merged(options.round, ReportBasis(options.basis))
        figures = build_figures(merged)
        files = {options.out: build_report(figures, merged, today, progress)}
        if options.workbook is not None:
            files[options.workbook] = build_master(figures, merged, today)
        desk.outgoing.send(SetKind.REPORT, files)
    progress.finish()
    print_line(options.out)
    if options.workbook is not None:
        print_line(options.workbook)
    return Exit.SUCCESS
