"""Import of many signed files, everything verified, against readers that verify less or nothing.

usage: python -m benchmarks.importing ours|peer workbooks|verified|pdfs SERIES_FOLDER
"""

from __future__ import annotations

import shutil
import sys
import time
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from benchmarks.comparison import Comparison, run_pair
from benchmarks.material import PDFS, WORKBOOKS, Material
from benchmarks.side import print_side

_SIGNATURES = 2


def compare(material: Material) -> list[Comparison]:
    """Workbooks against their floors and pandas, PDFs against pyHanko and pdfium."""
    series = str(material.series)
    books, pandas_books = run_pair("importing", "workbooks", series)
    verified, floors = run_pair("importing", "verified", series, runs=3)
    pdfs, pyhanko_pdfs = run_pair("importing", "pdfs", series)
    return [
        Comparison(
            claim=f"驗證 {WORKBOOKS:,} 份已簽章活頁簿（每份，單一程序，不寫入資料檔）",
            against="下限：解壓縮＋SHA-256＋兩次 P-256 驗章＋calamine 讀取",
            ours=verified,
            peer=floors,
            goal=Decimal("2"),
            needed="the sheets composed by compiled code: they are half of the time",
        ),
        Comparison(
            claim=f"匯入 {WORKBOOKS:,} 份已簽章活頁簿（每份，全部驗證）",
            against="pandas.read_excel（openpyxl）＋concat，不驗證",
            ours=books,
            peer=pandas_books,
            goal=Decimal("0.25"),
            needed="the sheets composed by compiled code: they are half of the time",
        ),
        Comparison(
            claim=f"匯入 {PDFS} 份已簽章 PDF（每份）",
            against="pyHanko 驗證同一檔案＋pdfium 讀取各頁文字",
            ours=pdfs,
            peer=pyhanko_pdfs,
            goal=Decimal("1.3"),
            needed="lines broken by compiled code: the paper is printed again",
        ),
    ]


def _import(series: Path, kind: str) -> float:
    from app.office.desk import OfficeDesk

    store = series / f"office-{kind}.tianbao"
    store.unlink(missing_ok=True)
    shutil.copy(series / "office.tianbao", store)
    files = sorted((series / kind).iterdir())
    with OfficeDesk.open(store) as office:
        started = time.perf_counter()
        results = office.inbox.import_files(files, now=datetime.now(UTC))
        elapsed = time.perf_counter() - started
    refused = [each for each in results if not each.accepted]
    if refused:
        raise RuntimeError(f"{len(refused)} refused, first: {refused[0]}")
    return elapsed / len(files)


def _verify(series: Path) -> float:
    """From bytes to verdict and payload, as it is before anything is written."""
    from app.office.desk import OfficeDesk
    from app.returns.verification import verify_file

    files = sorted((series / "workbooks").iterdir())
    with OfficeDesk.open(series / "office.tianbao") as office:
        trust = office.trust.context(datetime.now(UTC))
        verify_file(files[0].read_bytes(), files[0].name, trust)  # its libraries are loaded
        started = time.perf_counter()
        for path in files:
            found = verify_file(path.read_bytes(), path.name, trust)
            if not found.verdict.is_good:
                raise RuntimeError(f"{path.name}: {found.verdict.reasons}")
        return (time.perf_counter() - started) / len(files)


def _read_with_pandas(series: Path) -> float:
    import pandas

    files = sorted((series / "workbooks").iterdir())
    started = time.perf_counter()
    frames = []
    for path in files:
        sheets = pandas.read_excel(path, sheet_name=None, header=None, engine="openpyxl")
        frames.append(pandas.concat(sheets.values(), ignore_index=True))
    pandas.concat(frames, ignore_index=True)
    return (time.perf_counter() - started) / len(files)


def _work_through_floors(series: Path) -> float:
    """What no verification of such a workbook can go without, each done by a fast library."""
    import hashlib
    import zipfile

    import python_calamine
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    algorithm = ec.ECDSA(hashes.SHA256())
    signed = b"the signed references of a workbook " * 64
    signature, public = key.sign(signed, algorithm), key.public_key()
    files = sorted((series / "workbooks").iterdir())
    started = time.perf_counter()
    for path in files:
        with zipfile.ZipFile(path) as package:
            for name in package.namelist():
                hashlib.sha256(package.read(name)).digest()
        for _ in range(_SIGNATURES):
            public.verify(signature, signed, algorithm)
        workbook = python_calamine.CalamineWorkbook.from_path(path)
        for name in workbook.sheet_names:
            workbook.get_sheet_by_name(name).to_python()
    return (time.perf_counter() - started) / len(files)


def _validate_with_pyhanko(series: Path) -> float:
    """What signs and shows the same, without knowing what the pages ought to show."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    files = sorted((series / "pdfs").iterdir())
    started = time.perf_counter()
    for path in files:
        with path.open("rb") as stream:
            reader = PdfFileReader(stream)
            for signature in reader.embedded_signatures:
                context = ValidationContext(
                    trust_roots=[signature.signer_cert], allow_fetching=False
                )
                status = validate_pdf_signature(signature, context)
                if not status.intact:
                    raise RuntimeError(path.name)
        _read_pages(path)
    return (time.perf_counter() - started) / len(files)


def _read_pages(path: Path) -> None:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            page.get_textpage().get_text_range()


def main(kind: str, side: str, series: Path) -> None:
    """Run one side."""
    if side == "ours":
        print_side(_verify(series) if kind == "verified" else _import(series, kind))
    elif kind == "verified":
        print_side(_work_through_floors(series))
    elif kind == "workbooks":
        print_side(_read_with_pandas(series))
    else:
        print_side(_validate_with_pyhanko(series))


if __name__ == "__main__":
    main(sys.argv[2], sys.argv[1], Path(sys.argv[3]))
