"""Random damage to signed files: bytes, pieces, and the things a format is made of.

Every mutation is a function of a seeded generator and a file, so a failure can be repeated.
"""

import random
import re
import zlib
from collections.abc import Callable

from app.models.signatures import SignerRole
from app.returns.pdf.signing import sign_pdf
from app.returns.refusal import Refused
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.zip_profile import read_strict_zip, write_zip
from tests.returns.sample import SIGNED_AT, key

Mutation = Callable[[random.Random, bytes], bytes]

_WORDS = (
    b"", b"\0", b"0", b"-1", b"1", b"9" * 20, b"4294967295", b"<", b">", b"/>", b"]]>", b"&a;",
    b"&#0;", b"<!DOCTYPE a>", b"<!-- -->", b"<?a?>", b"\xff\xfe", b"\xf0\x90\x80", b"(", b"[",
    b"<<",    b">>", b"R", b"null", b"endobj", b"%%EOF\n", b"PK\x05\x06", b"../", b'" a="',
)  # fmt: skip
_NUMBER = re.compile(rb"\d+")
_ATTRIBUTE = re.compile(rb'[A-Za-z]+="[^"]*"')
_ELEMENT = re.compile(rb"<[A-Za-z:]+(?: [^<>]*)?/?>")
_NAME = re.compile(rb"/[A-Za-z]+")


def mutate(rng: random.Random, content: bytes, mutations: tuple[Mutation, ...]) -> bytes:
    """One or two of these; where one needs what the other destroyed, a few bits instead."""
    for _ in range(rng.choice((1, 1, 1, 2))):
        try:
            content = rng.choice(mutations)(rng, content)
        except (Refused, ValueError, IndexError, KeyError):
            content = flip_bits(rng, content or b"PK")
    return content


# -- any bytes ------------------------------------------------------------------------------------


