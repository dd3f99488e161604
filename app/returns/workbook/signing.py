"""Signing the workbook: an OOXML package signature that Excel and others show."""

from datetime import datetime

from app.models.signatures import SignerRole
from app.returns.workbook.package_parts import read_package
from app.returns.workbook.parts import (
    CONTENT_TYPES_PART,
    PACKAGE_RELATIONSHIPS,
    ROOT_RELS_PART,
)
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
    parts = read_strict_zip(content)
    if ORIGIN_PART not in parts:
        parts = _with_origin(parts)
    package = read_package(parts)
    number = len(package.signature_parts) + 1
    signature = build_signature(
        package.content_parts, package.content_types, key, role, signed_at, timestamper
    )
    parts[CONTENT_TYPES_PART] = _with_override(parts[CONTENT_TYPES_PART], number)
    parts[ORIGIN_RELS_PART] = _with_relationship(
        parts[ORIGIN_RELS_PART], f"rId{number}", SIGNATURE_RELATIONSHIP, f"sig{number}.xml"
    )
    parts[signature_part(number)] = signature
    return write_zip(parts)


def _with_origin(parts: dict[str, bytes]) -> dict[str, bytes]:
    default = f'<Default Extension="sigs" ContentType="{ORIGIN_TYPE}"/>'.encode()
    types = parts[CONTENT_TYPES_PART].replace(b"<Override ", default + b"<Override ", 1)
    root_rels = _with_relationship(
        parts[ROOT_RELS_PART], ORIGIN_RELATIONSHIP_ID, ORIGIN_RELATIONSHIP, ORIGIN_PART
    )
    empty = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<Relationships xmlns="{PACKAGE_RELATIONSHIPS}"></Relationships>'
    ).encode()
    added = {ORIGIN_PART: b"", ORIGIN_RELS_PART: empty}
    return {**parts, CONTENT_TYPES_PART: types, ROOT_RELS_PART: root_rels, **added}


def _with_override(content_types: bytes, number: int) -> bytes:
    override = (
        f'<Override PartName="/{signature_part(number)}" ContentType="{SIGNATURE_TYPE}"/></Types>'
    )
    return content_types.replace(b"</Types>", override.encode(), 1)


def _with_relationship(rels: bytes, identifier: str, kind: str, target: str) -> bytes:
    entry = f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/></Relationships>'
    return rels.replace(b"</Relationships>", entry.encode(), 1)
