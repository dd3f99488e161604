"""The revisions of a return's PDF: the paper, then one for each signature (ISO 32000-1 §7.5.6).

A revision that signs is a function of the paper and of what the signer added: a time and a
signature. It is therefore verified as it is made, by building it and comparing bytes; no place
remains where another object, form or change could stand.
"""

import hashlib
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise

from app.documents.archival import format_date
from app.documents.pdf_file import HEADER, STREAM_END, format_text
from app.files import RETURN_LIMIT
from app.models.signatures import SignerRole
from app.returns.pdf.signature_fields import FIELD_NAMES, SIGNING_REASONS
from app.returns.refusal import Refused

_ATTACHED = re.compile(
    rb"%PDF-1\.7\n%[\x80-\xff]{4}\n1 0 obj\n<</Type/EmbeddedFile/Subtype/application#2fjson"
    rb"/Params<</Size (\d{1,9})/CreationDate\([\w:]+\)/ModDate\([\w:]+\)>>"
    rb"/Filter/FlateDecode/Length (\d{1,9})>>\nstream\n"
)
_END = b"%%EOF\n"
_MOST_ADDED = 8
"""Revisions other programs may have added that are looked behind, to tell what happened."""
_TAIL = re.compile(rb"startxref\n(\d{1,10})\n%%EOF\n\Z")
_TABLE = re.compile(
    rb"(\d{1,7}) 0 obj\n<</Type/XRef(?:/Prev (\d{1,10}))?/W\[1 4 2\](?:/Index\[[\d ]+\])?"
    rb"/Size (\d{1,7})/Root (\d{1,7}) 0 R/Info (\d{1,7}) 0 R/ID(\[<[0-9a-f]{32}><[0-9a-f]{32}>\])"
    rb"(?:/Filter/FlateDecode)?/Length (\d{1,9})>>\nstream\n"
)
_TABLE_END = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
_VALUE = re.compile(
    rb"\d{1,7} 0 obj\n<</Type/Sig/M\(D:(\d{14})Z\)/Contents<((?:[0-9A-F]{2}){1,60000})>"
)
_OBJECT = re.compile(rb"(\d{1,7}) 0 obj\n(<<[^\n]*>>)\nendobj\n")
_FIELD = re.compile(r"<</Type/Annot/Subtype/Widget/FT/Sig/T\((\w{1,20})\)")
_CERTIFIES = "/TransformMethod/DocMDP/TransformParams<</Type/TransformParams/V/1.2/P 2>>"
_LOCKS = (
    "/Data {root} 0 R/TransformMethod/FieldMDP"
    "/TransformParams<</Type/TransformParams/V/1.2/Action/All>>"
)
_ROLES = {name: role for role, name in FIELD_NAMES.items()}


@dataclass(frozen=True)
class Revision:
    """Where a revision stands in the file, and where its cross-reference table begins."""

    start: int
    table: int
    end: int


@dataclass(frozen=True)
class SignedRevision:
    """A signature: who is to have made it, when it says it was made, what it covers."""

    role: SignerRole
    signed_at: datetime
    contents: bytes
    """The DER of its container, without what fills the room kept for it."""
    gap: tuple[int, int]
    """Where in the file its digits stand, with their brackets: all that it does not cover."""
    end: int

    @property
    def field(self) -> str:
        """The name of its field."""
        return FIELD_NAMES[self.role]

    def digest(self, content: bytes, name: str) -> bytes:
        """The digest of the bytes the signature covers."""
        view = memoryview(content)
        state = hashlib.new(name, view[: self.gap[0]])
        state.update(view[self.gap[1] : self.end])
        return state.digest()


@dataclass(frozen=True)
class Paper:
    """What of the unsigned paper is read, or repeated by the revisions that sign."""

    attached: bytes
    """What is said to be the payload."""
    size: int
    """The next object number."""
    root: int
    info: int
    identifier: str
    catalog: str
    fields: tuple[tuple[int, str], ...]
    """Number and text of each signer's field, in order."""
    roles: tuple[SignerRole, ...]
    """Whose fields they are."""


def read_revisions(content: bytes) -> tuple[Revision, ...]:
    """The revisions in order, as their tables are chained.

    Raises Refused PDF_FRAME, SIG_COVERAGE (something was added to a signed file of ours).
    """
    if len(content) > RETURN_LIMIT or not content.startswith(HEADER):
        raise Refused("PDF_FRAME", detail="header")
    try:
        return _follow_tables(content)
    except Refused:
        if _had_been_signed(content):
            raise Refused("SIG_COVERAGE") from None
        raise


