"""Export of one agency's signed pair against the bare libraries writing the same content.

usage: python -m benchmarks.exporting ours|peer MATERIAL_FOLDER
The second of two exports is timed on either side: fonts and modules are loaded then. Both sides
sign as the preparer only, one signature a file: the round is the demonstration's, but for that.
"""

from __future__ import annotations

import io
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.fields import SigSeedSubFilter

from app.demo.answers import build_agency_answers
from app.demo.folders import DemoFolders
from app.models.rounds import Round
from app.models.signatures import SignerRole
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import SoftwareKey
from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import Material
from benchmarks.side import print_side

AGENCY = "MOEA"


def compare(material: Material) -> list[Comparison]:
    """The pair of the agency with the longest form."""
    ours, peer = run_pair("exporting", str(material.folder), runs=3)
    return [
        Comparison(
            claim="匯出一個機關的已簽章填報表（xlsx＋PDF）",
            against="openpyxl 寫同樣儲存格＋reportlab 繪同樣文字＋兩個簽章（pyHanko、本程式）",
            ours=ours,
            peer=peer,
            goal=Decimal("1.0"),
            needed="lines broken and sheets composed by compiled code",
        )
    ]


def _load_key(demo: DemoFolders) -> SoftwareKey:
    home = demo.agency(AGENCY)
    passphrase = (home / "passphrase.txt").read_bytes().strip()
    return load_pkcs12(home / f"{AGENCY}.p12", passphrase)


def _export(demo: DemoFolders) -> float:
    from app.agency.desk import AgencyDesk
    from app.agency.handing_in.exporting import export_return
    from app.demo.agency import explain_delays, explain_warnings

    key = _load_key(demo)
    elapsed = 0.0
    for _ in range(2):
        with TemporaryDirectory() as name:
            out = Path(name)
            round_file = _write_round_file(demo, out)
            with AgencyDesk.create(out / "agency.tianbao") as desk:
                fingerprint = desk.intake.preview(round_file).fingerprint
                received = desk.intake.receive(round_file, confirm_office=fingerprint)
                draft = desk.draft(received.round.id)
                draft.commit(build_agency_answers(draft.programme, draft.blank, 114), "填報")
                explain_delays(draft)
                explain_warnings(draft)
                started = time.perf_counter()
                export_return(desk, draft, key, out, now=datetime.now(UTC))
                elapsed = time.perf_counter() - started
    return elapsed


def _write_round_file(demo: DemoFolders, folder: Path) -> Path:
    """The agency's round file, for the preparer alone, from an office of its own."""
    from app.trust.keys.office_authority import create_authority
    from app.trust.papers.round_file import read_round_file, sign_round_file

    (path,) = (demo.root / "office" / "填報包").glob(f"*_{AGENCY}_*")
    received, _ = read_round_file(path)
    alone = msgspec.structs.replace(received, round=_for_preparer_alone(received.round))
    office = create_authority("協調彙整機關", received.issued_at)
    (folder / path.name).write_bytes(sign_round_file(alone, office))
    return folder / path.name


def _for_preparer_alone(round_: Round) -> Round:
    return msgspec.structs.replace(round_, required_roles=(SignerRole.PREPARER,))


def _write_with_bare_libraries(demo: DemoFolders) -> float:
    import openpyxl
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    from app.returns.workbook.signing import sign_workbook
    from benchmarks.peers.kai_font import find_kai_font

    key = _load_key(demo)
    signer = _load_pyhanko_signer(demo)
    workbook = _unsigned_workbook(demo)
    sheets = _read_cells(workbook)
    pdfmetrics.registerFont(TTFont("Kai", find_kai_font()))
    roles = (SignerRole.PREPARER,)
    elapsed = 0.0
    for _ in range(2):
        started = time.perf_counter()
        book = openpyxl.Workbook()
        for title, rows in sheets.items():
            sheet = book.create_sheet(title)
            for row in rows:
                sheet.append(row)
        book.save(io.BytesIO())
        texts = [str(cell) for rows in sheets.values() for row in rows for cell in row if cell]
        _sign_with_pyhanko(_draw_text(texts), signer)
        now = datetime.now(UTC).replace(microsecond=0)
        sign_workbook(workbook, key, roles[0], now)
        elapsed = time.perf_counter() - started
    return elapsed


def _read_cells(workbook: bytes) -> dict[str, list[tuple[object, ...]]]:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(workbook))
    return {
        sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)]
        for sheet in book.worksheets
    }


def _unsigned_workbook(demo: DemoFolders) -> bytes:
    from app.forms.blank_builder import build_blank
    from app.forms.form_loader import load_form
    from app.office.desk import OfficeDesk
    from app.returns.layouts.v1.builder import build_document
    from app.returns.workbook.writer import write_workbook

    with OfficeDesk.open(demo.office_store) as office:
        merged = office.returns.merged("114-annual")
        payload = office.returns.received("114-annual", AGENCY)[-1].payload
    payload = msgspec.structs.replace(payload, signers=payload.signers[:1])
    round_ = _for_preparer_alone(merged.round)
    form = load_form(merged.round.form_id)
    blank = build_blank(form, merged.programme, round_, AGENCY)
    document = build_document(payload, blank)
    return write_workbook(payload, document)


def _draw_text(texts: list[str]) -> bytes:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph, SimpleDocTemplate

    style = ParagraphStyle("plain", fontName="Kai", fontSize=12, leading=18, wordWrap="CJK")
    buffer = io.BytesIO()
    SimpleDocTemplate(buffer).build([Paragraph(_escape(each), style) for each in texts])
    return buffer.getvalue()


def _load_pyhanko_signer(demo: DemoFolders) -> Any:
    home = demo.agency(AGENCY)
    passphrase = (home / "passphrase.txt").read_bytes().strip()
    pyhanko_signer: Any = SimpleSigner  # the library states no types of this
    return pyhanko_signer.load_pkcs12(str(home / f"{AGENCY}.p12"), passphrase=passphrase)


def _sign_with_pyhanko(content: bytes, signer: Any) -> None:
    facts = PdfSignatureMetadata(field_name="Preparer", subfilter=SigSeedSubFilter.PADES)
    sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), facts, signer=signer)


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")


if __name__ == "__main__":
    demo = Material(Path(sys.argv[2])).demo
    print_side(_export(demo) if sys.argv[1] == "ours" else _write_with_bare_libraries(demo))
