"""Whom a certificate is made for: identifiers checked where they enter, and the name of them.

The bounds are those of RFC 5280, appendix A.1: ub-common-name, ub-organization-name and
ub-serial-number are 64 characters, and a serialNumber is a PrintableString.
"""

import re

from cryptography import x509
from cryptography.x509.oid import NameOID

from app.characters.cleaning import clean_text
from app.characters.problems import find_refusals
from app.errors import AppError
from app.visible_text import has_unseen, visible_line

LONGEST_NAME = 64
_PERSON_ID = re.compile(rf"[A-Za-z0-9][A-Za-z0-9./-]{{0,{LONGEST_NAME - 1}}}")
_SHOWN = 40


def find_identity_fault(person_id: str, *names: str) -> AppError | None:
    """Find what keeps an identifier or the names of a person and an agency from being used.

    PERSON_ID_UNFIT, NAME_UNFIT, and F112, F171 to F178 for characters that nobody else can see or
    print; None where nothing does. White space around them does not count.
    """
    if _PERSON_ID.fullmatch(person_id.strip()) is None:
        return AppError("PERSON_ID_UNFIT", value=_shorten(person_id), limit=LONGEST_NAME)
    faults = (_find_name_fault(each.strip()) for each in names)
    return next((each for each in faults if each is not None), None)


def _find_name_fault(name: str) -> AppError | None:
    if not name or len(name) > LONGEST_NAME or has_unseen(name):
        return AppError("NAME_UNFIT", value=_shorten(name), limit=LONGEST_NAME)
    for code, params in find_refusals(name):
        return AppError(code, **(params | {"project": "所填", "label": "姓名"}))
    return None


def ensure_identity(person_id: str, *names: str) -> None:
    """Refuse what `find_identity_fault` finds."""
    fault = find_identity_fault(person_id, *names)
    if fault is not None:
        raise fault


def ensure_name(name: str) -> None:
    """Refuse the name of a person that others could not see or print. Raises as above."""
    fault = _find_name_fault(name.strip())
    if fault is not None:
        raise fault


def tidy_name(name: str) -> str:
    """A name as it is kept: NFC, without what is only written otherwise; 造字 and 異體字 stay."""
    return clean_text(name.strip(), verbatim=True).text


def ensure_tidy_identity(person_id: str, *names: str) -> None:
    """Refuse what `find_identity_fault` finds, and names of others that are not kept like that."""
    ensure_identity(person_id, *names)
    for name in names:
        if name != tidy_name(name):
            raise AppError("NAME_UNFIT", value=_shorten(name), limit=LONGEST_NAME)


def build_subject(organisation: str, common_name: str, person_id: str | None = None) -> x509.Name:
    """The X.509 name of a certificate; names as UTF8String, cut at their upper bound.

    The registry says who somebody is; the certificate only repeats it. Of a common name the
    library counts bytes, not characters.
    """
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "TW"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:LONGEST_NAME]),
        x509.NameAttribute(NameOID.COMMON_NAME, _cut(common_name)),
    ]
    if person_id is not None:
        attributes.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, person_id))
    return x509.Name(attributes)


def _cut(name: str) -> str:
    return name.encode()[:LONGEST_NAME].decode("utf-8", "ignore")


def _shorten(text: str) -> str:
    shown = visible_line(text.strip()[: _SHOWN + 1])
    return shown if len(text.strip()) <= _SHOWN else f"{shown[:_SHOWN]}…"
