"""Blocks of cells on the clipboard, the way Excel writes them: tab-separated, quoted if need be."""

import csv
import io


def parse_block(text: str) -> list[list[str]]:
    """Rows of cells; line breaks inside quoted cells stay. An empty text is no row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not plain:
        return []
    return [list(row) or [""] for row in csv.reader(io.StringIO(plain), dialect="excel-tab")]


def build_block(rows: list[list[str]]) -> str:
    """The text that Excel pastes back into the same cells."""
    stream = io.StringIO()
    csv.writer(stream, dialect="excel-tab", lineterminator="\n").writerows(rows)
    return stream.getvalue().removesuffix("\n")
