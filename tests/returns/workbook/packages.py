"""Taking a signed workbook apart and putting it together again, as an attacker would."""

import re
from collections.abc import Callable, Mapping

from app.models.returns import canonical_bytes
from app.models.signatures import SignerRole
from app.returns.layouts.part_names import CONTENT_TYPES_PART
from app.returns.layouts.v1.parts import build_parts
from app.returns.layouts.v1.sheets import compose_sheets
from app.returns.workbook.payload_part import build_payload_part
from app.returns.workbook.signature_names import SIGNATURE_FOLDER
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import SIGNED_AT, Sample, key

SHEET = "xl/worksheets/sheet3.xml"  # the first project's


def changed(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed after signing."""
    parts = read_strict_zip(content)
    after = change(parts[part])
    assert after != parts[part], "the attack changes nothing"
    return write_zip({**parts, part: after})


def added(content: bytes, more: Mapping[str, bytes]) -> bytes:
    """The package with parts added after signing."""
    return write_zip({**read_strict_zip(content), **more})


def without(content: bytes, *names: str) -> bytes:
    """The package with parts taken out."""
    parts = read_strict_zip(content)
    return write_zip({name: each for name, each in parts.items() if name not in names})


def replaced(old: bytes, new: bytes, count: int = 1) -> Callable[[bytes], bytes]:
    """A change that must find what it replaces."""

    def change(content: bytes) -> bytes:
        assert old in content, old
        return content.replace(old, new, count)

    return change


def unsigned_parts(made: Sample) -> dict[str, bytes]:
    """The parts of a return's workbook before anybody signs it."""
    part = build_payload_part(canonical_bytes(made.payload), made.document.layout_version)
    return build_parts(compose_sheets(made.document), part)


def signed_after(made: Sample, part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook altered *before* an entitled person signs it: the signer as the attacker."""
    parts = unsigned_parts(made)
    after = change(parts[part])
    assert after != parts[part], "the attack changes nothing"
    content = write_zip({**parts, part: after})
    for role in made.round.required_roles:
        content = sign_workbook(content, key(role.value), role, SIGNED_AT)
    return content


def without_signature_files(content: bytes) -> bytes:
    """Only the signature parts themselves removed, everything that points at them left."""
    parts = read_strict_zip(content)
    return write_zip(
        {name: each for name, each in parts.items() if not name.startswith(SIGNATURE_FOLDER)}
    )


def stripped_of_second(content: bytes) -> bytes:
    """The approver's signature cleanly removed."""
    parts = read_strict_zip(content)
    del parts["_xmlsignatures/sig2.xml"]
    parts[CONTENT_TYPES_PART] = re.sub(
        rb'<Override PartName="/_xmlsignatures/sig2.xml"[^>]*/>', b"", parts[CONTENT_TYPES_PART]
    )
    rels = "_xmlsignatures/_rels/origin.sigs.rels"
    parts[rels] = re.sub(rb'<Relationship Id="rId2"[^>]*/>', b"", parts[rels])
    return write_zip(parts)


BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)
