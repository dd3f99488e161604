"""Reading the approved plan's plain text independently of the catalogue."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from app.models.programme import SourceLines

PLAN_PATH = Path(__file__).resolve().parents[2].parent / "shared" / "plan" / "approved-plan.txt"

_AGENCY_HEADING = re.compile(r"^ ?[一二三四五六七八九十]+、 ?(\S+)$")
_AMOUNT_OR_MARK = re.compile(
    r"---|備註|(?:\d+億 ?)?[\d,]+(?:\.\d+)?萬元|\((?:預計爭取|概算|規劃經費)\)"
)
_TWO_PART_AMOUNT = re.compile(r"(\d+)億 ?([\d,]+)萬")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


@dataclass
class Sheet:
    """One appendix sheet as printed: strategies and name joined, cells as (printed, mark)."""

    agency_name: str
    first_line: int
    strategies: str = ""
    name: str = ""
    budget: str = ""
    rest: str = ""

    @property
    def cells(self) -> list[tuple[str, str | None]]:
        cells: list[tuple[str, str | None]] = []
        for token in _AMOUNT_OR_MARK.findall(self.budget):
            if token.startswith("("):
                cells[-1] = (cells[-1][0], token.strip("()"))
            else:
                cells.append((token.replace(" ", ""), None))
        return cells


@dataclass(frozen=True)
class PlanText:
    """The plan's lines, NFC, and its appendix cut into sheets."""

    lines: list[str]
    sheets: list[Sheet]

    def text_between(self, first: int, last: int) -> str:
        """Lines first to last, counted from 1, inclusive, joined with blanks."""
        return " ".join(self.lines[first - 1 : last])

    def text_of(self, source: SourceLines) -> str:
        return self.text_between(source.first, source.last)

    def line_of(self, start: str) -> int:
        """The number of the first line that begins so."""
        return next(n for n, line in enumerate(self.lines, 1) if line.strip().startswith(start))


def read_plan_text(path: Path) -> PlanText:
    text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    lines = text.split("\n")
    return PlanText(lines=lines, sheets=_cut_sheets(lines))


def numbers_in(text: str) -> Counter[Decimal]:
    """Every number printed in a text; 6億 5,000萬 counts as 65,000 (萬)."""
    merged = _TWO_PART_AMOUNT.sub(
        lambda match: f"{int(match[1]) * 10_000 + int(match[2].replace(',', ''))}萬", text
    )
    return Counter(Decimal(each.replace(",", "")) for each in _NUMBER.findall(merged))


def _cut_sheets(lines: list[str]) -> list[Sheet]:
    sheets: list[Sheet] = []
    agency, part = "", "rest"
    appendix = next(n for n, line in enumerate(lines) if line.strip().startswith("附件"))
    for number, line in enumerate(lines[appendix + 1 :], appendix + 2):
        heading = _AGENCY_HEADING.match(line)
        if heading:
            agency = heading[1]
            continue
        stripped = line.strip()
        if stripped.startswith("計畫策略"):
            sheets.append(Sheet(agency_name=agency, first_line=number))
        if not sheets or _is_running_title(stripped):
            continue
        part, content = _part_of(stripped, part)
        sheet = sheets[-1]
        setattr(sheet, part, f"{getattr(sheet, part)} {content}".strip())
    return sheets


def _part_of(line: str, part: str) -> tuple[str, str]:
    for label, name in (("計畫策略", "strategies"), ("計畫名稱", "name"), ("主要內容", "rest")):
        if line.startswith(label):
            return name, line.removeprefix(label)
    if line.startswith("年度預算"):
        return "budget", ""
    return part, "" if part == "budget" and line.startswith("112 年") else line


def _is_running_title(line: str) -> bool:
    return line.isdigit() or line.startswith("附件")
