"""The typefaces of a return's pages: which character each code is, and whether it looks like it.

A subset could draw a nine under the code of a one. Where this machine has the very font a subset
was taken from, its outlines and widths are compared with it; another font or version of it
cannot be judged and is taken at its word (drawing the pages again says so: UNDECIDED).
"""

import hashlib
import re
import struct
import sys
from array import array
from collections.abc import Iterator
from functools import lru_cache

import pikepdf

from app.documents.fonts import build_unicode_map, drawn_glyphs, kai
from app.documents.truetype import TrueTypeFile
from app.returns.pdf_streams import read_stream

_PAIR = re.compile(r"^<(?!0000)([0-9A-F]{4})> <((?:[0-9A-F]{4}){1,2})>$", re.MULTILINE)
_BASE_FONT = re.compile(r"/[A-Z]{6}\+([0-9A-Za-z_-]{1,100})")
_FONT_KEYS = {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}
_DESCENDANT_KEYS = frozenset({"/Type", "/Subtype", "/BaseFont", "/CIDSystemInfo", "/DW", "/W"}) | {
    "/CIDToGIDMap",
    "/FontDescriptor",
}
_DESCRIPTOR_KEYS = frozenset({"/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle"}) | {
    "/Ascent",
    "/Descent",
    "/CapHeight",
    "/StemV",
    "/FontFile2",
}
_LARGEST_MAP, _LARGEST_FONT = 4_000_000, 60_000_000  # bytes
_MOST_KEPT = 256
_MISSING_GLYPH = "\uffff"
"""What code 0 stands for: no text of ours."""
_alike: set[bytes] = set()
"""Digests of subsets found to be like their fonts."""


class UnlikeFont(Exception):  # noqa: N818 - a fact about a file
    """A typeface is not embedded as ours are, or its outlines are not the font's."""


class PageFonts:
    """The typefaces of one document, by their names in the pages."""

    def __init__(self, resources: pikepdf.Object) -> None:
        self._characters = {str(name)[1:]: _read_font(font) for name, font in resources.items()}
        self._encoded: dict[str, list[tuple[str, str]]] = {}
        self._codes = {
            character: (name, f"{code:04x}")
            for name, characters in reversed(self._characters.items())
            for code, character in enumerate(characters)
            if code
        }

    def decode(self, font: str, codes: str) -> str:
        """The characters of a run. Raises KeyError, IndexError, ValueError."""
        numbers = array("H", bytes.fromhex(codes))
        if sys.byteorder == "little":
            numbers.byteswap()
        return "".join(map(self._characters[font].__getitem__, numbers))

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Runs of one face as the pages have them. Raises KeyError."""
        runs = self._encoded.get(text)
        if runs is None:
            runs = self._encoded[text] = self._encode(text)
        return runs

    def _encode(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for character in text:
            name, code = self._codes[character]
            if runs and runs[-1][0] == f"/{name}":
                runs[-1] = (runs[-1][0], runs[-1][1] + code)
            else:
                runs.append((f"/{name}", code))
        return runs


def _read_font(font: pikepdf.Object) -> list[str]:
    """The characters of a subset by code. Raises UnlikeFont."""
    (descendant,) = font["/DescendantFonts"]
    descriptor = descendant["/FontDescriptor"]
    name = _BASE_FONT.fullmatch(str(font["/BaseFont"]))
    if (
        set(font.keys()) != _FONT_KEYS
        or not _DESCENDANT_KEYS.issuperset(descendant.keys())
        or not _DESCRIPTOR_KEYS.issuperset(descriptor.keys())
        or name is None
        or [font["/Subtype"], font["/Encoding"]] != ["/Type0", "/Identity-H"]
        or [descendant["/Subtype"], descendant["/CIDToGIDMap"]] != ["/CIDFontType2", "/Identity"]
    ):
        raise UnlikeFont
    characters = _read_characters(read_stream(font["/ToUnicode"], _LARGEST_MAP).decode("ascii"))
    _ensure_alike(name[1], characters, descriptor["/FontFile2"], descendant["/W"])
    return characters


def _ensure_alike(
    name: str, characters: list[str], embedded: pikepdf.Object, widths: pikepdf.Object
) -> None:
    """Refuse a subset that differs from the font of this machine; revisions share subsets."""
    start, advances = widths
    if start != 0 or len(advances) != len(characters):
        raise UnlikeFont
    # How the stream is packed belongs to it: through another filter it would be another font.
    stated = (name, "".join(characters), widths.unparse(), embedded.unparse(resolved=True))
    digest = hashlib.sha256(repr(stated).encode("utf-8", "surrogatepass"))
    digest.update(embedded.read_raw_bytes())
    if digest.digest() in _alike:
        return
    for face in kai().faces:
        if face.postscript_name == name:
            stated_advances = [int(each) for each in advances]
            _ensure_outlines(
                face, characters, read_stream(embedded, _LARGEST_FONT), stated_advances
            )
    if len(_alike) >= _MOST_KEPT:
        _alike.clear()
    _alike.add(digest.digest())


@lru_cache(maxsize=64)  # revisions of a return share it
def _read_characters(unicode_map: str) -> list[str]:
    characters = [_MISSING_GLYPH]
    for code, units in _PAIR.findall(unicode_map):
        if int(code, 16) != len(characters):
            raise UnlikeFont
        characters.append(bytes.fromhex(units).decode("utf-16-be"))
    if build_unicode_map(characters) != unicode_map:
        raise UnlikeFont
    return characters


def _ensure_outlines(
    face: TrueTypeFile, characters: list[str], embedded: bytes, advances: list[int]
) -> None:
    """Compare a subset with its font, where it was taken from this version of it."""
    expected = face.build_subset_tables(drawn_glyphs(face, characters))
    found = dict(_tables(embedded))
    head = found.get("head", b"")
    if head[:8] + head[12:] != expected["head"][:8] + expected["head"][12:]:
        return
    if found.keys() != expected.keys() or any(
        found[tag] != expected[tag] for tag in expected if tag != "head"
    ):
        raise UnlikeFont
    own = kai().widths
    if advances[1:] != [own[each] for each in characters[1:]]:
        raise UnlikeFont


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        yield tag.decode("ascii"), font[start : start + length]
