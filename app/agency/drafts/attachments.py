"""Attachments: files an answer refers to by digest, kept in the store byte for byte."""

import hashlib
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from app.agency.drafts.blank_index import BlankIndex
from app.errors import AppError
from app.files import read_bounded
from app.models.answers import Answers
from app.models.forms import FieldType
from app.models.returns import AttachmentDigest
from app.store.tables.agency import attachment

LIMIT_BYTES = 20_000_000


def read_attachment(path: Path) -> tuple[AttachmentDigest, bytes]:
    """Read a file to attach.

    Raises AppError FILE_MISSING, FILE_UNREADABLE, FILE_TOO_LARGE, ATTACHMENT_EMPTY.
    """
    content = read_bounded(path, LIMIT_BYTES)
    if not content:
        raise AppError("ATTACHMENT_EMPTY", file=path)
    digest = AttachmentDigest(
        name=path.name, sha256=hashlib.sha256(content).hexdigest(), size_bytes=len(content)
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
                size_bytes=digest.size_bytes,
                content=content,
                added_at=at,
            )
        )


def load_attachment_digests(
    connection: Connection, sha256s: tuple[str, ...]
) -> tuple[AttachmentDigest, ...]:
    """Names and sizes of files in the given order; unknown ones are left out."""
    columns = select(attachment.c.sha256, attachment.c.name, attachment.c.size_bytes)
    rows = connection.execute(columns.where(attachment.c.sha256.in_(sha256s)))
    known = {
        row.sha256: AttachmentDigest(name=row.name, sha256=row.sha256, size_bytes=row.size_bytes)
        for row in rows
    }
    return tuple(known[each] for each in sha256s if each in known)


def load_attachment_content(connection: Connection, sha256: str) -> bytes:
    """The bytes of a file. Raises KeyError."""
    content = connection.scalar(select(attachment.c.content).where(attachment.c.sha256 == sha256))
    if content is None:
        raise KeyError(sha256)
    return bytes(content)


def referenced_attachments(index: BlankIndex, answers: Answers) -> tuple[str, ...]:
    """The digests answers refer to, each once, in order of their places."""
    found: dict[str, None] = {}
    for place, value in sorted(answers.items(), key=lambda each: each[0].path):
        field = index.field(place)
        if field is None or field.type is not FieldType.ATTACHMENT:
            continue
        if isinstance(value, tuple):
            found |= dict.fromkeys(value)
    return tuple(found)
