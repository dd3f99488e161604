"""The attachments of a received return: which have come, and getting them out of the store."""

from __future__ import annotations

from pathlib import Path

from app.errors import AppError
from app.files import write_atomically
from app.models.received import ReceivedReturn
from app.models.record import Record
from app.models.returns import AttachmentDigest
from app.office.bench import OfficeBench
from app.office.importing.received_attachments import load_content, load_received
from app.returns.attachments.writer import entry_names


class ListedAttachment(Record, frozen=True, kw_only=True):
    """An attachment a return lists, whether it has come or not."""

    attachment: AttachmentDigest
    entry: str
    """Its name beside the others of the return."""
    is_here: bool


class OfficeAttachments:
    """`desk.attachments`: what came in packages, by the returns that list it."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def of(self, received: ReceivedReturn) -> tuple[ListedAttachment, ...]:
        """What a return lists, in its order."""
        listed = received.payload.attachments
        if not listed:
            return ()
        with self._bench.store.reading() as connection:
            here = load_received(connection, listed)
        return tuple(
            ListedAttachment(attachment=each, entry=entry, is_here=each.sha256 in here)
            for each, entry in zip(listed, entry_names(listed), strict=True)
        )

    def content(self, attachment: AttachmentDigest) -> bytes:
        """The bytes of one. Raises AppError ATTACHMENT_NOT_HERE, ATTACHMENT_DAMAGED."""
        with self._bench.store.reading() as connection:
            return load_content(connection, attachment)

    def save(self, received: ReceivedReturn, folder: Path) -> tuple[Path, ...]:
        """Write those that have come into a folder of their own, and return their paths.

        Raises AppError ATTACHMENTS_NONE_HERE, ATTACHMENT_DAMAGED, FILE_*.
        """
        here = [each for each in self.of(received) if each.is_here]
        if not here:
            raise AppError("ATTACHMENTS_NONE_HERE")
        name = f"{received.agency}_{received.round_id}_r{received.revision}_附件"
        written = []
        for each in here:
            path = folder / name / each.entry
            write_atomically(path, self.content(each.attachment))
            written.append(path)
        return tuple(written)


def find_awaited(listed: tuple[ListedAttachment, ...]) -> AppError | None:
    """What to say of attachments that have not come; None where none is lacking."""
    lacking = [each for each in listed if not each.is_here]
    if not lacking:
        return None
    names = "、".join(each.attachment.name for each in lacking[:3])
    more = "…" if len(lacking) > 3 else ""
    return AppError(
        "ATTACHMENTS_AWAITED", count=len(listed), known=len(lacking), rows=f"{names}{more}"
    )
