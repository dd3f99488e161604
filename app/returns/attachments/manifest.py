"""The manifest of an attachments package (附件包): of which return it is, and what is in it."""

from app.models.record import Record

MANIFEST = "manifest.json"
"""The entry it stands in, the first one; no attachment has that name."""
PACKAGE_ENDING = "_附件.zip"
"""What the name of the return is followed by in the name of its package."""
FORMAT, FORMAT_VERSION = "tianbao.attachments", 1


class PackedFile(Record, frozen=True, kw_only=True):
    """One attachment in a package."""

    entry: str
    """Its name in the package: unlike any other there."""
    name: str
    """Its name in the return."""
    media_type: str
    size_bytes: int
    sha256: str


class Manifest(Record, frozen=True, kw_only=True):
    """What a package says of itself; only the digests in the signed payload are believed."""

    format: str = FORMAT
    format_version: int = FORMAT_VERSION
    agency: str
    round_id: str
    revision: int
    control_number: str
    payload_sha256: str
    files: tuple[PackedFile, ...]
