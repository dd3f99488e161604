"""The outside of a signed PDF, checked on the bytes before any parser sees them.

Our writer and signer leave one plain cross-reference table for each revision, chained one to the
next, objects that follow one another without a gap, and nothing between, before or after. Only that
form is accepted: a reader that searches for objects finds what one that goes by the tables does.
Objects are spelled as ours are: no remark, no name in escapes, no number two readers could take
for two.
"""

import re
from dataclasses import dataclass
from operator import itemgetter

from app.files import RETURN_LIMIT
from app.returns.refusal import Refused

_HEADER = b"%PDF-1.7\n"
_OPENING = re.compile(rb"%PDF-1\.7\n(?:%[\x80-\xff]{4}\n)?")
_OBJECT_END = b"\nendobj\n"
_STREAM = b"\nstream\n"
_SPELLING = re.compile(
    rb"(?:[ \n\[\]]++|<<|>>|/(?:application#2fjson|[0-9A-Za-z_.+-]++)"
    rb"|(?:-?\d{1,10}(?:\.\d{1,10})?+|R|true|false|null)(?=[ \n\[\]<>/(]|\Z)"
    rb"|<(?:[0-9A-Fa-f]{2})*+>|\((?:[ -'*-\[\]-~\xa0-\xff]|\\[0-3][0-7]{2}|\\[()\\nrtbf])*+\))*+"
)
_REVISION_END = b"%%EOF\n"
_TAIL = re.compile(rb"\nstartxref\n(\d{1,10})\n%%EOF\n\Z")
_SUBSECTION = re.compile(rb"(\d{1,10}) (\d{1,7})\n")
_ENTRIES = re.compile(rb"(?:\d{10} \d{5} [nf] \n)+")
_MOST_OBJECTS = 200_000  # ten times what a return of a thousand pages needs
_ENTRY_BYTES = 20
_TRAILER = re.compile(rb"trailer[ \n](<<[ -\"$-~\n]*>>)\n?\Z")
_PREVIOUS = re.compile(rb"/Prev (\d{1,10})\b")
_FORBIDDEN = (b"/XRefStm", b"/Encrypt", b"/Type")
_TRAILER_NAME = re.compile(rb"/[^ \n\[\]<>()/]*")
_TRAILER_NAMES = {b"/Root", b"/Info", b"/Size", b"/ID", b"/Prev"}


@dataclass(frozen=True)
class Revision:
    """One revision: where it ends in the file and which objects its table lists."""

    start: int
    end: int
    written: frozenset[int]
    freed: frozenset[int]
    """Object 0, the head of the list of free objects, is not among them."""


def read_revisions(content: bytes) -> tuple[Revision, ...]:
    """The revisions in order. Raises Refused PDF_FRAME, PDF_ENCRYPTED, PDF_HYBRID_XREF."""
    if len(content) > RETURN_LIMIT:
        raise Refused("PDF_FRAME", detail="size")
    if not content.startswith(_HEADER) or content.count(b"%PDF-") != 1:
        raise Refused("PDF_FRAME", detail="header")
    if not content.endswith(_REVISION_END):
        raise Refused("PDF_FRAME", detail="end")
    revisions: list[Revision] = []
    start, table = 0, -1
    while start < len(content):
        end = content.index(_REVISION_END, start) + len(_REVISION_END)
        revision, table = _read_revision(content, start, end, table)
        revisions.append(revision)
        start = end
    return tuple(revisions)


def _read_revision(content: bytes, start: int, end: int, previous: int) -> tuple[Revision, int]:
    """A revision and where its table begins; `previous` is where the one before begins."""
    tail = _TAIL.search(content, max(start, end - 40), end)
    if tail is None:
        raise Refused("PDF_FRAME", detail="startxref")
    table = int(tail[1])
    if not start <= table < end or content[table : table + 5] != b"xref\n":
        raise Refused("PDF_HYBRID_XREF")
    at, places, freed = table + 5, dict[int, int](), set[int]()
    while section := _SUBSECTION.match(content, at, end):
        first, count = int(section[1]), int(section[2])
        at = section.end() + count * _ENTRY_BYTES
        entries = content[section.end() : at]
        listed = range(first, first + count)
        if (
            len(places) + len(freed) + count > _MOST_OBJECTS
            or not _ENTRIES.fullmatch(entries)
            or not (places.keys().isdisjoint(listed) and freed.isdisjoint(listed))
        ):
            raise Refused("PDF_FRAME", detail="xref")
        for number, kind, place in zip(
            listed, entries[17::_ENTRY_BYTES], range(0, len(entries), _ENTRY_BYTES), strict=True
        ):
            if kind == 0x6E:  # n
                places[number] = int(entries[place : place + 10])
            else:
                freed.add(number)
    _check_trailer(content[at : tail.start()], previous)
    _check_sequence(content, places, start, table)
    return Revision(start, end, frozenset(places), frozenset(freed - {0})), table


def _check_sequence(content: bytes, places: dict[int, int], start: int, table: int) -> None:
    """The objects fill the revision from its start to its table, each where the table says."""
    opening = _OPENING.match(content) if start == 0 else None
    at = start if opening is None else opening.end()
    for number, place in sorted(places.items(), key=itemgetter(1)):
        head = b"%d 0 obj\n" % number
        closing = content.find(_OBJECT_END, place, table)
        if place != at or closing < 0 or not content.startswith(head, place):
            raise Refused("PDF_FRAME", detail="objects")
        stream = content.find(_STREAM, place, closing)
        if not _SPELLING.fullmatch(content, place + len(head), closing if stream < 0 else stream):
            raise Refused("PDF_FRAME", detail="spelling")
        at = closing + len(_OBJECT_END)
    if at != table:
        raise Refused("PDF_FRAME", detail="objects")


def _check_trailer(trailer: bytes, previous: int) -> None:
    match = _TRAILER.fullmatch(trailer)
    if match is None:
        raise Refused("PDF_FRAME", detail="trailer")
    if b"/Encrypt" in match[1]:
        raise Refused("PDF_ENCRYPTED")
    if any(key in match[1] for key in _FORBIDDEN):
        raise Refused("PDF_HYBRID_XREF")
    chained = [int(each) for each in _PREVIOUS.findall(match[1])]
    if chained != ([previous] if previous >= 0 else []):
        raise Refused("PDF_FRAME", detail="chain")
    names = _TRAILER_NAME.findall(match[1])
    if len(set(names)) != len(names) or not _TRAILER_NAMES.issuperset(names):
        raise Refused("PDF_FRAME", detail="trailer")
