"""What the pages of a touched PDF show otherwise than the paper its payload prints.

Both are read as text in the order of drawing; the printed document says which field a place of
that text stands for. For the sentence of a refusal only.
"""

import io
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

import pikepdf

from app.models.returns import Payload
from app.returns.layouts.printed_document import (
    DocumentSection,
    PrintedValue,
    ReturnDocument,
    Table,
)
from app.returns.pdf.writer import write_pdf
from app.returns.traces.page_text import PageTexts

_AFTER = 12
"""Characters behind a value by which its end is found again."""
_FAR = 400
_AROUND = 12
_MOST_DIFFERENCES = 100
_ALIKE = 0.5
_MOST_COMPARED = 20
"""Pages that are none of the paper's, each held against as many of the paper's."""


@dataclass(frozen=True, slots=True)
class PageDifference:
    """One place: its page, the field it stands for, what it ought to show and does."""

    page: int
    label: str
    stated: str
    shown: str


@dataclass(frozen=True, slots=True)
class PageComparison:
    """The pages there are, those there ought to be, and the places that differ."""

    shown: int
    stated: int
    same: int
    """Pages that are the paper's, to the last character."""
    differences: tuple[PageDifference, ...]


def compare_pages(
    found: Sequence[str], payload: Payload, document: ReturnDocument
) -> PageComparison:
    """Hold the texts of pages against those of the paper. Raises AppError FONT_MISSING."""
    with pikepdf.open(io.BytesIO(write_pdf(payload, document))) as paper:
        expected = PageTexts(paper).read()
    spans = _find_spans(expected, document)
    differences: list[PageDifference] = []
    for number, at in _pair_pages(found, expected):
        for each in _compare_page(found[number], expected[at], spans[at]):
            if len(differences) < _MOST_DIFFERENCES:
                differences.append(PageDifference(number + 1, *each))
    same = len(set(found) & set(expected))
    return PageComparison(len(found), len(expected), same, tuple(differences))


def _pair_pages(found: Sequence[str], expected: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each page that is none of the paper's, with the page of the paper it is most like."""
    known, most = set(expected), _MOST_COMPARED
    missing = [at for at, text in enumerate(expected) if text not in set(found)]
    for number, text in enumerate(found):
        if text in known or not text:
            continue
        if most == 0:
            return
        most -= 1
        likeness = {at: _liken(text, expected[at]) for at in missing[:_MOST_COMPARED]}
        best = max(likeness, key=likeness.__getitem__, default=None)
        if best is not None and likeness[best] > _ALIKE:
            missing.remove(best)
            yield number, best


def _liken(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:2_000], other[:2_000], autojunk=False).quick_ratio()


Span = tuple[int, int, str]
"""Beginning and end within a page, and the label of the value that stands there."""


def _compare_page(shown: str, stated: str, spans: Sequence[Span]) -> list[tuple[str, str, str]]:
    """Label, stated and shown of each place that differs.

    () where most of the text is not the paper's: a print of something laid out otherwise.
    """
    found: list[tuple[str, str, str]] = []
    left = right = alike = 0
    while True:
        same = _common(shown, left, stated, right)
        left, right, alike = left + same, right + same, alike + same
        if right == len(stated) and left == len(shown):
            break
        begin, end, label = _span_at(spans, right, len(stated))
        begin = max(begin, right - same)
        start = left - (right - begin)
        after = stated[end : end + _AFTER]
        stop = shown.find(after, start, start + (end - begin) + _FAR) if after else len(shown)
        if stop < 0:
            break
        found.append((label, stated[begin:end], shown[start:stop]))
        left, right = stop, end
    return found if alike > _ALIKE * len(stated) else []


def _common(one: str, at: int, other: str, there: int) -> int:
    most = min(len(one) - at, len(other) - there)
    if one[at : at + most] == other[there : there + most]:
        return most
    low, high = 0, most
    while low < high:  # the longest beginning both have
        middle = (low + high + 1) // 2
        if one[at : at + middle] == other[there : there + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _span_at(spans: Sequence[Span], at: int, length: int) -> Span:
    """The value at a place, or what stands around it where it is nobody's."""
    index = bisect_right(spans, at, key=lambda each: each[0]) - 1
    if index >= 0 and spans[index][0] <= at <= spans[index][1]:
        return spans[index]
    after = spans[index + 1][0] if index + 1 < len(spans) else length
    return at, min(at + _AROUND, max(after, at), length), ""


def _find_spans(pages: Sequence[str], document: ReturnDocument) -> list[list[Span]]:
    """Where on the pages of the paper each value stands, by its label, in reading order."""
    starts = [0, *accumulate(len(each) for each in pages)]
    whole = "".join(pages)
    found: list[list[Span]] = [[] for _ in pages]
    cursor = 0
    for unit in _list_units(document):
        text = "".join(part for part, _ in unit)
        at = whole.find(text, cursor) if len(text) > 1 else -1
        if at < 0:  # it goes over a page's end, or is printed otherwise
            continue
        cursor = at + len(text)
        page = bisect_right(starts, at) - 1
        begin = at - starts[page]
        for part, label in unit:
            if label and begin + len(part) <= len(pages[page]):
                found[page].append((begin, begin + len(part), label))
            begin += len(part)
    return found


Unit = list[tuple[str, str]]
"""Texts drawn one after the other, each with its label where it is a value."""


def _list_units(document: ReturnDocument) -> Iterator[Unit]:
    for entry in (*document.cover.facts, *document.cover.totals):
        yield _unit(entry.label, entry.value)
    for chapter in document.chapters:
        for section in chapter.sections:
            yield from _list_section(section)
    yield from _list_rows(document.comment_answers)
    yield from _list_rows(document.explained)
    for entry in document.control:
        yield _unit(entry.label, entry.value)


def _list_section(section: DocumentSection) -> Iterator[Unit]:
    for entry in section.entries:
        yield _unit(entry.label, entry.value)
    if section.table is not None:
        yield from _list_rows(section.table)
    for card in section.cards:
        for entry in card.entries:
            yield _unit(entry.label, entry.value)


def _list_rows(table: Table) -> Iterator[Unit]:
    for row in table.rows:
        cells = zip(table.columns, row, strict=True)
        yield [(_plain(value.text), column.label) for column, value in cells]


def _unit(label: str, value: PrintedValue) -> Unit:
    return [(_plain(label), ""), (_plain(value.text), label)]


def _plain(text: str) -> str:
    return "".join(text.split())
