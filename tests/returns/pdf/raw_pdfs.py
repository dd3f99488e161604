"""Signed PDFs put together byte by byte, as no library would write them, and properly signed.

The attacker here is one of the two officers, with an entitled key and any program.
"""

import hashlib
import re
from collections.abc import Callable

from asn1crypto import cms

from app.trust.keys.signing_keys import SigningKey

Edit = Callable[[bytes], bytes]

_START = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
_SET_OF = b"\x31"


def last_table(content: bytes) -> int:
    """Where the last table of the file begins."""
    found = _START.search(content)
    assert found is not None
    return int(found[1])


def with_object(content: bytes, number: int, edit: Edit) -> bytes:
    """A document of one revision with the bytes of one object changed and its table made anew."""
    table = last_table(content)
    offsets = _offsets(content, table)
    start = offsets[number]
    end = min([each for each in offsets.values() if each > start], default=table)
    before = content[start:end]
    after = edit(before)
    assert after != before, "the attack changes nothing"
    body = content[:start] + after + content[end:table]
    return _with_table(body, content[table:], len(after) - len(before), start)


def with_bytes_before(content: bytes, number: int, extra: bytes) -> bytes:
    """A document of one revision with bytes between two objects, its table made anew."""
    table = last_table(content)
    start = _offsets(content, table)[number]
    body = content[:start] + extra + content[start:table]
    return _with_table(body, content[table:], len(extra), start - 1)


def _offsets(content: bytes, table: int) -> dict[int, int]:
    """Offsets by object number, of a table in one piece."""
    head = re.compile(rb"xref\n0 (\d+)\n").match(content, table)
    assert head is not None
    entries = content[head.end() : head.end() + 20 * int(head[1])]
    return {
        number: int(entries[20 * number : 20 * number + 10])
        for number in range(int(head[1]))
        if entries[20 * number + 17 : 20 * number + 18] == b"n"
    }


def _with_table(body: bytes, tail: bytes, shift: int, after: int) -> bytes:
    """The old table behind a new body: what lay after a place lies further on."""

    def moved(found: re.Match[bytes]) -> bytes:
        offset = int(found[1])
        return b"%010d %s n " % (offset + shift if offset > after else offset, found[2])

    tail = re.sub(rb"(\d{10}) (\d{5}) n ", moved, tail)
    tail = _START.sub(b"startxref\n%d\n%%%%EOF\n" % len(body), tail)
    return body + tail


def signed_again(content: bytes, key: SigningKey) -> bytes:
    """The last signature made anew over whatever the file now is, by the key it names."""
    digits = list(re.finditer(rb"/Contents <([0-9A-F]+)>", content))[-1]
    place = list(re.finditer(rb"/ByteRange (\[[0-9 ]+\] *)", content))[-1]
    before, after = digits.start(1) - 1, digits.end(1) + 1
    numbers = f"[0 {before} {after} {len(content) - after}]".encode()
    assert len(numbers) <= len(place[1])
    content = content[: place.start(1)] + numbers.ljust(len(place[1])) + content[place.end(1) :]
    digest = hashlib.sha256(content[:before] + content[after:]).digest()
    container = cms.ContentInfo.load(bytes.fromhex(digits[1].decode()))
    signer_info = container["content"]["signer_infos"][0]
    for each in signer_info["signed_attrs"]:
        if each["type"].native == "message_digest":
            each["values"] = [digest]
    attributes = cms.CMSAttributes(list(signer_info["signed_attrs"]))
    signer_info["signed_attrs"] = attributes
    signed = signer_info["signed_attrs"].dump(force=True)
    signer_info["signature"] = key.sign(_SET_OF + signed[1:])
    made: bytes = container.dump(force=True).hex().upper().encode()
    assert len(made) <= len(digits[1])
    return content[: before + 1] + made.ljust(len(digits[1]), b"0") + content[after - 1 :]
