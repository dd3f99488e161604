"""A PDF as numbered objects: written out, or compared with bytes that should be those objects.

What is written is a pure function of the objects but for how their streams are deflated, which
differs between builds of zlib. `find_difference` therefore compares streams as inflated and
everything else byte by byte; nothing in the bytes is interpreted, so nothing can be hidden there.
"""

import hashlib
import re
import zlib
from typing import NamedTuple

HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_PER_OBJECT_STREAM = 200  # ISO 32000-1 §7.5.7: readers inflate all of one to find one object
_DEFLATED = b"/Filter/FlateDecode"
_LEVEL = 6
_LENGTH = re.compile(rb"(\d{1,9})>>\nstream\n")
STREAM_END = b"\nendstream\nendobj\n"
_OBJECT_END = b"\nendobj\n"


class _Object(NamedTuple):
    number: int
    text: bytes
    """A whole object, or the entries of a stream's dictionary."""
    content: bytes | None = None
    """Of a stream, as inflated."""
    is_deflated: bool = False


class PdfFile:
    """The objects of a PDF in the order of their numbers, and which of them are root and info."""

    def __init__(self) -> None:
        self.root = self.info = 0
        self._count = 0
        self._loose: dict[int, _Object] = {}
        self._packed: dict[int, bytes] = {}
        self._pages: list[int] = []

    def reserve(self) -> int:
        """Take the next number, for an object that follows."""
        self._count += 1
        return self._count

    def put(self, number: int, text: str, *, is_packed: bool = True) -> None:
        """Set an object; packed ones are written into object streams."""
        if is_packed:
            self._packed[number] = text.encode("ascii")
        else:
            self._loose[number] = _Object(number, text.encode("ascii"))

    def add(self, text: str) -> int:
        """Add an object; returns its number."""
        number = self.reserve()
        self.put(number, text)
        return number

    def add_stream(self, entries: str, content: bytes, *, is_deflated: bool = True) -> int:
        """Add a stream whose dictionary has `entries` besides filter and length."""
        number = self.reserve()
        self._loose[number] = _Object(number, entries.encode("ascii"), content, is_deflated)
        return number

    def add_page_content(self, content: bytes) -> int:
        """Add the operators that draw the next page."""
        number = self.add_stream("", content)
        self._pages.append(number)
        return number

    def find_page(self, number: int) -> int | None:
        """The page (from 1) an object draws; None for another object."""
        return self._pages.index(number) + 1 if number in self._pages else None

    def write(self) -> bytes:
        """Build the bytes of the file."""
        written = bytearray(HEADER)
        places: dict[int, int] = {}
        objects, members = self._arrange()
        for each in objects:
            places[each.number] = len(written)
            written += _write_object(each)
        table = self._build_table(places, members, len(written))
        return bytes(written + _write_object(table) + _end(len(written)))

    def find_difference(self, content: bytes) -> int | None:
        """Find the first object that is not in `content` as it should be; None where all are.

        What follows the last object, or is missing, counts as a difference in the table, whose
        number is one above the others'.
        """
        objects, members = self._arrange()
        if not content.startswith(HEADER):
            return objects[0].number
        at, places = len(HEADER), dict[int, int]()
        for each in objects:
            places[each.number] = at
            end = _match(each, content, at)
            if end is None:
                return each.number
            at = end
        table = self._build_table(places, members, at)
        end = _match(table, content, at)
        if end is None or content[end:] != _end(at):
            return table.number
        return None

    def _arrange(self) -> tuple[list[_Object], dict[int, tuple[int, int]]]:
        """What stands in the file one after the other, and where each packed object is."""
        objects = [self._loose[number] for number in sorted(self._loose)]
        members: dict[int, tuple[int, int]] = {}
        number = self._count
        packed = sorted(self._packed.items())
        for start in range(0, len(packed), _PER_OBJECT_STREAM):
            number += 1
            chosen = packed[start : start + _PER_OBJECT_STREAM]
            objects.append(_pack(number, chosen))
            members |= {each: (number, place) for place, (each, _) in enumerate(chosen)}
        return objects, members

    def _build_table(
        self, places: dict[int, int], members: dict[int, tuple[int, int]], at: int
    ) -> _Object:
        """The cross-reference stream (ISO 32000-1 §7.5.8), which stands at `at`."""
        number = max(places) + 1
        entries = {each: (1, place, 0) for each, place in places.items()}
        entries |= {each: (2, holder, place) for each, (holder, place) in members.items()}
        entries |= {0: (0, 0, 65_535), number: (1, at, 0)}
        if len(entries) != number + 1:
            raise ValueError("an object was reserved and not set")
        content = b"".join(
            kind.to_bytes(1, "big") + place.to_bytes(4, "big") + index.to_bytes(2, "big")
            for _, (kind, place, index) in sorted(entries.items())
        )
        info = f"/Info {self.info} 0 R" if self.info else ""
        identifier = self._identifier()
        statement = (
            f"/Type/XRef/W[1 4 2]/Size {number + 1}/Root {self.root} 0 R{info}"
            f"/ID[<{identifier}><{identifier}>]"
        )
        return _Object(number, statement.encode("ascii"), content, is_deflated=True)

    def _identifier(self) -> str:
        """The file's identifier: a digest of what is in it."""
        digest = hashlib.sha256()
        for number in sorted(self._loose):
            each = self._loose[number]
            digest.update(each.text)
            digest.update(each.content or b"")
        for number in sorted(self._packed):
            digest.update(self._packed[number])
        return digest.hexdigest()[:32]


