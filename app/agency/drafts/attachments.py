"""Attachments (附件): files an answer refers to by digest, kept in the store byte for byte."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from app.agency.drafts.change import Change
from app.agency.drafts.delta import build_value_delta
from app.agency.drafts.sheet import Sheet
from app.errors import AppError
from app.files import ATTACHMENTS_LIMIT, MOST_ATTACHMENTS
from app.models.answers import Place
from app.models.forms import FieldType
from app.models.returns import AttachmentDigest
from app.returns.attachments.choosing import ChosenFile, choose_file
from app.store.tables.agency import attachment


class Attachments:
    """`draft.attachments`: the files of fields that take them.

    Raises KeyError for a place of another kind of field.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def all(self) -> tuple[AttachmentDigest, ...]:
        """The files the answers refer to, each once, in order of their places."""
        found: dict[str, None] = {}
        for place, value in sorted(self._sheet.answers.items(), key=lambda each: each[0].path):
            if self._is_field(place) and isinstance(value, tuple):
                found |= dict.fromkeys(value)
        with self._sheet.store.reading() as connection:
            return load_attachment_digests(connection, tuple(found))

    def content(self, sha256: str) -> bytes:
        """The bytes of a file. Raises KeyError."""
        with self._sheet.store.reading() as connection:
            return load_attachment_content(connection, sha256)

    def room(self) -> int:
        """How many bytes may be added before a return holds as much as may be sent."""
        return ATTACHMENTS_LIMIT - sum(each.size_bytes for each in self.all())

    def add(self, place: Place, path: Path) -> Change:
        """Add a file to a field. Raises AppError as `choose_file` and `add_chosen` do."""
        self._of(place)  # another kind of field is refused before the file is read
        return self.add_chosen(place, (choose_file(path),))

    def add_chosen(self, place: Place, files: Sequence[ChosenFile]) -> Change:
        """Add files to a field as one step.

        Raises AppError ATTACHMENTS_TOO_MANY, ATTACHMENTS_TOO_LARGE; none is added then.
        """
        digests = {each.digest.sha256: (each.digest, each.content) for each in files}
        with self._sheet.lock:
            present = self._of(place)
            _ensure_room(self.all(), [digest for digest, _ in digests.values()])
            return self._sheet.journal.write(
                build_value_delta({place: tuple(dict.fromkeys((*present, *digests)))}),
                f"附加「{files[0].name}」" if len(files) == 1 else f"附加 {len(files)} 個檔案",
                also=lambda connection, at: _save_all(connection, digests.values(), at),
            )

    def remove(self, place: Place, sha256: str) -> Change:
        """Take a file off a field; its bytes stay for undo."""
        with self._sheet.lock:
            rest = tuple(each for each in self._of(place) if each != sha256)
            return self._sheet.journal.write(build_value_delta({place: rest}), "移除附件")

    def _of(self, place: Place) -> tuple[str, ...]:
        if not self._is_field(place):
            raise KeyError(place.path)
        value = self._sheet.answers.get(place)
        return value if isinstance(value, tuple) else ()

    def _is_field(self, place: Place) -> bool:
        field = self._sheet.index.field(place)
        return field is not None and field.type is FieldType.ATTACHMENT


def _ensure_room(present: Sequence[AttachmentDigest], chosen: Sequence[AttachmentDigest]) -> None:
    """All attachments of a return leave in one file, which has to stay one that can be sent."""
    known = {each.sha256 for each in present}
    added = [each.size_bytes for each in chosen if each.sha256 not in known]
    if added and len(present) + len(added) > MOST_ATTACHMENTS:
        raise AppError("ATTACHMENTS_TOO_MANY", count=MOST_ATTACHMENTS)
    room = ATTACHMENTS_LIMIT - sum(each.size_bytes for each in present)
    if added and sum(added) > room:
        raise AppError(
            "ATTACHMENTS_TOO_LARGE",
            size=f"{sum(added) / 1_000_000:.1f}",
            limit_mb=ATTACHMENTS_LIMIT // 1_000_000,
            room=f"{max(0, room) / 1_000_000:.1f}",
        )


def _save_all(
    connection: Connection, files: Iterable[tuple[AttachmentDigest, bytes]], at: datetime
) -> None:
    for digest, content in files:
        save_attachment(connection, digest, content, at)


def save_attachment(
    connection: Connection, digest: AttachmentDigest, content: bytes, at: datetime
) -> None:
    """Keep a file; one that is there already keeps the name it came with."""
    known = select(attachment.c.sha256).where(attachment.c.sha256 == digest.sha256)
    if connection.scalar(known) is None:
        connection.execute(
            insert(attachment).values(
                sha256=digest.sha256,
                name=digest.name,
                media_type=digest.media_type,
                size_bytes=digest.size_bytes,
                content=content,
                added_at=at,
            )
        )


def load_attachment_digests(
    connection: Connection, sha256s: tuple[str, ...]
) -> tuple[AttachmentDigest, ...]:
    """What is to be signed of files in the given order; unknown ones are left out."""
    table = attachment.c
    columns = select(table.name, table.media_type, table.size_bytes, table.sha256)
    rows = connection.execute(columns.where(table.sha256.in_(sha256s)))
    known = {row.sha256: AttachmentDigest(**row._mapping) for row in rows}
    return tuple(known[each] for each in sha256s if each in known)


def load_attachment_content(connection: Connection, sha256: str) -> bytes:
    """The bytes of a file. Raises KeyError."""
    content = connection.scalar(select(attachment.c.content).where(attachment.c.sha256 == sha256))
    if content is None:
        raise KeyError(sha256)
    return bytes(content)
