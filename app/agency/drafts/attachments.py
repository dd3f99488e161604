"""Attachments (附件): files an answer refers to by digest, kept in the store byte for byte."""

import hashlib
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from app.agency.drafts.change import Change
from app.agency.drafts.delta import build_value_delta
from app.agency.drafts.sheet import Sheet
from app.errors import AppError
from app.files import ATTACHMENT_LIMIT, ATTACHMENTS_LIMIT, MOST_ATTACHMENTS, read_bounded
from app.models.answers import Place
from app.models.forms import FieldType
from app.models.returns import AttachmentDigest
from app.returns.attachments.media_types import find_media_type
from app.returns.attachments.rules import tidy_name
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

    def add(self, place: Place, path: Path) -> Change:
        """Add a file to a field.

        Raises AppError FILE_*, ATTACHMENT_EMPTY, ATTACHMENTS_TOO_MANY, ATTACHMENTS_TOO_LARGE.
        """
        self._of(place)  # another kind of field is refused before the file is read
        digest, content = read_attachment(path)
        with self._sheet.lock:
            _ensure_room(self.all(), digest)
            files = tuple(dict.fromkeys((*self._of(place), digest.sha256)))
            return self._sheet.journal.write(
                build_value_delta({place: files}),
                f"附加「{digest.name}」",
                also=lambda connection, at: save_attachment(connection, digest, content, at),
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


def _ensure_room(present: tuple[AttachmentDigest, ...], added: AttachmentDigest) -> None:
    """All attachments of a return leave in one file, which has to stay one that can be sent."""
    if added.sha256 in {each.sha256 for each in present}:
        return
    if len(present) >= MOST_ATTACHMENTS:
        raise AppError("ATTACHMENTS_TOO_MANY", count=MOST_ATTACHMENTS)
    if sum(each.size_bytes for each in (*present, added)) > ATTACHMENTS_LIMIT:
        raise AppError("ATTACHMENTS_TOO_LARGE", limit_mb=ATTACHMENTS_LIMIT // 1_000_000)


def read_attachment(path: Path) -> tuple[AttachmentDigest, bytes]:
    """Read a file to attach.

    Raises AppError FILE_MISSING, FILE_UNREADABLE, FILE_TOO_LARGE, ATTACHMENT_EMPTY.
    """
    content = read_bounded(path, ATTACHMENT_LIMIT)
    if not content:
        raise AppError("ATTACHMENT_EMPTY", file=path)
    name = tidy_name(path.name)
    digest = AttachmentDigest(
        name=name,
        media_type=find_media_type(name, content),
        size_bytes=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return digest, content


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