def _pack(number: int, members: list[tuple[int, bytes]]) -> _Object:
    heads, at = [], 0
    for each, text in members:
        heads.append(f"{each} {at}")
        at += len(text) + 1
    head = " ".join(heads).encode("ascii") + b"\n"
    body = b"".join(text + b"\n" for _, text in members)
    entries = f"/Type/ObjStm/N {len(members)}/First {len(head)}"
    return _Object(number, entries.encode("ascii"), head + body, is_deflated=True)


def _end(table: int) -> bytes:
    return b"startxref\n%d\n%%%%EOF\n" % table


def _write_object(each: _Object) -> bytes:
    if each.content is None:
        return b"%d 0 obj\n%b%b" % (each.number, each.text, _OBJECT_END)
    raw = _deflate(each.content) if each.is_deflated else each.content
    return _head(each) + b"%d>>\nstream\n%b%b" % (len(raw), raw, STREAM_END)


def _head(each: _Object) -> bytes:
    filtered = _DEFLATED if each.is_deflated else b""
    return b"%d 0 obj\n<<%b%b/Length " % (each.number, each.text, filtered)


def _deflate(content: bytes) -> bytes:
    """Deflate; a line feed follows a last byte that readers would take for the end of a line."""
    raw = zlib.compress(content, _LEVEL)
    return raw + b"\n" if raw.endswith(b"\r") else raw


def _match(each: _Object, content: bytes, at: int) -> int | None:
    """Where an object that stands at `at` ends; None where another or none stands there."""
    if each.content is None:
        written = _write_object(each)
        return at + len(written) if content.startswith(written, at) else None
    head = _head(each)
    length = _LENGTH.match(content, at + len(head))
    if length is None or not content.startswith(head, at):
        return None
    end = length.end() + int(length[1])
    raw = content[length.end() : end]
    if int(length[1]) != len(raw) or length[1] != b"%d" % len(raw):
        return None
    if not (_inflates_to(raw, each.content) if each.is_deflated else raw == each.content):
        return None
    return end + len(STREAM_END) if content.startswith(STREAM_END, end) else None


def _inflates_to(raw: bytes, expected: bytes) -> bool:
    """Return whether a deflated stream is the expected one, and no longer than it need be."""
    if len(raw) > len(expected) + len(expected) // 64 + 64:
        return False
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(raw, len(expected) + 1)
    except zlib.error:
        return False
    behind = inflater.unused_data
    rest = b"\n" if raw[: len(raw) - len(behind)].endswith(b"\r") else b""
    return content == expected and inflater.eof and behind == rest


def format_text(text: str) -> str:
    """A text string of a PDF (ISO 32000-1 §7.9.2.2): as it is in ASCII, else in UTF-16."""
    if text.isascii() and text.isprintable():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"({escaped})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
