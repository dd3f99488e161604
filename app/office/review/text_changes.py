"""Text diff by words and figures: pieces kept, added and removed, as a reviewer reads them."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

from app.models.record import Record

_TOKEN = re.compile(r"[A-Za-z0-9.,%]+|\s+|.", re.DOTALL)
_LEFT_OUT = "…… "
_LONGEST = 6_000
"""In characters; beyond it the two texts are shown as replaced, for comparing takes too long."""


class PieceKind(StrEnum):
    """What became of a piece of text."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class TextPiece(Record, frozen=True, kw_only=True):
    """A stretch of text that was kept, added or removed."""

    kind: PieceKind
    text: str


def compare_texts(before: str, after: str) -> tuple[TextPiece, ...]:
    """The pieces in reading order; those kept or added make up `after`, those kept or removed
    `before`. Figures count as one piece, so 1,200 never becomes half of 1,250.
    """
    if len(before) + len(after) > _LONGEST:
        return _pieces(((PieceKind.REMOVED, before), (PieceKind.ADDED, after)))
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[tuple[PieceKind, str]] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            found.append((PieceKind.KEPT, "".join(new[new_from:new_to])))
        else:
            found.append((PieceKind.REMOVED, "".join(old[old_from:old_to])))
            found.append((PieceKind.ADDED, "".join(new[new_from:new_to])))
    return _pieces(found)


def condense(pieces: Sequence[TextPiece], around: int = 24) -> tuple[TextPiece, ...]:
    """The same pieces with long kept stretches cut down to `around` characters at each change."""
    last = len(pieces) - 1
    return tuple(
        _condense_piece(each, around, is_first=at == 0, is_last=at == last)
        for at, each in enumerate(pieces)
    )


def _condense_piece(piece: TextPiece, around: int, *, is_first: bool, is_last: bool) -> TextPiece:
    if piece.kind is not PieceKind.KEPT:
        return piece
    head = "" if is_first else piece.text[:around]
    tail = "" if is_last else piece.text[len(piece.text) - around :]
    if len(piece.text) <= len(head) + len(tail) + len(_LEFT_OUT):
        return piece
    return TextPiece(kind=PieceKind.KEPT, text=f"{head}{_LEFT_OUT}{tail}")


def _pieces(found: Iterable[tuple[PieceKind, str]]) -> tuple[TextPiece, ...]:
    return tuple(TextPiece(kind=kind, text=text) for kind, text in found if text)
