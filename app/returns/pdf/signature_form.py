"""What surrounds the signatures in a PDF: their dictionaries, fields and form, as ours are written.

A viewer shows a name, a reason, a place and a time from these, beside who signed. Ours have the
reason of the role and the time, so that nobody can be shown as somebody else, or as having
signed for something else.
"""

import pikepdf

from app.models.signatures import SignerRole
from app.returns.refusal import Refused

FIELD_NAMES = {SignerRole.PREPARER: "Preparer", SignerRole.APPROVER: "Approver"}
"""In the order of signing."""
FIELD_LABELS = {SignerRole.PREPARER: "填報人簽章", SignerRole.APPROVER: "核定人簽章"}
"""What viewers and screen readers call the fields."""
SIGNING_REASONS = {SignerRole.PREPARER: "填報", SignerRole.APPROVER: "核定"}
"""What viewers show as the reason of each signature."""
_LABELS = {FIELD_NAMES[role]: label for role, label in FIELD_LABELS.items()}
_REASONS = {FIELD_NAMES[role]: reason for role, reason in SIGNING_REASONS.items()}
_ALL_FORMS = b"3"  # SigFlags: there are signatures, and they must not be written over
_LOCK = b"<< /Action /All /Type /SigFieldLock >>"
_CERTIFIES = (
    b"[ << /TransformMethod /DocMDP /TransformParams << /P 2 /Type /TransformParams /V /1.2 >>"
    b" /Type /SigRef >> ]"
)
_LOCKS = (
    b"[ << /Data %d 0 R /TransformMethod /FieldMDP /TransformParams"
    b" << /Action /All /Type /TransformParams /V /1.2 >> /Type /SigRef >> ]"
)


def check_signature_form(pdf: pikepdf.Pdf) -> None:
    """Form, fields and signatures say what ours say, and no more.

    The fields have been found to be ours, in order. Raises Refused SIG_STRUCTURE.
    """
    root = pdf.Root
    form, page = root["/AcroForm"], root["/Pages"]["/Kids"][0]
    if _write(form, "/SigFlags") != _ALL_FORMS:
        raise _strange("AcroForm", "/SigFlags")
    fields = list(form["/Fields"])
    if [each.objgen for each in page["/Annots"]] != [each.objgen for each in fields]:
        raise _strange("Page", "/Annots")
    for position, field in enumerate(fields):
        _check_field(field, page, is_locking=0 < position == len(fields) - 1)
        if "/V" in field:
            locks = _LOCKS % root.objgen[0]
            _check_value(field["/V"], str(field["/T"]), locks if position else _CERTIFIES)


def _check_field(field: pikepdf.Object, page: pikepdf.Object, *, is_locking: bool) -> None:
    """The widget nobody sees; the last of several signers locks all fields."""
    name = str(field["/T"])
    if field["/T"].unparse() != f"({name})".encode("ascii") or field["/Type"] != "/Annot":
        raise _strange(name, "/T")
    if str(field.get("/TU", "")) != _LABELS[name]:
        raise _strange(name, "/TU")
    if field["/P"].objgen != page.objgen:
        raise _strange(name, "/P")
    if _write(field, "/Lock") != (_LOCK if is_locking else b""):
        raise _strange(name, "/Lock")


def _check_value(value: pikepdf.Object, name: str, reference: bytes) -> None:
    expected = {
        "/Type": b"/Sig",
        "/Filter": b"/Adobe.PPKLite",
        "/SubFilter": b"/ETSI.CAdES.detached",
        "/Reason": pikepdf.String(_REASONS[name]).unparse(),
        "/Reference": reference,
    }
    strange = set(value.keys()) ^ {"/Contents", "/ByteRange", "/M", *expected}
    if strange:
        raise _strange(name, ", ".join(sorted(strange)))
    for key, written in expected.items():
        if _write(value, key) != written:
            raise _strange(name, key)


def _write(dictionary: pikepdf.Object, key: str) -> bytes:
    """One value as it is written; empty where there is none."""
    if key not in dictionary:
        return b""
    value: object = dictionary[key]
    if isinstance(value, pikepdf.Object):
        return value.unparse(resolved=True)
    return str(value).encode("ascii", "replace")  # numbers come as Python's


def _strange(where: str, key: str) -> Refused:
    return Refused("SIG_STRUCTURE", field=where, detail=key)
