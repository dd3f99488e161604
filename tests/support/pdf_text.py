"""The text of our PDFs by page, read through the same tables a viewer copies text with."""

import io
import re
from typing import Any

import pikepdf

_PAIR = re.compile(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>")


def read_pages(content: bytes) -> list[str]:
    """One text for each page: lines in the order they are drawn, heads and feet included."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [_read_page(page) for page in pdf.pages]


def read_lines(content: bytes) -> list[str]:
    """All lines of all pages."""
    return [line for page in read_pages(content) for line in page.split("\n")]


def squeeze(text: str) -> str:
    """Without white space, so that it does not matter where lines were broken."""
    return "".join(text.split())


def read_font_tables(page: Any) -> dict[str, dict[str, str]]:
    """For each font of a page: the characters by code (four capital hexadecimal digits)."""
    fonts = page.obj["/Resources"]["/Font"]
    return {str(name): _read_table(font) for name, font in fonts.items()}


def _read_page(page: Any) -> str:
    tables = read_font_tables(page)
    lines: list[str] = []
    table: dict[str, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands, operator = instruction.operands, str(instruction.operator)
        if operator == "Tf":
            table = tables.get(str(operands[0]), {})
        elif operator == "Tm":
            lines.append("")
        elif operator == "Tj":
            codes = bytes(operands[0]).hex().upper()
            lines[-1] += "".join(table[codes[at : at + 4]] for at in range(0, len(codes), 4))
    return "\n".join(lines)


def _read_table(font: Any) -> dict[str, str]:
    pairs = _PAIR.findall(font["/ToUnicode"].read_bytes())
    return {
        code.decode().upper(): bytes.fromhex(text.decode()).decode("utf-16-be")
        for code, text in pairs
    }
