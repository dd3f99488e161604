"""Received attachments as rows of the office's store: each once, by its digest.

Nothing is kept but what a return taken in lists: its signed digests are the bound.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, insert, select

from app.errors import AppError
from app.models.returns import AttachmentDigest, Payload, build_control_number
from app.office.importing.received_returns import load_payload
from app.returns.attachments.reader import AttachmentPackage, ensure_of_payload
from app.store.tables.office import attachment_content, received_attachment


def load_payload_of(connection: Connection, package: AttachmentPackage, path: Path) -> Payload:
    """The payload a package belongs to; `path` only names it in errors.

    Raises AppError ATTACHMENTS_RETURN_UNKNOWN, STORED_PAYLOAD_DAMAGED.
    """
    wanted = package.manifest.payload_sha256
    payload = load_payload(connection, wanted)
    if payload is None:
        number = build_control_number(wanted)
        raise AppError("ATTACHMENTS_RETURN_UNKNOWN", file=path, control_number=number)
    return payload


def take_in_package(
    connection: Connection, package: AttachmentPackage, payload: Payload, path: Path, at: datetime
) -> bool:
    """Keep the files of a package that are not here yet; False where all of them are.

    Raises AppError ATTACHMENTS_OTHER_RETURN, ATTACHMENTS_MISSING, ATTACHMENTS_EXTRA before
    anything is written.
    """
    ensure_of_payload(package, payload, path)
    here = load_received(connection, payload.attachments)
    new = [each for each in payload.attachments if each.sha256 not in here]
    for each in new:
        content = package.contents[each.sha256]
        connection.execute(
            insert(received_attachment).values(
                sha256=each.sha256, size_bytes=len(content), received_at=at
            )
        )
        connection.execute(insert(attachment_content).values(sha256=each.sha256, content=content))
    return bool(new)


def load_received(connection: Connection, attachments: Iterable[AttachmentDigest]) -> set[str]:
    """The digests of those that are here."""
    wanted = [each.sha256 for each in attachments]
    digest = received_attachment.c.sha256
    return set(connection.scalars(select(digest).where(digest.in_(wanted))))


def load_content(connection: Connection, attachment: AttachmentDigest) -> bytes:
    """The bytes of an attachment. Raises AppError ATTACHMENT_NOT_HERE, ATTACHMENT_DAMAGED."""
    query = select(attachment_content.c.content)
    content = connection.scalar(query.where(attachment_content.c.sha256 == attachment.sha256))
    if content is None:
        raise AppError("ATTACHMENT_NOT_HERE", name=attachment.name)
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise AppError("ATTACHMENT_DAMAGED", name=attachment.name)
    return bytes(content)
