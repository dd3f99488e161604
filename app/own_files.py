"""What kind of file of this program some bytes are, told from the bytes alone.

Light on purpose: it guards what stands on a disk against being written over and judges nothing.
A file that only pretends to be one of ours is spared as well.
"""

import re
from enum import StrEnum


class OwnFile(StrEnum):
    """A file of this program that holds what cannot be made again at will."""

    ROUND_FILE = "round_file"
    RECEIPT = "receipt"
    ENROLMENT = "enrolment"
    HANDOVER = "handover"
    SEND_BACK = "send_back"
    KEY = "key"
    SIGNED_PDF = "signed_pdf"
    SIGNED_WORKBOOK = "signed_workbook"
    ATTACHMENTS = "attachments"


_BY_FORMAT = {
    b"tianbao.round": OwnFile.ROUND_FILE,
    b"tianbao.receipt": OwnFile.RECEIPT,
    b"tianbao.enrolment": OwnFile.ENROLMENT,
    b"tianbao.pending": OwnFile.HANDOVER,
    b"tianbao.sendback": OwnFile.SEND_BACK,
}
_MANIFEST = b"manifest.json"
_FORMAT = re.compile(rb'"format":"(tianbao\.[a-z]+)"')
_SEQUENCE = 0x30
_VERSION_OF_PFX = b"\x02\x01\x03"


def recognise_own(content: bytes) -> OwnFile | None:
    """The kind of a file of ours; None for anything else, unsigned reports included."""
    if content.startswith(b"%PDF-"):
        return OwnFile.SIGNED_PDF if b"/ByteRange" in content else None
    if content.startswith(b"PK"):
        if content[30 : 30 + len(_MANIFEST)] == _MANIFEST:
            return OwnFile.ATTACHMENTS
        return OwnFile.SIGNED_WORKBOOK if b"_xmlsignatures/origin.sigs" in content else None
    if looks_like_pkcs12(content):
        return OwnFile.KEY
    if content[:1] == bytes([_SEQUENCE]):
        found = _FORMAT.search(content)
        return None if found is None else _BY_FORMAT.get(found[1])
    return None


def find_own_of_format(name: str) -> OwnFile | None:
    """The kind of signed document a format names."""
    return _BY_FORMAT.get(name.encode("utf-8", "replace"))


def looks_like_pkcs12(content: bytes) -> bool:
    """Return whether it starts as SEQUENCE { INTEGER 3, … }: PFX of RFC 7292."""
    if len(content) < 16 or content[0] != _SEQUENCE:
        return False
    length_bytes = content[1] & 0x7F if content[1] & 0x80 else 0
    start = 2 + length_bytes
    return content[start : start + len(_VERSION_OF_PFX)] == _VERSION_OF_PFX
