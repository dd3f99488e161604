"""What stands in a container: a zip package or archive, or a compound file of old Office.

Only names and the list of content types are looked at, within bounds, and never believed.
"""

import io
import re
import zipfile

from app.visible_text import visible_line

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MOST_BYTES = 100_000
_MOST_NAMES = 3
_LONGEST_NAME = 60
_TYPES = "[Content_Types].xml"
_UTF8_FLAG = 0x800
_ENCODINGS = ("utf-8", "cp950")
"""Windows Explorer of a zh-TW system writes names in its own code page, without saying so."""

_DOCUMENT = "FILE_IS_OFFICE_DOCUMENT"
_PARTS = (
    ("word/", _DOCUMENT, "Word"),
    ("ppt/", _DOCUMENT, "PowerPoint"),
    ("visio/", _DOCUMENT, "Visio"),
    ("FixedDocSeq.fdseq", "FILE_IS_PRINTED", "XPS"),
    ("FixedDocumentSequence.fdseq", "FILE_IS_PRINTED", "XPS"),
    ("Documents/1/", "FILE_IS_PRINTED", "XPS"),
    ("xl/workbook.bin", "FILE_IS_OTHER_WORKBOOK", "XLSB"),
)
_UNTYPED = (
    ("Index/Document.iwa", "FILE_IS_OTHER_WORKBOOK", "Apple Numbers / Pages"),
    ("Index.zip", "FILE_IS_OTHER_WORKBOOK", "Apple Numbers / Pages"),
    ("META-INF/container.xml", _DOCUMENT, "EPUB"),
    ("AndroidManifest.xml", "FILE_IS_PROGRAM", ""),
    ("META-INF/MANIFEST.MF", "FILE_IS_PROGRAM", ""),
)
"""Packages of others, which keep no list of content types."""
_LOCKED_FLAG = 0x1
_ODF = {
    "application/vnd.oasis.opendocument.text": "Writer（ODT）",
    "application/vnd.oasis.opendocument.presentation": "Impress（ODP）",
    "application/vnd.oasis.opendocument.graphics": "Draw（ODG）",
}
_STREAMS = (
    ("EncryptedPackage", "FILE_HAS_PASSWORD", ""),
    ("__substg1.0_", "FILE_IS_MAIL", ""),
    ("WordDocument", "FILE_IS_OFFICE_DOCUMENT", "Word 97–2003"),
    ("PowerPoint Document", "FILE_IS_OFFICE_DOCUMENT", "PowerPoint 97–2003"),
    ("Workbook", "FILE_IS_OLD_WORKBOOK", ""),
    ("Book", "FILE_IS_OLD_WORKBOOK", ""),
)
_MACROS = re.compile(rb"macroEnabled|vbaProject")


def recognise_package(content: bytes) -> tuple[str, dict[str, str]] | None:
    """Code and params of a zip that is no plain workbook; None where it is, or nobody can tell."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            entries = package.infolist()[:1_000]
            names = [decode_name(each) for each in entries]
            if "mimetype" in names[:1]:
                kind = _ODF.get(_read(package, "mimetype").decode("ascii", "replace").strip())
                return None if kind is None else ("FILE_IS_OFFICE_DOCUMENT", {"kind": kind})
            types = (
                _read(package, "[Content_Types].xml") if "[Content_Types].xml" in names else None
            )
    except Exception:  # hostile bytes make an unpacker fail in any way; strict reading says how
        return None
    if types is None:
        return _find_part(names, _UNTYPED) or _name_archive(entries, names)
    found = _find_part(names, _PARTS)
    if found is not None:
        return found
    return ("WORKBOOK_WITH_MACROS", {}) if _MACROS.search(types) else None


def _find_part(
    names: list[str], parts: tuple[tuple[str, str, str], ...]
) -> tuple[str, dict[str, str]] | None:
    for part, code, kind in parts:
        if any(each.startswith(part) for each in names):
            return code, {"kind": kind} if kind else {}
    return None


def _name_archive(entries: list[zipfile.ZipInfo], names: list[str]) -> tuple[str, dict[str, str]]:
    files = [each for each in names if not each.endswith("/") and not is_left_behind(each)]
    if not files:
        return "FILE_IS_EMPTY_ARCHIVE", {}
    if any(each.flag_bits & _LOCKED_FLAG for each in entries):
        return "FILE_IS_LOCKED_ARCHIVE", {"names": _list_names(files)}
    return "FILE_IS_ARCHIVE", {"kind": "ZIP", "names": _list_names(files)}


def is_left_behind(name: str) -> bool:
    """Return whether a system put a file into an archive by itself."""
    return name.startswith("__MACOSX/") or name.rpartition("/")[2].startswith(("._", ".DS_Store"))


def recognise_compound(content: bytes) -> tuple[str, dict[str, str]] | None:
    """Code and params of a compound file: old Office documents, Outlook messages, encryption."""
    if not content.startswith(_COMPOUND):
        return None
    for stream, code, kind in _STREAMS:
        if stream.encode("utf-16-le") in content:
            return code, {"kind": kind} if kind else {}
    return "FILE_IS_OFFICE_DOCUMENT", {"kind": "Office 97–2003"}


def _read(package: zipfile.ZipFile, name: str) -> bytes:
    with package.open(name) as part:
        return part.read(_MOST_BYTES)


def decode_name(entry: zipfile.ZipInfo) -> str:
    """The name of an entry, also where an archiver wrote it in the code page of its system."""
    if entry.flag_bits & _UTF8_FLAG or entry.filename.isascii():
        return entry.filename
    try:
        written = entry.filename.encode("cp437")
    except UnicodeEncodeError:
        return entry.filename
    for encoding in _ENCODINGS:
        try:
            return written.decode(encoding)
        except UnicodeDecodeError:
            continue
    return entry.filename


def _list_names(names: list[str]) -> str:
    shown = [visible_line(each.rpartition("/")[2])[:_LONGEST_NAME] for each in names[:_MOST_NAMES]]
    rest = len(names) - len(shown)
    return "、".join(shown) + (f" …（+{rest}）" if rest else "")
