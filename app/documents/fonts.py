"""The font chain of 楷體: fallback by character, embedded in the PDF as subsets.

For reportlab the chain of faces (全字庫正楷體, its Ext-B and Plus, the system's 標楷體) is one font
named `KAI`, which charts and tables use. In the PDF each face in use is one Type 0 font
(ISO 32000-1 §9.7) with a ToUnicode map to the characters as typed.
"""

import hashlib
import logging
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc, pdfmetrics

from app.documents.font_files import find_font_files, font_folders
from app.documents.truetype import TrueTypeFile
from app.errors import AppError

KAI = "Kai"

_LOG = logging.getLogger(__name__)
_PACKAGE = "fonts-cns11643-kai"
_INVISIBLE = frozenset({0x00AD, 0xFEFF, *range(0x200B, 0x2010), *range(0x2060, 0x2065)}) | {
    *range(0xFE00, 0xFE10),
    *range(0xE0100, 0xE01F0),
}

rl_config.useA85 = 0  # binary instead of ASCII85 streams: a fifth smaller, and faster


def _open_faces(paths: Iterable[Path]) -> Iterator[TrueTypeFile]:
    """Open the faces that can be read and embedded; damaged ones are logged and left out."""
    for path in paths:
        try:
            yield TrueTypeFile(path)
        except (OSError, ValueError) as problem:
            _LOG.warning("font left out: %s", problem)


class _Widths(dict[str, int]):
    """Advance widths by character in thousandths of the type size, measured on first use."""

    def __init__(self, chain: "FontChain") -> None:
        self._chain = chain

    def __missing__(self, character: str) -> int:
        face, glyph, code = *self._chain.find_glyph(ord(character)), ord(character)
        width = 0 if code in _INVISIBLE else self._chain.faces[face].advance(glyph)
        self[character] = self._chain.faces[face].to_thousandths(width)
        return self[character]


class _Assigned:
    """The character codes assigned in one document, by face."""

    def __init__(self, face_count: int) -> None:
        self.codes: dict[str, tuple[int, bytes]] = {}
        self.first_face: dict[str, bytes] = {}
        """The codes of the first face alone, which most texts need."""
        self.characters: list[list[str]] = [[""] for _ in range(face_count)]
        self.prefix = ""


