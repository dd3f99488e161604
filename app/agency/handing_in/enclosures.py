"""The attachments package (附件包) of a return, made from what this store keeps of its files."""

from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.attachments import load_attachment_content, load_attachment_digests
from app.models.returns import Payload
from app.returns.attachments.manifest import PACKAGE_ENDING
from app.returns.attachments.writer import write_package


def build_enclosure(desk: AgencyDesk, payload: Payload) -> bytes | None:
    """The package of a payload's attachments.

    None where it has none, or where they are on another computer: an approver's store holds what
    was signed, not the files it names.
    """
    wanted = tuple(each.sha256 for each in payload.attachments)
    with desk.bench.store.reading() as connection:
        here = load_attachment_digests(connection, wanted)
        if not wanted or len(here) != len(wanted):
            return None
        return write_package(payload, lambda sha256: load_attachment_content(connection, sha256))


def name_enclosure(beside: Path) -> Path:
    """Where the package of a return lies: beside its file, under its name."""
    return beside.with_name(f"{beside.stem}{PACKAGE_ENDING}")
