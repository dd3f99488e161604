"""The media type (類型) of an attachment: what its name says and its bytes bear out.

A file that is not what its name says, or is on no list, is `application/octet-stream`: nobody is
told that something is a picture because it is called `.jpg`.
"""

from pathlib import PurePath

OTHER = "application/octet-stream"

_ZIP, _OLE = (b"PK\x03\x04",), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",)
_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
_KNOWN: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".gif": ("image/gif", (b"GIF87a", b"GIF89a")),
    ".tif": ("image/tiff", (b"II*\x00", b"MM\x00*")),
    ".tiff": ("image/tiff", (b"II*\x00", b"MM\x00*")),
    ".docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
    ".xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    ".pptx": (f"{_OFFICE}.presentationml.presentation", _ZIP),
    ".odt": (f"{_OPEN}.text", _ZIP),
    ".ods": (f"{_OPEN}.spreadsheet", _ZIP),
    ".odp": (f"{_OPEN}.presentation", _ZIP),
    ".zip": ("application/zip", _ZIP),
    ".doc": ("application/msword", _OLE),
    ".xls": ("application/vnd.ms-excel", _OLE),
    ".ppt": ("application/vnd.ms-powerpoint", _OLE),
}
_DOCUMENTS = frozenset((".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"))
_MACROS = (b"vbaProject", b"Basic/", b"Scripts/", b"activeX")
"""Names of parts of a package, which stand in its directory as they are."""
_OPENED = frozenset((".pdf", ".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".txt"))
_TEXTS = {".txt": "text/plain", ".csv": "text/csv"}


def find_media_type(name: str, content: bytes) -> str:
    """The media type of a file by its name and content."""
    suffix = PurePath(name).suffix.lower()
    if suffix in _TEXTS:
        return OTHER if b"\0" in content else _TEXTS[suffix]
    media_type, marks = _KNOWN.get(suffix, (OTHER, ()))
    return media_type if content.startswith(marks) else OTHER


def may_be_opened(name: str, content: bytes | None = None) -> bool:
    """Return whether a file is of a kind that is only looked at; with its content, really so.

    The desktop goes by the name: a program or a workbook with macros is never among these.
    """
    is_looked_at = PurePath(name).suffix.lower() in _OPENED
    return is_looked_at and (content is None or find_media_type(name, content) != OTHER)


def may_run(name: str, content: bytes) -> bool:
    """Return whether opening a file may run something: no picture, text or plain document."""
    if may_be_opened(name, content):
        return False
    is_document = PurePath(name).suffix.lower() in _DOCUMENTS
    is_plain = not any(each in content for each in _MACROS)
    return not (is_document and is_plain and find_media_type(name, content) != OTHER)
