"""Who reviews, and comments not yet sent: kept beside the store until the decision."""

from pathlib import Path

import msgspec

from app.files import write_atomically
from app.models.record import Record


class ReviewNote(Record, frozen=True, kw_only=True):
    """One comment in the making, at a place (its path) or about the whole return (None)."""

    place: str | None
    text: str


class _File(Record, frozen=True, kw_only=True):
    reviewer: str = ""
    notes: dict[str, tuple[ReviewNote, ...]] = {}


class ReviewNotes:
    """Notes by round, agency and revision. A file that cannot be read counts as none."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.reviewer = ""
        """Proposed as the name of whoever decides next."""
        self._notes: dict[str, tuple[ReviewNote, ...]] = {}

    def load(self) -> None:
        """Read what was left from an earlier session."""
        try:
            read = msgspec.json.decode(self.path.read_bytes(), type=_File)
        except (OSError, msgspec.MsgspecError):
            read = _File()
        self.reviewer, self._notes = read.reviewer, dict(read.notes)

    def set_reviewer(self, name: str) -> None:
        """Remember who reviews. Raises AppError FILE_*."""
        if name != self.reviewer:
            self.reviewer = name
            self._save()

    def notes(self, round_id: str, agency: str, revision: int) -> tuple[ReviewNote, ...]:
        """The notes about one revision, in the order they were written."""
        return self._notes.get(_key(round_id, agency, revision), ())

    def text(self, round_id: str, agency: str, revision: int, place: str | None) -> str:
        """The note at one place; empty for none."""
        for each in self.notes(round_id, agency, revision):
            if each.place == place:
                return each.text
        return ""

    def write(
        self, round_id: str, agency: str, revision: int, place: str | None, text: str
    ) -> None:
        """Keep the note at one place; an empty text takes it away. Raises AppError FILE_*."""
        kept = [each for each in self.notes(round_id, agency, revision) if each.place != place]
        if text.strip():
            kept.append(ReviewNote(place=place, text=text.strip()))
        self._notes[_key(round_id, agency, revision)] = tuple(kept)
        self._save()

    def forget(self, round_id: str, agency: str, revision: int) -> None:
        """Take all notes about a revision away: they went out with a decision."""
        if self._notes.pop(_key(round_id, agency, revision), None) is not None:
            self._save()

    def _save(self) -> None:
        filled = {key: notes for key, notes in self._notes.items() if notes}
        kept = _File(reviewer=self.reviewer, notes=filled)
        write_atomically(self.path, msgspec.json.encode(kept, order="sorted"))


def _key(round_id: str, agency: str, revision: int) -> str:
    return f"{round_id}/{agency}/{revision}"
