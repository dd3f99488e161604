"""What a file is that is no file of ours: told from its first bytes and its name.

It explains a refusal and decides nothing: whoever can read a file as what it ought to be does not
ask. A claim in here is worth as much as the file's maker.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePath

from app.errors import AppError
from app.own_files import OwnFile, looks_like_pkcs12, recognise_own
from app.recognition.containers import recognise_compound, recognise_package


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a file is: the code of its sentence, and what the sentence names."""

    code: str
    params: dict[str, str] = field(default_factory=dict)


_OWN_PAPERS = {
    OwnFile.ROUND_FILE: "FILE_IS_ROUND_FILE",
    OwnFile.RECEIPT: "FILE_IS_RECEIPT",
    OwnFile.ENROLMENT: "FILE_IS_ENROLMENT",
    OwnFile.HANDOVER: "FILE_IS_HANDOVER",
    OwnFile.SEND_BACK: "FILE_IS_SEND_BACK",
    OwnFile.ATTACHMENTS: "FILE_IS_ATTACHMENTS",
}
_RETURNS = (OwnFile.SIGNED_PDF, OwnFile.SIGNED_WORKBOOK)
"""Files of ours at the wrong door."""
_LEFTOVERS = re.compile(
    r"~\$.*|\._.*|\.ds_store|desktop\.ini|thumbs\.db|ehthumbs\.db|.*\.(crdownload|part|download|"
    r"partial|tmp|icloud|opdownload)",
    re.IGNORECASE,
)
_SHORTCUT = b"\x4c\x00\x00\x00\x01\x14\x02\x00"
_URL_FILE = re.compile(rb"\s*\[(?:InternetShortcut|\{000214A0)", re.IGNORECASE)
_ARCHIVES = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"MSCF", "CAB"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
)
_PICTURES = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"BM", "BMP"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"mif1", b"msf1", b"avif")
_WEB_PAGE = re.compile(
    rb"\s*(?:<!--.{0,500}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_MAIL = re.compile(rb"(?:[!-9;-~]{2,60}:[ \t].*\r?\n(?:[ \t].*\r?\n)*){2,}", re.MULTILINE)
_MAIL_FIELDS = re.compile(rb"^(?:received|from|subject|mime-version|return-path):", re.I | re.M)
_WINMAIL = b"\x78\x9f\x3e\x22"
_PRIVATE_PEM = re.compile(rb"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----")
_CERTIFICATE_PEM = re.compile(rb"-----BEGIN (?:CERTIFICATE|PKCS7|CERTIFICATE REQUEST)-----")
_X509 = re.compile(rb"\x30\x82..\x30\x82..(?:\xa0\x03\x02\x01\x02)", re.S)
_TEXT_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_LOOKED_AT = 4_096
_TAIL = 2_048


def recognise_foreign(content: bytes, name: str) -> Recognised | None:
    """What a file is instead of a return; None where it may be one, or nobody can tell."""
    for look in _LOOKS:
        found = look(content, PurePath(name).name)
        if found is not None:
            return found
    return None


def ensure_not_foreign(content: bytes, path: PurePath) -> None:
    """Refuse what is no file of ours. Raises AppError FILE_*, WORKBOOK_WITH_MACROS."""
    found = recognise_foreign(content, path.name)
    if found is not None:
        raise AppError(found.code, file=path.name, **found.params)


def ensure_at_right_door(content: bytes, path: PurePath, expected: OwnFile | None) -> None:
    """The same for who expects a signed document of one kind: a return is not that, either.

    Raises AppError FILE_*, WORKBOOK_WITH_MACROS.
    """
    kind = recognise_own(content)
    if kind is None or kind is not expected:
        ensure_not_foreign(content, path)
    if kind in _RETURNS:
        raise AppError("FILE_IS_RETURN", file=path.name)


def build_wrong_door(kind: OwnFile, path: PurePath) -> AppError:
    """The refusal of a signed document that is of another kind than the one asked for."""
    return AppError(_OWN_PAPERS[kind], file=path.name)


def _emptiness(content: bytes, name: str) -> Recognised | None:
    if not content:
        return Recognised("FILE_EMPTY")
    if not content.strip(b"\x00"):
        return Recognised("FILE_BLANK", {"size": f"{len(content):,}"})
    return None


def is_leftover_name(name: str) -> bool:
    """Return whether systems and other programs give such names to what they leave behind."""
    return _LEFTOVERS.fullmatch(name) is not None


def _leftover(content: bytes, name: str) -> Recognised | None:
    is_leftover = is_leftover_name(name) or content.startswith(b"\x00\x05\x16\x07")
    return Recognised("FILE_IS_LEFTOVER") if is_leftover else None


def _key(content: bytes, name: str) -> Recognised | None:
    if looks_like_pkcs12(content) or _PRIVATE_PEM.search(content[:_LOOKED_AT]):
        return Recognised("FILE_IS_KEY")
    if _CERTIFICATE_PEM.search(content[:_LOOKED_AT]) or _X509.match(content):
        return Recognised("FILE_IS_CERTIFICATE")
    return None


def _own(content: bytes, name: str) -> Recognised | None:
    kind = recognise_own(content)
    code = None if kind is None else _OWN_PAPERS.get(kind)
    return None if code is None else Recognised(code)


def _cut_off(content: bytes, name: str) -> Recognised | None:
    """A PDF or a workbook whose end is missing: a transfer that broke off."""
    is_pdf = content.startswith(b"%PDF-") and b"%%EOF" not in content[-_TAIL:]
    is_package = content.startswith(b"PK\x03\x04") and b"PK\x05\x06" not in content[-66_000:]
    return Recognised("FILE_CUT_OFF") if is_pdf or is_package else None


def _package(content: bytes, name: str) -> Recognised | None:
    if not content.startswith(b"PK"):
        return None
    found = recognise_package(content)
    return None if found is None else Recognised(*found)


def _compound(content: bytes, name: str) -> Recognised | None:
    found = recognise_compound(content)
    return None if found is None else Recognised(*found)


def _archive(content: bytes, name: str) -> Recognised | None:
    kinds = [kind for mark, kind in _ARCHIVES if content.startswith(mark)]
    if content[257:262] == b"ustar":
        kinds.append("tar")
    return Recognised("FILE_IS_ARCHIVE", {"kind": kinds[0], "names": "—"}) if kinds else None


def _picture(content: bytes, name: str) -> Recognised | None:
    kinds = [kind for mark, kind in _PICTURES if content.startswith(mark)]
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        kinds.append("WebP")
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        kinds.append("HEIC")
    return Recognised("FILE_IS_PICTURE", {"kind": kinds[0]}) if kinds else None


def _link(content: bytes, name: str) -> Recognised | None:
    is_link = content.startswith(_SHORTCUT) or _URL_FILE.match(content[:_LOOKED_AT])
    return Recognised("FILE_IS_SHORTCUT") if is_link else None


def _program(content: bytes, name: str) -> Recognised | None:
    is_program = content.startswith((b"MZ", b"\x7fELF", b"#!"))
    return Recognised("FILE_IS_PROGRAM") if is_program else None


def _text(content: bytes, name: str) -> Recognised | None:
    head = content[:_LOOKED_AT]
    if head.startswith((b"%PDF-", b"PK")):
        return None
    if _WEB_PAGE.match(head.removeprefix(b"\xef\xbb\xbf")):
        return Recognised("FILE_IS_WEB_PAGE")
    is_mail = _MAIL.match(head) and len(_MAIL_FIELDS.findall(head)) > 1
    if is_mail or content.startswith(_WINMAIL):
        return Recognised("FILE_IS_MAIL")
    if head.startswith(b"{\\rtf"):
        return Recognised("FILE_IS_OFFICE_DOCUMENT", {"kind": "RTF"})
    if head.startswith(_TEXT_MARKS) or _is_text(head):
        return Recognised("FILE_IS_TEXT")
    return None


def _is_text(head: bytes) -> bool:
    """Text of Taiwan's usual encodings, without a control character but those of lines."""
    if any(each < 0x20 and each not in b"\t\n\r\f" for each in head):
        return False
    return any(_decodes(head, encoding) for encoding in ("utf-8", "cp950"))


def _decodes(head: bytes, encoding: str) -> bool:
    for cut in range(4):  # the last character may be cut in two
        try:
            head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


_LOOKS: tuple[Callable[[bytes, str], Recognised | None], ...] = (
    _emptiness,
    _leftover,
    _key,
    _own,
    _cut_off,
    _package,
    _compound,
    _archive,
    _picture,
    _link,
    _program,
    _text,
)
