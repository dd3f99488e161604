"""Blocks of cells as spreadsheets put them on the clipboard: tab-separated lines.

Excel, LibreOffice and Google Sheets put a cell in quotation marks only where a line break or a tab
stands in it, and double the marks within; any other mark is the text's own, at its beginning too.
So "示範家數，另計 in one cell opens nothing (PapaParse #358).
"""

import re

_QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=\t|\n|\Z)')
_BREAKING = re.compile(r"[\t\n]")


def read_block(text: str) -> list[list[str]]:
    """Rows of cells; line breaks inside a cell stay. An empty text is no row."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n")
    if not text:
        return []
    quoted = _read_rows(plain)
    bare = [line.split("\t") for line in plain.split("\n")]
    # What was copied is a rectangle, and no cell holds tabs and line breaks: such a reading took
    # the marks of two cells for one pair.
    is_doubtful = not _is_rectangle(quoted) or any(
        "\t" in each and "\n" in each for row in quoted for each in row
    )
    return bare if is_doubtful and _is_rectangle(bare) else quoted


def write_block(rows: list[list[str]]) -> str:
    """The text that spreadsheets paste back into the same cells."""
    return "\n".join("\t".join(map(_write_cell, row)) for row in rows)


def _read_rows(text: str) -> list[list[str]]:
    rows: list[list[str]] = [[]]
    position = 0
    while True:
        quoted = _QUOTED.match(text, position)
        if quoted is not None and _BREAKING.search(quoted[1]):
            cell, position = quoted[1].replace('""', '"'), quoted.end()
        else:
            end = _BREAKING.search(text, position)
            stop = len(text) if end is None else end.start()
            cell, position = text[position:stop], stop
        rows[-1].append(cell)
        if position == len(text):
            return rows
        if text[position] == "\n":
            rows.append([])
        position += 1


def _is_rectangle(rows: list[list[str]]) -> bool:
    return len({len(row) for row in rows}) == 1


def _write_cell(text: str) -> str:
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + plain.replace('"', '""') + '"' if _BREAKING.search(plain) else plain
