"""What validators of others find in a PDF: PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1)."""

import io
import re
import tempfile
from pathlib import Path

import page
import pdfua
import pikepdf
from pikepdf import pdfa

NOT_THE_LAST_SIGNATURE = "page 3a: PDFA3A-SIGNATURE-BYTERANGE-001"
"""Named of the first of two signatures, which covered the whole file when it was made.

ISO 19005-3 §6.4.3 speaks of the file that was signed; the validator compares with what the file
has become by the second signature, as an incremental update makes it.
"""

_CLAIM_OF_MORE = re.compile(
    rb"<pdfuaid:part>.*?</pdfuaid:part>|<pdfaExtension:schemas>.*?</pdfaExtension:schemas>"
    rb'|xmlns:(?:pdfuaid|pdfa(?:Extension|Schema|Property))="[^"]*"',
    re.DOTALL,
)


def find_faults(content: bytes) -> list[str]:
    """The rules that are broken, each with the validator that says so."""
    return sorted({*_find_by_page(content), *_find_by_pikepdf(content), *_find_by_pdfua(content)})


def _find_by_page(content: bytes) -> set[str]:
    return {
        f"page {profile}: {failure.rule_id}"
        for profile in ("3a", "ua1")
        for failure in page.validate_pdf_bytes(content, profile=profile).failures
    }


def _find_by_pikepdf(content: bytes) -> set[str]:
    """Everything but what it does not know: forms, level A, PDF/UA and its metadata.

    It stops at a form, so it is shown the document without.
    """
    with pikepdf.open(io.BytesIO(content)) as pdf:
        if "/AcroForm" in pdf.Root:
            del pdf.Root["/AcroForm"], pdf.pages[0]["/Annots"]
        if "/Perms" in pdf.Root:
            del pdf.Root["/Perms"]
        metadata = pdf.Root.Metadata.read_bytes()
        plain = _CLAIM_OF_MORE.sub(b"", metadata.replace(b"conformance>A<", b"conformance>B<"))
        assert plain != metadata
        pdf.Root.Metadata.write(plain)
        report = pdfa.check(pdf, "3b")
    return {f"pikepdf 3b: {each.rule} {each.message}" for each in report.findings}


def _find_by_pdfua(content: bytes) -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "document.pdf")
        path.write_bytes(content)
        report = pdfua.validate(str(path))
    return {f"pdfua: {each.rule_id} {each.message}" for each in report.findings}