class FontChain:
    """A chain of faces under one name, with the interface of a dynamic font of reportlab."""

    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, paths: Sequence[Path], name: str = KAI) -> None:
        self.fontName = name
        self.faces = list(_open_faces(paths))
        if not self.faces:
            raise AppError("FONT_MISSING", package=_PACKAGE)
        first = self.faces[0]
        self.face = SimpleNamespace(name=name, ascent=first.ascent, descent=first.descent)
        self.widths: dict[str, int] = _Widths(self)
        self._found: dict[int, tuple[int, int]] = {}
        self._documents: WeakKeyDictionary[Any, _Assigned] = WeakKeyDictionary()

    def covers(self, code_point: int) -> bool:
        """Return whether any face has a glyph of the character (invisible ones need none)."""
        return code_point in _INVISIBLE or self.find_glyph(code_point) != (0, 0)

    def find_glyph(self, code_point: int) -> tuple[int, int]:
        """Find the face and glyph index of a character; (0, 0) where no face has it.

        A compatibility ideograph without a glyph (U+F9F7) is drawn with that of its canonical
        equivalent (立); in the ToUnicode map it stays as typed.
        """
        found = self._found.get(code_point)
        if found is None:
            found = self._found[code_point] = self._look_for_glyph(code_point)
        return found

    def _look_for_glyph(self, code_point: int) -> tuple[int, int]:
        canonical = unicodedata.normalize("NFC", chr(code_point))
        for candidate in dict.fromkeys((code_point, ord(canonical[0]))):
            for index, face in enumerate(self.faces):
                if glyph := face.glyph(candidate):
                    return index, glyph
        return 0, 0

    def string_width(self, text: str, size: float) -> float:
        """Measure the width of a text in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000

    def encode(self, text: str, document: Any) -> list[tuple[str, bytes]]:
        """Encode a text as runs of one face: the font resource name and the two-byte codes."""
        return [
            (self.getSubsetInternalName(face, document), codes)
            for face, codes in self.splitString(text, document)
        ]

    # -- reportlab interface -----------------------------------------------------------------

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: N802
        """Measure the width of a text or of encoded bytes in points."""
        return self.string_width(text if isinstance(text, str) else text.decode(encoding), size)

    def splitString(  # noqa: N802
        self, text: str, doc: Any, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """Encode a text as runs of one face: its index and the codes in this document."""
        text = text if isinstance(text, str) else text.decode(encoding)
        assigned = self._assigned(doc)
        try:
            return [(0, b"".join(map(assigned.first_face.__getitem__, text)))] if text else []
        except KeyError:
            return self._split_by_face(text, assigned)

    def _split_by_face(self, text: str, assigned: _Assigned) -> list[tuple[int, bytes]]:
        runs: list[tuple[int, bytearray]] = []
        current = -1
        for character in text:
            face, code = assigned.codes.get(character) or self._assign(character, assigned)
            if face != current:
                current = face
                runs.append((face, bytearray()))
            runs[-1][1].extend(code)
        return [(face, bytes(codes)) for face, codes in runs]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """The font resource name of a face in the page resources."""
        assigned = self._assigned(doc)
        if not assigned.prefix:
            assigned.prefix = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + assigned.prefix
            doc.delayedFonts.append(self)
        return f"/{assigned.prefix}-{subset}"

    def addObjects(self, doc: Any) -> None:  # noqa: N802
        """Write the font subsets of a document; reportlab calls it once while saving."""
        assigned = self._documents.pop(doc)
        resources = doc.idToObject["BasicFonts"].dict
        for index, characters in enumerate(assigned.characters):
            if len(characters) > 1:
                name = f"{assigned.prefix}-{index}"
                resources[name] = self._build_font(doc, self.faces[index], characters, name)

    # -- font subsets --------------------------------------------------------------------------

    def _assigned(self, doc: Any) -> _Assigned:
        assigned = self._documents.get(doc)
        if assigned is None:
            assigned = self._documents[doc] = _Assigned(len(self.faces))
        return assigned

    def _assign(self, character: str, assigned: _Assigned) -> tuple[int, bytes]:
        face, _ = self.find_glyph(ord(character))
        characters = assigned.characters[face]
        code = len(characters).to_bytes(2, "big")
        characters.append(character)
        assigned.codes[character] = (face, code)
        if face == 0:
            assigned.first_face[character] = code
        return face, code

    def _build_font(self, doc: Any, face: TrueTypeFile, characters: list[str], name: str) -> Any:
        glyphs = drawn_glyphs(face, characters)
        widths = [face.to_thousandths(face.advance(0))]
        widths += [self.widths[each] for each in characters[1:]]
        base = f"{_subset_tag(characters)}+{face.postscript_name}"
        descriptor = _dictionary(
            Type="FontDescriptor", FontName=base, Flags=4, ItalicAngle=0, StemV=80,
            Ascent=face.ascent, Descent=face.descent, CapHeight=face.ascent,
            FontBBox=pdfdoc.PDFArray(list(face.bounding_box)),
            FontFile2=doc.Reference(_font_file(face.build_subset(glyphs)), f"file:{base}"),
        )  # fmt: skip
        system = pdfdoc.PDFDictionary(
            {"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}
        )
        descendant = _dictionary(
            Type="Font", Subtype="CIDFontType2", BaseFont=base, CIDToGIDMap="Identity",
            CIDSystemInfo=system, DW=1000,
            W=pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
            FontDescriptor=doc.Reference(descriptor, f"descriptor:{base}"),
        )  # fmt: skip
        unicode_map = pdfdoc.PDFStream(content=build_unicode_map(characters))
        unicode_map.filters = [pdfdoc.PDFZCompress]
        font = _dictionary(
            Type="Font", Subtype="Type0", BaseFont=base, Encoding="Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{base}")]),
            ToUnicode=doc.Reference(unicode_map, f"unicode:{base}"),
        )  # fmt: skip
        return doc.Reference(font, f"font:{name}")


def drawn_glyphs(face: TrueTypeFile, characters: Sequence[str]) -> list[int]:
    """The glyph indices of a subset by code; code 0 is .notdef."""
    return [0] + [_drawn_glyph(face, each) for each in characters[1:]]


@lru_cache(maxsize=10_000)
def _drawn_glyph(face: TrueTypeFile, character: str) -> int:
    glyph = face.glyph(ord(character))
    if glyph or ord(character) in _INVISIBLE:
        return glyph
    return face.glyph(ord(unicodedata.normalize("NFC", character)[0]))


def _dictionary(**entries: Any) -> Any:
    named = {
        key: pdfdoc.PDFName(value) if isinstance(value, str) else value
        for key, value in entries.items()
    }
    return pdfdoc.PDFDictionary(named)


def _font_file(content: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    stream.dictionary["Length1"] = len(content)
    stream.filters = [pdfdoc.PDFZCompress]
    return stream


def _subset_tag(characters: Sequence[str]) -> str:
    digest = hashlib.sha256("".join(characters).encode("utf-8", "surrogatepass")).digest()
    return "".join(chr(ord("A") + each % 26) for each in digest[:6])


def build_unicode_map(characters: Sequence[str]) -> str:
    """Build the ToUnicode CMap of a subset (ISO 32000-1 §9.10.3)."""
    pairs = [
        f"<{code:04X}> <{each.encode('utf-16-be', 'surrogatepass').hex().upper()}>"
        for code, each in enumerate(characters)
        if code
    ]
    blocks = [pairs[start : start + 100] for start in range(0, len(pairs), 100)]
    body = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )


@cache
def kai() -> FontChain:
    """The font chain, registered in reportlab as `KAI`. Raises AppError FONT_MISSING."""
    chain = FontChain(find_font_files(font_folders()))
    pdfmetrics.registerFont(chain)
    return chain


def uncovered_characters(text: str) -> set[str]:
    """Find the characters of a text that cannot be printed: without a glyph, or private use (造字).

    Private-use characters count even if a face has a glyph: elsewhere they are another character,
    or none.
    """
    chain = kai()
    return {
        each
        for each in set(text)
        if each not in "\n\r\t" and (_is_private(each) or not chain.covers(ord(each)))
    }


def _is_private(character: str) -> bool:
    return unicodedata.category(character) in ("Co", "Cn", "Cs", "Cc")
