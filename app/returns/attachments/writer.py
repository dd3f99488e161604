"""Write the package (附件包) in which the attachments of a return leave the computer.

A plain ZIP: the manifest, then the files as they are, under the names the return gives them. It
is not signed: the signed payload holds the digest of each file. The same return gives the same
bytes.
"""

import hashlib
import io
from collections.abc import Callable, Sequence
from pathlib import PurePath
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import msgspec

from app.errors import AppError
from app.models.returns import AttachmentDigest, Payload
from app.returns.attachments.manifest import MANIFEST, Manifest, PackedFile
from app.returns.attachments.rules import tidy_name

_TIME = (1980, 1, 1, 0, 0, 0)
"""The first moment a ZIP knows; the clock has no part in it."""
_UNIX, _PLAIN_FILE = 3, 0o100644


def write_package(payload: Payload, load: Callable[[str], bytes]) -> bytes:
    """Pack the attachments of a payload; `load` brings the bytes of a digest.

    Raises AppError ATTACHMENT_DAMAGED where it brings others.
    """
    manifest = build_manifest(payload)
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_STORED) as package:
        text = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
        package.writestr(_build_entry(MANIFEST), text)
        for each in manifest.files:
            content = load(each.sha256)
            if hashlib.sha256(content).hexdigest() != each.sha256:
                raise AppError("ATTACHMENT_DAMAGED", name=each.name)
            package.writestr(_build_entry(each.entry), content)
    return stream.getvalue()


def build_manifest(payload: Payload) -> Manifest:
    """What the package of a payload says of itself."""
    return Manifest(
        agency=payload.agency,
        round_id=payload.round_id,
        revision=payload.revision,
        control_number=payload.control_number(),
        payload_sha256=payload.sha256(),
        files=tuple(
            PackedFile(
                entry=entry,
                name=each.name,
                media_type=each.media_type,
                size_bytes=each.size_bytes,
                sha256=each.sha256,
            )
            for entry, each in zip(
                entry_names(payload.attachments), payload.attachments, strict=True
            )
        ),
    )


def entry_names(attachments: Sequence[AttachmentDigest]) -> tuple[str, ...]:
    """The names of attachments side by side in one folder: as in the return, each only once."""
    taken = {MANIFEST}
    names = []
    for each in attachments:
        path = PurePath(tidy_name(each.name))
        name, number = path.name, 2
        while name.casefold() in taken:
            name, number = f"{path.stem} ({number}){path.suffix}", number + 1
        taken.add(name.casefold())
        names.append(name)
    return tuple(names)


def _build_entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _TIME)
    entry.create_system = _UNIX  # else it says on which system it was written
    entry.external_attr = _PLAIN_FILE << 16
    return entry
