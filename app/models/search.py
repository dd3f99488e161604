"""Search: texts that were handed in or decided, and what was found among them."""

from datetime import datetime
from enum import StrEnum

from app.models.record import Record


class TextKind(StrEnum):
    """What a searched text is."""

    NARRATIVE = "narrative"  # 填報內容
    REASON = "reason"  # 檢核說明
    ANSWER = "answer"  # 意見回復
    NAME = "name"  # 名稱
    COMMENT = "comment"  # 審查意見
    DECISION = "decision"  # 審查決定


class TextFact(Record, frozen=True, kw_only=True):
    """A text to be searched, and the place (its path) it stands at or is about, if any."""

    kind: TextKind
    place: str | None = None
    label: str = ""
    """The place in words, its project aside."""
    text: str


class Hit(Record, frozen=True, kw_only=True):
    """A text that was found: the newest of those that hold what was sought come first."""

    round_id: str
    agency: str
    revision: int
    kind: TextKind
    place: str | None
    label: str
    at: datetime
    """When it was received or decided."""
    before: str
    """Of its sentence, what stands before what was found."""
    found: str
    after: str


class SearchResult(Record, frozen=True, kw_only=True):
    """What was found, and whether there is more of it."""

    hits: tuple[Hit, ...]
    has_more: bool
