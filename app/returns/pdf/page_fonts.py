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
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import pikepdf

from app.documents.clusters import split_clusters
from app.documents.fonts import build_unicode_map, drawn_glyphs, kai
from app.documents.truetype import TrueTypeFile
from app.returns.pdf.streams import PackedStream, open_stream, read_stream

_PAIR = re.compile(r"^<(?!0000)([0-9A-F]{4})> <((?:[0-9A-F]{4}){1,32})>$", re.MULTILINE)
_WIDTHS = re.compile(rb"\[ 0 \[ ((?:\d{1,5} )*+)\] \]")
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
    """The typefaces of one document, by their names in the pages.

    What they look like is shown by `ensure_alike` only: their outlines are unpacked aside while
    the pages are read.
    """

    def __init__(self, resources: pikepdf.Object) -> None:
        subsets = {str(name)[1:]: _read_font(font) for name, font in resources.items()}
        self._proofs = _begin_proofs(list(subsets.values()))
        self._texts = {name: _Texts(each.characters) for name, each in subsets.items()}
        self._encoded: dict[str, list[tuple[str, str]]] = {}
        self._codes = {
            character: (name, f"{code:04x}")
            for name, subset in reversed(subsets.items())
            for code, character in enumerate(subset.characters)
            if code
        }

    def ensure_alike(self) -> None:
        """Refuse outlines that are not the font's. Raises UnlikeFont, Refused PDF_PARSE."""
        while self._proofs:  # one after the other: an outline may be large
            self._proofs.pop(0).ensure()

    def decode(self, font: str, codes: str) -> str:
        """The characters of a run. Raises KeyError, IndexError, ValueError."""
        return self._texts[font][codes]

    def encode(self, text: str) -> list[tuple[str, str]]:
        """Runs of one face as the pages have them. Raises KeyError."""
        runs = self._encoded.get(text)
        if runs is None:
            runs = self._encoded[text] = self._encode(text)
        return runs

    def _encode(self, text: str) -> list[tuple[str, str]]:
        runs: list[tuple[str, str]] = []
        for character in split_clusters(text):
            name, code = self._codes[character]
            if runs and runs[-1][0] == f"/{name}":
                runs[-1] = (runs[-1][0], runs[-1][1] + code)
            else:
                runs.append((f"/{name}", code))
        return runs


class _Texts(dict[str, str]):
    """Runs of one face by their codes; the labels of a form come again and again."""

    def __init__(self, characters: list[str]) -> None:
        self._characters = characters

    def __missing__(self, codes: str) -> str:
        numbers = array("H", bytes.fromhex(codes))
        if sys.byteorder == "little":
            numbers.byteswap()
        text = self[codes] = "".join(map(self._characters.__getitem__, numbers))
        return text


@dataclass(frozen=True, slots=True)
class _Subset:
    """One embedded typeface as it is stated."""

    name: str
    characters: list[str]
    """By code."""
    advances: list[int]
    packed: PackedStream

    def digest(self) -> bytes:
        """Of everything that decides what it looks like."""
        stated = (self.name, self.characters, self.advances, self.packed.is_deflated)
        digest = hashlib.sha256(repr(stated).encode("utf-8", "surrogatepass"))
        digest.update(self.packed.raw)
        return digest.digest()


def _read_font(font: pikepdf.Object) -> _Subset:
    """A subset, its outlines not looked at. Raises UnlikeFont."""
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
    widths = _WIDTHS.fullmatch(descendant["/W"].unparse())
    if widths is None:
        raise UnlikeFont
    advances = list(map(int, widths[1].split()))
    if len(advances) != len(characters):
        raise UnlikeFont
    return _Subset(name[1], characters, advances, open_stream(descriptor["/FontFile2"]))


@lru_cache(maxsize=8)  # a return is often looked at twice
def _read_characters(unicode_map: str) -> list[str]:
    characters = [_MISSING_GLYPH]
    for code, units in _PAIR.findall(unicode_map):
        if int(code, 16) != len(characters):
            raise UnlikeFont
        characters.append(_character(units))
    if build_unicode_map(characters) != unicode_map:
        raise UnlikeFont
    return characters


@lru_cache(maxsize=10_000)
def _character(units: str) -> str:
    return bytes.fromhex(units).decode("utf-16-be")


@dataclass(frozen=True, slots=True)
class _Proof:
    """What has yet to be compared: a subset with the fonts of its name."""

    subset: _Subset
    digest: bytes
    faces: list[TrueTypeFile]
    unpack: Callable[[], bytes]

    def ensure(self) -> None:
        """Compare. Raises UnlikeFont, Refused PDF_PARSE."""
        content = self.unpack()
        for face in self.faces:
            _ensure_outlines(face, self.subset, content)
        if len(_alike) >= _MOST_KEPT:
            _alike.clear()
        _alike.add(self.digest)


def _begin_proofs(subsets: list[_Subset]) -> list[_Proof]:
    """What was not compared before, and can be."""
    proofs: list[_Proof] = []
    for subset in subsets:
        faces = [each for each in kai().faces if each.postscript_name == subset.name]
        digest = subset.digest() if faces else b""
        if faces and digest not in _alike:
            unpack = partial(subset.packed.unpack, _LARGEST_FONT)
            proofs.append(_Proof(subset, digest, faces, unpack))
    return proofs


def _ensure_outlines(face: TrueTypeFile, subset: _Subset, embedded: bytes) -> None:
    """Compare a subset with its font, where it was taken from this version of it."""
    characters = subset.characters
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
    if subset.advances[1:] != [own[each] for each in characters[1:]]:
        raise UnlikeFont


def _tables(font: bytes) -> Iterator[tuple[str, bytes]]:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        yield tag.decode("ascii"), font[start : start + length]