def _had_been_signed(content: bytes) -> bool:
    """Return whether the file is a signed one of ours, and something behind."""
    end = len(content)
    for _ in range(_MOST_ADDED):
        end = content.rfind(_END, 0, end)
        if end < 0:
            return False
        try:
            if len(_follow_tables(content[: end + len(_END)])) > 1:
                return True
        except Refused:
            continue
    return False


def _follow_tables(content: bytes) -> tuple[Revision, ...]:
    tail = _TAIL.search(content, max(0, len(content) - 40))
    if tail is None:
        raise Refused("PDF_FRAME", detail="end")
    table = int(tail[1])
    tables: list[tuple[int, int]] = []
    while True:
        found = _TABLE.match(content, table)
        if found is None or len(tables) > len(FIELD_NAMES):
            raise Refused("PDF_FRAME", detail="xref")
        end = found.end() + int(found[7])
        closing = _TABLE_END % table
        if not content.startswith(closing, end):
            raise Refused("PDF_FRAME", detail="xref")
        tables.append((table, end + len(closing)))
        if found[2] is None:
            break
        if int(found[2]) >= table:
            raise Refused("PDF_FRAME", detail="chain")
        table = int(found[2])
    tables.reverse()
    if tables[-1][1] != len(content):
        raise Refused("PDF_FRAME", detail="end")
    starts = [0, *(end for _, end in tables)]
    return tuple(Revision(start, *place) for start, place in zip(starts, tables, strict=False))


def read_paper(content: bytes, first: Revision) -> Paper:
    """Read what stands at the beginning of the paper. Raises Refused PDF_FRAME, ATTACH_MISSING."""
    table = _TABLE.match(content, first.table)
    attached = _ATTACHED.match(content)
    if table is None or attached is None:
        raise Refused("ATTACH_MISSING")
    end = attached.end() + int(attached[2])
    if not content.startswith(STREAM_END, end) or int(attached[1]) > RETURN_LIMIT:
        raise Refused("PDF_FRAME", detail="attachment")
    objects = _read_objects(content, end + len(STREAM_END))
    root = int(table[4])
    fields = tuple((number, text) for number, text in objects.items() if number != root)
    names = [_FIELD.match(text) for _, text in fields]
    roles = tuple(_ROLES.get(name[1]) for name in names if name is not None)
    if root not in objects or not fields or roles != tuple(SignerRole)[: len(fields)]:
        raise Refused("PDF_FRAME", detail="fields")
    return Paper(
        attached=inflate(content[attached.end() : end], int(attached[1])),
        size=int(table[3]),
        root=root,
        info=int(table[5]),
        identifier=table[6].decode("ascii"),
        catalog=objects[root],
        fields=fields,
        roles=tuple(SignerRole)[: len(fields)],
    )


def _read_objects(content: bytes, at: int) -> dict[int, str]:
    """The objects without a stream that follow one another there: the catalog, then the fields."""
    objects: dict[int, str] = {}
    while found := _OBJECT.match(content, at):
        objects[int(found[1])] = found[2].decode("ascii", "replace")
        at = found.end()
    return objects


def inflate(raw: bytes, limit: int) -> bytes:
    """The content of a deflated stream, at most `limit` bytes. Raises Refused PDF_FRAME."""
    inflater = zlib.decompressobj()
    try:
        content = inflater.decompress(raw, limit + 1)
    except zlib.error as problem:
        raise Refused("PDF_FRAME", detail="deflate") from problem
    if len(content) > limit or not inflater.eof:
        raise Refused("PDF_FRAME", detail="deflate")
    return content


def read_signatures(
    content: bytes, paper: Paper, revisions: Sequence[Revision]
) -> list[SignedRevision]:
    """The signatures that follow the paper, each as our signer adds it.

    Raises Refused SIG_MISSING, REVISION_COUNT, SIG_STRUCTURE with the field.
    """
    if len(revisions) == 1:
        raise Refused("SIG_MISSING")
    if len(revisions) > len(paper.fields) + 1:
        raise Refused("REVISION_COUNT", found=len(revisions), expected=len(paper.fields) + 1)
    signatures = []
    for index, (before, revision) in enumerate(pairwise(revisions)):
        field = FIELD_NAMES[paper.roles[index]]
        value = _VALUE.match(content, revision.start)
        if value is None:
            raise Refused("SIG_STRUCTURE", field=field, detail="value")
        stated, digits = value[1].decode("ascii"), value[2]
        signed_at = _parse_time(stated, field)
        built = build_revision(paper, index, signed_at, digits, before)
        if content[revision.start : revision.end] != built.content:
            raise Refused("SIG_STRUCTURE", field=field, detail="revision")
        signatures.append(
            SignedRevision(
                role=paper.roles[index],
                signed_at=signed_at,
                contents=_read_container(digits, field),
                gap=built.gap,
                end=revision.end,
            )
        )
    return signatures


