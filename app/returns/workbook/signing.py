"""Signing the workbook: an OOXML package signature that Excel and others show.

Beside its own part a signature adds content types and relationships, which no signature covers
byte by byte. One function writes them; what is received must hold exactly that, in our order.
"""

from collections.abc import Mapping
from datetime import datetime
from functools import cache

from app.models.signatures import SignerRole
from app.returns.layouts.part_names import (
    CONTENT_TYPES_PART,
    PAYLOAD_PART,
    ROOT_RELS_PART,
    STYLES_PART,
    WORKBOOK_PART,
    WORKBOOK_RELS_PART,
    build_content_types,
    build_relationships,
    build_root_relationships,
    sheet_part_name,
)
from app.returns.workbook.package_parts import read_package
from app.returns.workbook.signature_names import (
    ORIGIN_PART,
    ORIGIN_RELATIONSHIP,
    ORIGIN_RELATIONSHIP_ID,
    ORIGIN_RELS_PART,
    ORIGIN_TYPE,
    SIGNATURE_RELATIONSHIP,
    SIGNATURE_TYPE,
    signature_part,
)
from app.returns.workbook.signature_xml import build_signature
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from app.trust.keys.signing_keys import SigningKey
from app.trust.timestamps.client import Timestamper


def sign_workbook(
    content: bytes,
    key: SigningKey,
    role: SignerRole,
    signed_at: datetime,
    timestamper: Timestamper | None = None,
) -> bytes:
    """Add one signature over every part; signatures already there stay as they are.

    The workbook must be one of ours (Refused otherwise). `signed_at` carries a time zone. With a
    timestamper the signature is timestamped (XAdES-T).
    """
    package = read_package(read_strict_zip(content))
    number = len(package.signature_parts) + 1
    signature = build_signature(
        package.content_parts, package.content_types, key, role, signed_at, timestamper
    )
    plumbing = _build_plumbing(_count_sheets(package.parts), number)
    return write_zip({**package.parts, **plumbing, signature_part(number): signature})


@cache
def _build_plumbing(sheet_count: int, signature_count: int) -> dict[str, bytes]:
    """Content types, root relationships, and the origin's, of a package signed so many times."""
    numbers = range(1, signature_count + 1)
    overrides = tuple((signature_part(number), SIGNATURE_TYPE) for number in numbers)
    signatures = [
        (f"rId{number}", SIGNATURE_RELATIONSHIP, f"sig{number}.xml") for number in numbers
    ]
    origin = (ORIGIN_RELATIONSHIP_ID, ORIGIN_RELATIONSHIP, ORIGIN_PART)
    return {
        CONTENT_TYPES_PART: build_content_types(sheet_count, (("sigs", ORIGIN_TYPE),), overrides),
        ROOT_RELS_PART: build_root_relationships(origin),
        ORIGIN_PART: b"",
        ORIGIN_RELS_PART: build_relationships(signatures),
    }


def _list_part_names(sheet_count: int, signature_count: int) -> list[str]:
    """The parts of a signed package, in the order they are stored."""
    return [
        CONTENT_TYPES_PART,
        ROOT_RELS_PART,
        WORKBOOK_PART,
        WORKBOOK_RELS_PART,
        STYLES_PART,
        *(sheet_part_name(number) for number in range(1, sheet_count + 1)),
        PAYLOAD_PART,
        ORIGIN_PART,
        ORIGIN_RELS_PART,
        *(signature_part(number) for number in range(1, signature_count + 1)),
    ]


def find_rewritten_parts(parts: Mapping[str, bytes], signature_count: int) -> list[str]:
    """Find the names of parts of the plumbing that are not ours byte for byte, or out of order."""
    sheet_count = _count_sheets(parts)
    ours = _build_plumbing(sheet_count, signature_count)
    rewritten = [name for name, content in ours.items() if parts.get(name) != content]
    names = _list_part_names(sheet_count, signature_count)
    displaced = [there for there, here in zip(parts, names, strict=False) if there != here]
    return rewritten + [each for each in displaced[:1] if each not in rewritten]


def _count_sheets(parts: Mapping[str, bytes]) -> int:
    """How many worksheets a package has."""
    return sum(name.startswith("xl/worksheets/") for name in parts)
