"""Outline of a report: numbered headings (壹、一、(一)) in reading order."""

from app.documents.flow import Heading
from app.models.programme import chinese_numeral

_CAPITALS = "零壹貳參肆伍陸柒捌玖"


class Outline:
    """The numbered headings of a report, from which its table of contents is built."""

    def __init__(self) -> None:
        self.headings: list[Heading] = []
        self._counts = [0, 0, 0, 0]
        self._appendices = 0

    def chapter(self, title: str) -> Heading:
        """Add a chapter: 壹、…"""
        return self._add(title, 1)

    def section(self, title: str) -> Heading:
        """Add a section: 一、…; kept on one page with the first rows of a table below it."""
        return self._add(title, 2)

    def part(self, title: str) -> Heading:
        """Add a part: (一) …"""
        return self._add(title, 3)

    def appendix(self, title: str) -> Heading:
        """Add an appendix: 附錄一、…"""
        self._appendices += 1
        self._counts[1:] = [0, 0, 0]
        return self._keep(title, 1, f"附錄{chinese_numeral(self._appendices)}、")

    def _add(self, title: str, level: int) -> Heading:
        self._counts[level - 1] += 1
        self._counts[level:] = [0] * (len(self._counts) - level)
        return self._keep(title, level, _number(level, self._counts[level - 1]))

    def _keep(self, title: str, level: int, number: str) -> Heading:
        key = f"heading-{len(self.headings) + 1}"
        heading = Heading(title, level, key, number)
        self.headings.append(heading)
        return heading


def _number(level: int, count: int) -> str:
    if level == 1:
        return f"{capital_numeral(count)}、"
    return f"{chinese_numeral(count)}、" if level == 2 else f"({chinese_numeral(count)}) "


def capital_numeral(number: int) -> str:
    """Format 1 to 19 as a financial Chinese numeral of a chapter: 壹, 拾, 拾貳."""
    if not 1 <= number <= 19:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    return ("拾" if tens else "") + (_CAPITALS[ones] if ones else "")
