"""Blocks of cells as spreadsheets put them on the clipboard: tab-separated lines.

Excel, LibreOffice and Google Sheets put a cell in quotation marks only where a line break or a tab
stands in it, and double the marks within; any other mark is the text's own, at its beginning too.
So "示範家數，另計 in one cell opens nothing (PapaParse #358).
"""

import re
from collections.abc import Collection, Sequence
from html import escape

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


def write_html(rows: Sequence[Sequence[str]], headings: int, texts: Collection[int]) -> str:
    """The same as a table, for what the text cannot say.

    The first `headings` rows are headings; what stands in the columns `texts` is text, and becomes
    neither a date nor a formula.
    """
    lines = []
    for at, row in enumerate(rows):
        tag = "th" if at < headings else "td"
        cells = (
            f"<{tag}{_AS_TEXT if at < headings or column in texts else ''}>{_escape(each)}</{tag}>"
            for column, each in enumerate(row)
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"{_HEAD}<body><table>{''.join(lines)}</table></body></html>"


_HEAD = '<html><head><meta charset="utf-8"></head>'
_AS_TEXT = ' style="mso-number-format:\'\\@\'" sdnum="1028;0;@"'
_BREAK = '<br style="mso-data-placement:same-cell">'


def _escape(text: str) -> str:
    return _BREAK.join(escape(each) for each in text.splitlines())


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
