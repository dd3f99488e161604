"""What a file is that is no file of ours: told from its first bytes and its name.

It explains a refusal and decides nothing: whoever can read a file as what it ought to be does not
ask. A claim in here is worth as much as the file's maker.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from app.errors import AppError
from app.own_files import OwnFile, looks_like_pkcs12, recognise_own
from app.recognition.containers import recognise_compound, recognise_package
from app.recognition.control_numbers import find_control_numbers
from app.recognition.marks import find_mark
from app.recognition.texts import recognise_text
from app.recognition.transport import find_mishap, is_cut_off


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
    r"~\$.*|\._.*|\.~lock\..*#|\.ds_store|desktop\.ini|thumbs\.db|ehthumbs\.db|.*\.(crdownload|part|download|"
    r"partial|tmp|icloud|opdownload)",
    re.IGNORECASE,
)
_PRIVATE_TEXT = re.compile(
    rb"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----|PuTTY-User-Key-File-\d"
)
_PRIVATE_DER = re.compile(  # RFC 5208 and 5915, RFC 8018 sealed with a passphrase; Java's stores
    rb"\x30(?:\x82..|\x81.|.)(?:\x02\x01\x00\x30|\x02\x01\x00\x02\x82|\x02\x01\x01\x04|"
    rb"\x30(?:\x82..|\x81.|.)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05)|\xfe\xed\xfe\xed|\xce\xce\xce\xce",
    re.S,
)
_CERTIFICATE_PEM = re.compile(
    rb"-----BEGIN (?:(?:NEW |TRUSTED )?CERTIFICATE(?: REQUEST)?|PKCS7|X509 CRL|PUBLIC KEY)-----"
)
_X509 = re.compile(rb"\x30\x82..\x30\x82..(?:\xa0\x03\x02\x01\x02)", re.S)
_OWN_FORMAT = b'"format":"tianbao.'
_CMS = re.compile(
    rb"\x30(?:\x82..|\x83...|\x80)\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03]", re.S
)
_PART_OF_ARCHIVE = re.compile(
    r".*\.(?:z\d\d|r\d\d|(?:zip|7z|rar)\.\d{3}|part\d{1,3}\.rar|\d{3})", re.I
)
_NAMED_AS_OURS = re.compile(r".*\.(?:xlsx|pdf|zip)(?:[ _-]?\(?\d{1,3}\)?)?", re.I)
_COPIES = ("FILE_IS_TEXT", "FILE_IS_OLD_WORKBOOK", "FILE_IS_WEB_PAGE", "FILE_IS_OTHER_WORKBOOK")
"""Kinds a return is saved as by programs that do not keep its signatures."""
_COPY_KINDS = {
    "FILE_IS_TEXT": "TXT / CSV",
    "FILE_IS_OLD_WORKBOOK": "XLS",
    "FILE_IS_WEB_PAGE": "HTML",
}
_LOOKED_AT = 4_096
_HEAD_OF_LARGE = 65_536


def recognise_foreign(content: bytes, name: str) -> Recognised | None:
    """What a file is instead of a return; None where it may be one, or nobody can tell."""
    for look in _LOOKS:
        found = look(content, PurePath(name).name)
        if found is not None:
            return _recognise_copy(content, found) or found
    return None


def explain_size(problem: AppError, path: Path) -> AppError:
    """What a file is that could not be read for its size; other problems stay as they are."""
    if problem.code != "FILE_TOO_LARGE":
        return problem
    try:
        with path.open("rb") as stream:
            found = _recognise_large(stream.read(_HEAD_OF_LARGE), path.name)
    except OSError:
        return problem
    return problem if found is None else AppError(found.code, file=path, **found.params)


def _recognise_large(head: bytes, name: str) -> Recognised | None:
    """What a file too large to be read is, by its beginning alone."""
    if head.startswith(b"PK\x03\x04"):
        is_document = head[30:49] == b"[Content_Types].xml"
        return None if is_document else Recognised("FILE_IS_SEALED_ARCHIVE", {"kind": "ZIP"})
    for look in (_leftover, _key, _split_archive, _mark):
        found = look(head, PurePath(name).name)
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
    head = content[:_LOOKED_AT]
    if looks_like_pkcs12(content) or _PRIVATE_TEXT.search(head) or _PRIVATE_DER.match(head):
        return Recognised("FILE_IS_KEY")
    if _CERTIFICATE_PEM.search(head) or _X509.match(content):
        return Recognised("FILE_IS_CERTIFICATE")
    return None


def _own(content: bytes, name: str) -> Recognised | None:
    kind = recognise_own(content)
    code = None if kind is None else _OWN_PAPERS.get(kind)
    return None if code is None else Recognised(code)


def _split_archive(content: bytes, name: str) -> Recognised | None:
    is_part = _PART_OF_ARCHIVE.fullmatch(name) is not None
    return Recognised("FILE_IS_PART_OF_ARCHIVE") if is_part else None


def _cut_off(content: bytes, name: str) -> Recognised | None:
    """A PDF or a workbook whose end is missing: a transfer that broke off."""
    return Recognised("FILE_CUT_OFF") if is_cut_off(content) else None


def _package(content: bytes, name: str) -> Recognised | None:
    if not content.startswith(b"PK"):
        return None
    found = recognise_package(content)
    return None if found is None else Recognised(*found)


def _compound(content: bytes, name: str) -> Recognised | None:
    found = recognise_compound(content)
    return None if found is None else Recognised(*found)


def _mark(content: bytes, name: str) -> Recognised | None:
    found = find_mark(content)
    return None if found is None else _with_kind(*found)


def _mishap(content: bytes, name: str) -> Recognised | None:
    found = find_mishap(content)
    return None if found is None else Recognised(*found)


def _text(content: bytes, name: str) -> Recognised | None:
    if content.startswith((b"%PDF-", b"PK")):
        return None
    found = recognise_text(content)
    return None if found is None else _with_kind(*found)


def _sealed_mail(content: bytes, name: str) -> Recognised | None:
    is_cms = _CMS.match(content) is not None and _OWN_FORMAT not in content
    return Recognised("FILE_IS_SEALED_MAIL") if is_cms else None


def _unknown(content: bytes, name: str) -> Recognised | None:
    """Named as ours are, and nothing known inside: sealed by some program, or damaged."""
    if content.startswith((b"%PDF-", b"PK")) or recognise_own(content) is not None:
        return None
    is_named_so = _NAMED_AS_OURS.fullmatch(name) is not None
    return Recognised("FILE_UNKNOWN_CONTENT") if is_named_so else None


def _with_kind(code: str, kind: str) -> Recognised:
    return Recognised(code, {"kind": kind} if kind else {})


def _recognise_copy(content: bytes, found: Recognised) -> Recognised | None:
    """A copy of a return that another kind of file was made of: it still bears the number."""
    if found.code not in _COPIES:
        return None
    numbers = find_control_numbers(content)
    if len(numbers) != 1:
        return None
    kind = _COPY_KINDS.get(found.code) or found.params["kind"]
    return Recognised("RETURN_AS_OTHER_KIND", {"kind": kind, "control_number": numbers[0]})


_LOOKS: tuple[Callable[[bytes, str], Recognised | None], ...] = (
    _emptiness,
    _leftover,
    _key,
    _own,
    _split_archive,
    _cut_off,
    _package,
    _compound,
    _mark,
    _mishap,
    _sealed_mail,
    _text,
    _unknown,
)