def _parse_time(stated: str, field: str) -> datetime:
    try:
        return datetime.strptime(stated, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError as problem:
        raise Refused("SIG_TIME", field=field) from problem


def _read_container(digits: bytes, field: str) -> bytes:
    """The DER in a signature's room, which zeros fill: no signature covers those digits."""
    filled = bytes.fromhex(digits.decode("ascii"))
    container = filled[: der_length(filled)]
    if filled[len(container) :].strip(b"\0"):
        raise Refused("SIG_STRUCTURE", field=field, detail="container")
    return container


def der_length(container: bytes) -> int:
    """Length of the value a DER encoding starts with, its header included."""
    if len(container) < 2 or container[1] < 0x80:
        return min(2 + container[1] if len(container) > 1 else 0, len(container))
    count = container[1] & 0x7F
    return min(2 + count + int.from_bytes(container[2 : 2 + count], "big"), len(container))


@dataclass(frozen=True)
class BuiltRevision:
    """The bytes of a revision, and where in the file the signature's digits then stand."""

    content: bytes
    gap: tuple[int, int]

    def digest(self, before: bytes) -> bytes:
        """The SHA-256 of what is to be signed: the file before, and this without the digits."""
        start, end = self.gap[0] - len(before), self.gap[1] - len(before)
        state = hashlib.sha256(before)
        state.update(self.content[:start])
        state.update(self.content[end:])
        return state.digest()


def build_revision(
    paper: Paper, index: int, signed_at: datetime, digits: bytes, before: Revision
) -> BuiltRevision:
    """Build the revision that signs the field of that index, behind the revision `before`.

    `digits` are the hexadecimal digits of the signature, zeros where it is yet to be made.
    """
    start, number = before.end, paper.size + 2 * index
    role = paper.roles[index]
    head = f"{number} 0 obj\n<</Type/Sig/M{format_date(signed_at)}/Contents".encode("ascii")
    gap = (start + len(head), start + len(head) + len(digits) + 2)
    objects = _change_objects(paper, index, number)
    reference = _CERTIFIES if index == 0 else _LOCKS.format(root=paper.root)
    tail = (
        f"/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached"
        f"/Reason{format_text(SIGNING_REASONS[role])}/Reference[<</Type/SigRef{reference}>>]"
    )
    frame = "/ByteRange[0 {:>10} {:>10} {:>10}]>>\nendobj\n"
    at = gap[1] + len(tail) + len(frame.format(0, 0, 0))
    rest = _build_rest(paper, objects, (number, start), at, before.table)
    length = at - gap[1] + len(rest)
    ranges = frame.format(gap[0], gap[1], length)
    content = head + b"<" + digits + b">" + (tail + ranges).encode("ascii") + rest
    return BuiltRevision(content, gap)


def _change_objects(paper: Paper, index: int, value: int) -> dict[int, str]:
    """What a signature changes of the paper: its field, and by the first one the catalog."""
    number, text = paper.fields[index]
    changed = {number: f"{text[:-2]}/V {value} 0 R>>"}
    if index == 0:
        changed[paper.root] = f"{paper.catalog[:-2]}/Perms<</DocMDP {value} 0 R>>>>"
    return changed


def _build_rest(
    paper: Paper, objects: dict[int, str], value: tuple[int, int], at: int, previous: int
) -> bytes:
    """What follows the signature from `at` on: changed objects and the table of the revision."""
    written, places = bytearray(), dict([value])
    for number, text in sorted(objects.items()):
        places[number] = at + len(written)
        written += f"{number} 0 obj\n{text}\nendobj\n".encode("ascii")
    table_number, table = value[0] + 1, at + len(written)
    places[table_number] = table
    numbers = sorted(places)
    sections = _find_sections(numbers)
    entries = b"".join(b"\1" + places[each].to_bytes(4, "big") + b"\0\0" for each in numbers)
    head = (
        f"{table_number} 0 obj\n<</Type/XRef/Prev {previous}/W[1 4 2]/Index[{sections}]"
        f"/Size {table_number + 1}/Root {paper.root} 0 R/Info {paper.info} 0 R"
        f"/ID{paper.identifier}/Length {len(entries)}>>\nstream\n"
    )
    closing = _TABLE_END % table
    return bytes(written) + head.encode("ascii") + entries + closing


def _find_sections(numbers: Sequence[int]) -> str:
    """First number and count of each run of consecutive numbers."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and runs[-1][-1] + 1 == each:
            runs[-1].append(each)
        else:
            runs.append([each])
    return " ".join(f"{run[0]} {len(run)}" for run in runs)
