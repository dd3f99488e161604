"""The text of a report as another program reads it."""

import subprocess
from pathlib import Path


def read_paragraphs(path: Path) -> list[str]:
    """Lines of the PDF's text, ready for reportlab's markup. Needs poppler's pdftotext."""
    finished = subprocess.run(
        ["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True
    )
    text = finished.stdout.decode("utf-8").replace("\f", "\n")
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return [line for line in escaped.splitlines() if line.strip()]
