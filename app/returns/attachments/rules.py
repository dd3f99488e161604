"""Rules for the attachments of a return: names any computer can write, bounded number and size.

The same rules hold where a file is attached, where a return is verified and where a package is
made or read: what one of them lets through, none of the others stumbles over.
"""

import re
import unicodedata
from collections.abc import Sequence
from pathlib import PurePath

from app.characters.cleaning import clean_text
from app.characters.table import Treatment, treatment_of
from app.files import ATTACHMENTS_LIMIT, MOST_ATTACHMENTS
from app.models.returns import AttachmentDigest
from app.returns.printable import find_missing

_MOST_BYTES = 200
"""Of a name in UTF-8: file systems take 255, and ` (12)` may have to be added."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_MEDIA_TYPE = re.compile(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}")
_NAMELESS = "附件"


def tidy_name(name: str) -> str:
    """The name of a file as any computer can write it, and as it is seen: nothing else is taken."""
    cleaned = clean_text(name).text.replace("\n", "")
    seen = "".join(each for each in cleaned if unicodedata.category(each) not in _UNSEEN)
    tidy = _FORBIDDEN.sub("_", unicodedata.normalize("NFC", _drop_unprintable(seen))).strip(" .")
    if _RESERVED.fullmatch(tidy):
        tidy = f"_{tidy}"
    return _shorten(tidy) or _NAMELESS


def _drop_unprintable(name: str) -> str:
    """`_` for what no page could show: an emoji, a character no typeface has."""
    unfit = {each for each in find_missing(name) if each in name} if not name.isascii() else set()
    return "".join(
        "_" if each in unfit or treatment_of(each) is Treatment.REFUSE else each for each in name
    )


def _shorten(name: str) -> str:
    """Its beginning and its suffix, where it is longer than a file system takes."""
    if len(name.encode()) <= _MOST_BYTES:
        return name
    suffix = PurePath(name).suffix
    if len(suffix.encode()) > 20:
        suffix = ""
    room = _MOST_BYTES - len(suffix.encode())
    stem = name.removesuffix(suffix).encode()[:room].decode(errors="ignore")
    return f"{stem.rstrip(' .')}{suffix}"


def find_attachment_problem(attachments: Sequence[AttachmentDigest]) -> str | None:
    """What is wrong with the list a payload gives of its attachments; None where it is in order."""
    if len(attachments) > MOST_ATTACHMENTS:
        return "attachments"
    sizes = [each.size_bytes for each in attachments]
    if sum(sizes) > ATTACHMENTS_LIMIT or min(sizes, default=1) <= 0:
        return "attachments size_bytes"
    order = [(each.name, each.sha256) for each in attachments]
    if order != sorted(order) or len({each.sha256 for each in attachments}) != len(order):
        return "attachments order"
    for each in attachments:
        if each.name != tidy_name(each.name):
            return "attachments name"
        if _SHA256.fullmatch(each.sha256) is None:
            return "attachments sha256"
        if _MEDIA_TYPE.fullmatch(each.media_type) is None:
            return "attachments media_type"
    return None
