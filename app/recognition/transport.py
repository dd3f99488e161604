"""What happened to a file on its way: its end is missing, something was added, it became text."""

from app.own_files import OwnFile, recognise_own

Found = tuple[str, dict[str, str]] | None
"""Code of the sentence, and what it names."""

_RETURNS = (OwnFile.SIGNED_PDF, OwnFile.SIGNED_WORKBOOK)
_PDF, _ZIP, _ZIP_END = b"%PDF-", b"PK\x03\x04", b"PK\x05\x06"
_PDF_END = b"%%EOF"
_NAME_AT, _FIRST_PART = 30, b"[Content_Types].xml"
_TAIL = 2_048
_ZIP_TAIL = 66_000
_BEFORE = 1_024
"""How far from its beginning viewers look for a PDF."""
_FEWEST_LINES = 40
_FEWEST_MARKS = 200


def is_cut_off(content: bytes) -> bool:
    """Return whether a PDF or a package lacks its end."""
    start = _find_start(content)
    return start >= 0 and _find_end(content, start) is None


def find_mishap(content: bytes) -> Found:
    """Code and params of what befell a whole return of ours on its way."""
    start = _find_start(content)
    if start < 0:
        return None
    if _became_text(content):
        return "FILE_WAS_CONVERTED", {}
    end = _find_end(content, start)
    whole = content[start:end]
    if end is None or recognise_own(whole) not in _RETURNS:
        return None
    if start == 0 and end == len(content):
        return None
    return "FILE_PADDED", {"count": f"{start + len(content) - end:,}"}


def _find_start(content: bytes) -> int:
    """Where a PDF or a package begins: at once, or after what does not belong to it."""
    if content.startswith((_PDF, _ZIP)):
        return 0
    book = content.find(_ZIP, 0, _BEFORE)
    if book >= 0 and content.startswith(_FIRST_PART, book + _NAME_AT):
        return book
    return content.find(_PDF, 0, _BEFORE)


def _find_end(content: bytes, start: int) -> int | None:
    return _find_pdf_end(content) if content.startswith(_PDF, start) else _find_zip_end(content)


def _find_pdf_end(content: bytes) -> int | None:
    """Where the last end mark and the line end after it stop."""
    at = content.rfind(_PDF_END, max(0, len(content) - _TAIL))
    if at < 0:
        return None
    end = at + len(_PDF_END)
    for line_end in (b"\r\n", b"\n", b"\r"):
        if content.startswith(line_end, end):
            return end + len(line_end)
    return end


def _find_zip_end(content: bytes) -> int | None:
    at = content.rfind(_ZIP_END, max(0, len(content) - _ZIP_TAIL))
    if at < 0 or at + 22 > len(content):
        return None
    return min(len(content), at + 22 + int.from_bytes(content[at + 20 : at + 22], "little"))


def _became_text(content: bytes) -> bool:
    """Bytes that went through a program that took them for text.

    What is packed holds every byte: no lone line feed in it, or nothing but UTF-8, is no accident.
    """
    feeds = content.count(b"\n")
    if feeds > _FEWEST_LINES and feeds == content.count(b"\r\n") and b"\x00" in content:
        return True
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return len(content) - len(text) > _FEWEST_MARKS and ("\ufffd" in text or "\x00" in text)