def flip_bits(rng: random.Random, content: bytes) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.choice((1, 1, 1, 2, 8, 64))):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def cut(rng: random.Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    end = min(len(content), start + rng.choice((1, 2, 16, 400, len(content))))
    return content[:start] + content[end:]


def insert(rng: random.Random, content: bytes) -> bytes:
    place = rng.randrange(len(content) + 1)
    word = rng.choice(_WORDS) or rng.randbytes(rng.randrange(1, 40))
    return content[:place] + word + content[place:]


def overwrite(rng: random.Random, content: bytes) -> bytes:
    place = rng.randrange(len(content))
    word = rng.choice(_WORDS) or rng.randbytes(rng.randrange(1, 40))
    return content[:place] + word + content[place + len(word) :]


def repeat(rng: random.Random, content: bytes) -> bytes:
    start = rng.randrange(len(content))
    piece = content[start : start + rng.choice((1, 20, 500, 20_000))]
    place = rng.randrange(len(content))
    return content[:place] + piece * rng.choice((1, 2, 30)) + content[place:]


def swap_pieces(rng: random.Random, content: bytes) -> bytes:
    first, second, third = sorted(rng.randrange(len(content)) for _ in range(3))
    return content[:first] + content[second:third] + content[first:second] + content[third:]


BYTES: tuple[Mutation, ...] = (flip_bits, cut, insert, overwrite, repeat, swap_pieces)


def _replace_one(
    rng: random.Random, content: bytes, pattern: re.Pattern[bytes], make: Callable[[bytes], bytes]
) -> bytes:
    found = list(pattern.finditer(content))
    if not found:
        return flip_bits(rng, content)
    chosen = rng.choice(found)
    return content[: chosen.start()] + make(chosen[0]) + content[chosen.end() :]


def other_number(rng: random.Random, content: bytes) -> bytes:
    return _replace_one(
        rng, content, _NUMBER, lambda old: str(rng.choice((0, 1, int(old) + 1, 2**31))).encode()
    )


# -- workbooks ------------------------------------------------------------------------------------


def _other_attribute(rng: random.Random, content: bytes) -> bytes:
    return _replace_one(
        rng, content, _ATTRIBUTE, lambda old: old[: old.index(b'"') + 1] + rng.choice(_WORDS) + b'"'
    )


def _element_twice(rng: random.Random, content: bytes) -> bytes:
    return _replace_one(rng, content, _ELEMENT, lambda old: old * 2)


def _element_gone(rng: random.Random, content: bytes) -> bytes:
    return _replace_one(rng, content, _ELEMENT, lambda _old: b"")


_IN_PARTS: tuple[Mutation, ...] = (
    *BYTES, other_number, _other_attribute, _element_twice, _element_gone,
)  # fmt: skip


def change_part(rng: random.Random, content: bytes) -> bytes:
    parts = read_strict_zip(content)
    name = rng.choice([each for each in parts if parts[each]])
    return write_zip({**parts, name: rng.choice(_IN_PARTS)(rng, parts[name])})


def change_plumbing(rng: random.Random, content: bytes) -> bytes:
    parts = read_strict_zip(content)
    name = rng.choice([each for each in parts if each.startswith(("_", "["))])
    before = parts[name] or b"<a/>"
    return write_zip({**parts, name: rng.choice(_IN_PARTS)(rng, before)})


def drop_part(rng: random.Random, content: bytes) -> bytes:
    parts = read_strict_zip(content)
    del parts[rng.choice(list(parts))]
    return write_zip(parts)


def exchange_parts(rng: random.Random, content: bytes) -> bytes:
    parts = read_strict_zip(content)
    first, second = rng.sample(list(parts), 2)
    parts[first], parts[second] = parts[second], parts[first]
    return write_zip(parts)


def add_part(rng: random.Random, content: bytes) -> bytes:
    parts = read_strict_zip(content)
    folder = rng.choice(("", "xl/", "xl/worksheets/", "_xmlsignatures/", "docProps/", "customXml/"))
    name = folder + rng.choice(("sheet9.xml", "sig2.xml", "core.xml", "vbaProject.bin", "a.rels"))
    return write_zip({**parts, name: parts[rng.choice(list(parts))]})


def shuffle_parts(rng: random.Random, content: bytes) -> bytes:
    """Another order is no other content: the one mutation that may be accepted."""
    parts = list(read_strict_zip(content).items())
    rng.shuffle(parts)
    return write_zip(dict(parts))


def sign_changed_workbook(rng: random.Random, content: bytes) -> bytes:
    """Changed first and signed after, by someone entitled."""
    parts = read_strict_zip(content)
    unsigned = {name: each for name, each in parts.items() if not name.startswith("_xml")}
    name = rng.choice([each for each in unsigned if each.startswith("xl/")])
    unsigned[name] = rng.choice(_IN_PARTS)(rng, unsigned[name])
    plain = _without_signature_plumbing(unsigned)
    try:
        return sign_workbook(write_zip(plain), key("preparer"), SignerRole.PREPARER, SIGNED_AT)
    except Exception:  # what our signer will not sign at all is as it was, with a bit flipped
        return flip_bits(rng, content)


def _without_signature_plumbing(parts: dict[str, bytes]) -> dict[str, bytes]:
    types = parts["[Content_Types].xml"]
    types = re.sub(rb"<(?:Override|Default)[^>]*(?:digital-signature)[^>]*/>", b"", types)
    rels = re.sub(rb"<Relationship [^>]*digital-signature[^>]*/>", b"", parts["_rels/.rels"])
    return {**parts, "[Content_Types].xml": types, "_rels/.rels": rels}


WORKBOOK: tuple[Mutation, ...] = (
    *BYTES, other_number, change_part, change_part, change_plumbing, change_plumbing, drop_part,
    exchange_parts, add_part, shuffle_parts, sign_changed_workbook, sign_changed_workbook,
)  # fmt: skip


# -- PDFs -----------------------------------------------------------------------------------------


def _same_length(old: bytes, new: bytes) -> bytes:
    return new[: len(old)].ljust(len(old))


def other_name(rng: random.Random, content: bytes) -> bytes:
    names = (b"/AA", b"/JS", b"/Type", b"/Kids", b"/Prev", b"/Root", b"/V", b"/Encrypt", b"/Filter")
    return _replace_one(rng, content, _NAME, lambda old: _same_length(old, rng.choice(names)))


def other_number_in_place(rng: random.Random, content: bytes) -> bytes:
    return _replace_one(
        rng, content, _NUMBER,
        lambda old: str(rng.randrange(10 ** min(len(old), 9))).encode().rjust(len(old), b"0"),
    )  # fmt: skip


def near_the_signature(rng: random.Random, content: bytes) -> bytes:
    place = content.rindex(b"/ByteRange")
    end = min(len(content), place + 4_000)
    piece = rng.choice((*BYTES, other_name, other_number_in_place))(rng, content[place:end])
    return content[:place] + piece + content[end:]


def near_the_end(rng: random.Random, content: bytes) -> bytes:
    place = len(content) - rng.choice((60, 600, 6_000))
    return content[:place] + rng.choice((*BYTES, other_number_in_place))(rng, content[place:])


def append_revision(rng: random.Random, content: bytes) -> bytes:
    """The last revision once more, changed or not."""
    start = content[:-6].rindex(b"%%EOF\n") + 6
    tail = content[start:]
    mutation: Mutation = rng.choice((lambda _rng, same: same, *BYTES))
    return content + mutation(rng, tail)


def _repacked(rng: random.Random, stream: bytes) -> bytes:
    try:
        return zlib.compress(rng.choice((*BYTES, other_number))(rng, zlib.decompress(stream)))
    except zlib.error:
        return flip_bits(rng, stream)


_STREAM = re.compile(rb"(?<=\nstream\n).*?(?=\nendstream)", re.DOTALL)


def sign_changed_pdf(rng: random.Random, content: bytes) -> bytes:
    """The document as written, with a stream or a value changed, signed by someone entitled."""
    written = content[: content.index(b"%%EOF\n") + 6]
    if rng.random() < 0.5:
        changed = _replace_one(rng, written, _STREAM, lambda old: _fit(rng, old))
    else:
        changed = rng.choice((other_name, other_number_in_place, flip_bits))(rng, written)
    try:
        return sign_pdf(changed, key("preparer"), SignerRole.PREPARER, SIGNED_AT)
    except Exception:  # what our signer will not sign at all is as it was, with a bit flipped
        return flip_bits(rng, content)


def _fit(rng: random.Random, old: bytes) -> bytes:
    """A changed stream of the same length, where it can be packed as small."""
    for _ in range(8):
        packed = _repacked(rng, old)
        if len(packed) <= len(old):
            return packed.ljust(len(old), b"\n")
    return flip_bits(rng, old)


PDF: tuple[Mutation, ...] = (
    *BYTES, other_number_in_place, other_name, near_the_signature, near_the_signature,
    near_the_end, near_the_end, append_revision, sign_changed_pdf, sign_changed_pdf,
)  # fmt: skip
