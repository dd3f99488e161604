"""The signatures in a PDF: where they stand, what they cover, what came after them.

Whether a signature is right is `app.returns.pdf.cms`; who the signers are and whether they may
sign is decided by the registry.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pikepdf

from app.returns.pdf.frame import Revision
from app.returns.refusal import Refused

_SUBFILTER = "/ETSI.CAdES.detached"
_ONLY_FORMS = 2  # DocMDP: fields may be filled in and signed, nothing else may change
_DATE = re.compile(rb"D:(\d{14})(?:Z|\+00'00'?)")


@dataclass(frozen=True)
class PdfSignature:
    """A signature field that is filled in."""

    field: str
    field_id: int
    """Number of the object the field is."""
    value_id: int
    byte_range: tuple[int, ...]
    contents: bytes
    subfilter: str
    signed_at: datetime | None
    permissions: int | None
    """Of a certification: what may still happen to the document."""

    def digest(self, content: bytes, name: str) -> bytes:
        """The digest of the bytes the signature covers."""
        _, before, after, length = self.byte_range
        state = hashlib.new(name, memoryview(content)[:before])
        state.update(memoryview(content)[after : after + length])
        return state.digest()


def find_signatures(
    pdf: pikepdf.Pdf, names: Sequence[str], *, is_before_approval: bool = False
) -> list[PdfSignature]:
    """The signatures in the fields where they belong, in order.

    Before the approval the last field is there and nobody has signed it, the others are signed.
    Raises Refused SIG_MISSING, SIG_COUNT (a field nobody signed), SIG_STRUCTURE.
    """
    form = pdf.Root.get("/AcroForm")
    fields: list[Any] = [] if form is None else list(form["/Fields"])
    filled = [each for each in fields if "/V" in each]
    if not filled:
        raise Refused("SIG_MISSING")
    found = [str(each["/T"]) for each in fields]
    if found != list(names[: len(found)]):
        raise Refused("SIG_STRUCTURE", field=", ".join(found))
    expected = fields[:-1] if is_before_approval else fields
    if [each.objgen for each in filled] != [each.objgen for each in expected]:
        raise Refused("SIG_COUNT", found=len(filled), required=len(expected))
    return [_read_signature(each) for each in expected]


def _read_signature(field: Any) -> PdfSignature:
    value = field["/V"]
    return PdfSignature(
        field=str(field["/T"]),
        field_id=field.objgen[0],
        value_id=value.objgen[0],
        byte_range=tuple(int(each) for each in value["/ByteRange"]),
        contents=bytes(value["/Contents"]),
        subfilter=str(value["/SubFilter"]) if value["/Type"] == "/Sig" else "",
        signed_at=_parse_date(bytes(value.get("/M", b""))),
        permissions=_read_permissions(value),
    )


def _read_permissions(value: Any) -> int | None:
    for reference in value.get("/Reference", ()):
        if reference["/TransformMethod"] == "/DocMDP":
            return int(reference["/TransformParams"]["/P"])
    return None


def _parse_date(text: bytes) -> datetime | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    return datetime.strptime(match[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)


def check_placement(
    content: bytes, revisions: Sequence[Revision], signatures: Sequence[PdfSignature]
) -> None:
    """Each signature closes its own revision, one after the other, and covers it whole.

    Raises Refused REVISION_COUNT, SIG_REVISION, SIG_SUBFILTER, SIG_BYTERANGE,
    SIG_COVERAGE.
    """
    if len(revisions) != len(signatures) + 1:
        raise Refused("REVISION_COUNT", found=len(revisions), expected=len(signatures) + 1)
    for signature, revision in zip(signatures, revisions[1:], strict=True):
        if signature.subfilter != _SUBFILTER:
            raise Refused("SIG_SUBFILTER", field=signature.field)
        if signature.value_id not in revision.written:
            raise Refused("SIG_REVISION", field=signature.field)
        _check_range(content, signature, revision)


def _check_range(content: bytes, signature: PdfSignature, revision: Revision) -> None:
    """Everything up to the end of the revision is covered except the signature's own digits.

    Those digits, the only bytes no signature covers, are one DER value in capitals and zeros.
    """
    if len(signature.byte_range) != 4:
        raise Refused("SIG_BYTERANGE", detail="form")
    first, before, after, length = signature.byte_range
    if first != 0 or not revision.start < before < after < revision.end or length < 0:
        raise Refused("SIG_BYTERANGE", detail="numbers")
    if after + length != revision.end:
        raise Refused("SIG_COVERAGE", field=signature.field)
    container = signature.contents[: der_length(signature.contents)]
    digits = container.hex().upper().encode("ascii").ljust(after - before - 2, b"0")
    if content[before:after] != b"<" + digits + b">":
        raise Refused("SIG_BYTERANGE", detail="gap")


def der_length(container: bytes) -> int:
    """Length of the value a DER encoding starts with, its header included."""
    if len(container) < 2 or container[1] < 0x80:
        return min(2 + container[1] if len(container) > 1 else 0, len(container))
    count = container[1] & 0x7F
    return min(2 + count + int.from_bytes(container[2 : 2 + count], "big"), len(container))


def check_certification(pdf: pikepdf.Pdf, first: PdfSignature) -> None:
    """The first signature certifies the document: only signatures may follow. SIG_DOCMDP."""
    certified = pdf.Root.get("/Perms", pikepdf.Dictionary()).get("/DocMDP")
    if first.permissions != _ONLY_FORMS or certified is None:
        raise Refused("SIG_DOCMDP", field=first.field)
    if certified.objgen[0] != first.value_id:
        raise Refused("SIG_DOCMDP", field=first.field)


def check_additions(
    pdf: pikepdf.Pdf,
    before: pikepdf.Pdf,
    written: pikepdf.Pdf,
    revisions: Sequence[Revision],
    signatures: Sequence[PdfSignature],
) -> None:
    """Each signer fills in a field that was there; the first one also certifies the document.

    `before` is the document as the first signer left it, `written` as it was before that. Raises
    Refused SIG_DIFF.
    """
    states = (written, before, pdf)
    for at, (signature, revision) in enumerate(zip(signatures, revisions[1:], strict=True)):
        earlier, later = states[at], states[at + 1]
        empty = earlier.get_object(signature.field_id, 0)
        filled = later.get_object(signature.field_id, 0)
        added = {signature.field_id, signature.value_id}
        if at == 0:  # names its signature in the catalog
            added.add(written.Root.objgen[0])
        is_filled_in = (
            revision.written == added
            and not revision.freed
            and not any(signature.value_id in each.written for each in revisions[: at + 1])
            and "/V" not in empty
            and empty.unparse(resolved=True) == _without(filled, {"/V"})
        )
        if not is_filled_in or not _states_the_same(earlier, later):
            raise Refused("SIG_DIFF", field=signature.field)


def _states_the_same(earlier: pikepdf.Pdf, later: pikepdf.Pdf) -> bool:
    """Catalog and information are the same, whatever was certified."""
    return (
        later.Root.objgen == earlier.Root.objgen
        and later.docinfo.objgen == earlier.docinfo.objgen
        and _without(later.Root, {"/Perms"}) == _without(earlier.Root, {"/Perms"})
    )


def _without(dictionary: Any, keys: Iterable[str]) -> bytes:
    copied = pikepdf.Dictionary(dictionary)
    for key in keys:
        if key in copied:
            del copied[key]
    return copied.unparse()


def ensure_signing_time(signature: PdfSignature) -> datetime:
    """The time the signer stated, with its zone. Raises Refused SIG_TIME."""
    if signature.signed_at is None:
        raise Refused("SIG_TIME", field=signature.field)
    return signature.signed_at
