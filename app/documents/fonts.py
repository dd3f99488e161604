"""The font chain of documents: a face by character, embedded in the PDF as subsets.

For reportlab the chain of the shipped faces (`app.documents.font_files`) is one font named `KAI`,
which charts and tables use; which of them draws a character is decided in
`app.documents.glyph_choice`. In the PDF each face in use is one Type 0 font (ISO 32000-1 §9.7) with
a ToUnicode map to the characters as typed. A code of it is a cluster: a character with its marks.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics

from app.documents.clusters import split_clusters
from app.documents.font_files import faces_folder, find_face, shipped_faces
from app.documents.glyph_choice import Faces, draw_in_any_case, find_glyph
from app.documents.pdf_file import PdfFile
from app.documents.truetype import TrueTypeFile

KAI = "Kai"
_NOT_PRINTED = re.compile("[\n\r\t]+")


class _Widths(dict[str, int]):
    """Advance widths by cluster in thousandths of the type size, measured on first use."""

    def __init__(self, chain: "FontChain") -> None:
        self._chain = chain

    def __missing__(self, cluster: str) -> int:
        place = self._chain.find_place(cluster)
        face = self._chain.faces[place]
        self[cluster] = face.to_thousandths(face.advance(draw_in_any_case(face, cluster)))
        return self[cluster]


class _Codes(dict[str, tuple[int, bytes]]):
    """The codes of clusters in one document, each with the place of its face."""

    def __init__(self, chain: "FontChain") -> None:
        self._chain = chain
        self.characters: list[list[str]] = [[""] for _ in chain.faces]
        """The clusters by face and code; code 0 is .notdef, and never drawn."""
        self.prefix = ""

    def __missing__(self, cluster: str) -> tuple[int, bytes]:
        place = self._chain.find_place(cluster)
        characters = self.characters[place]
        found = self[cluster] = place, len(characters).to_bytes(2, "big")
        characters.append(cluster)
        return found


_face_of = itemgetter(0)
_code_of = itemgetter(1)


class FontChain:
    """A chain of faces under one name, with the interface of a dynamic font of reportlab."""

    _multiByte = 1  # noqa: N815
    _dynamicFont = 1  # noqa: N815
    shapable = False

    def __init__(self, folder: Path, name: str = KAI) -> None:
        """Open the chain of the shipped faces in a folder. Raises AppError FONT_MISSING."""
        self.fontName = name
        self.faces = Faces([find_face(each, folder) for each in shipped_faces().faces])
        first = self.faces[0]
        self.face = SimpleNamespace(name=name, ascent=first.ascent, descent=first.descent)
        self.widths: dict[str, int] = _Widths(self)
        self._found: dict[str, tuple[int, int] | None] = {}
        self._documents: WeakKeyDictionary[Any, _Codes] = WeakKeyDictionary()

    def find_glyph(self, cluster: str) -> tuple[int, int] | None:
        """Find the place of the face and the glyph of a cluster; None where no face has it."""
        if cluster not in self._found:
            self._found[cluster] = find_glyph(self.faces, cluster)
        return self._found[cluster]

    def find_place(self, cluster: str) -> int:
        """The place of the face a cluster is drawn with; the first where no face has it."""
        found = self.find_glyph(cluster)
        return 0 if found is None else found[0]

    def string_width(self, text: str, size: float) -> float:
        """Measure the width of a text in points."""
        return sum(map(self.widths.__getitem__, split_clusters(text))) * size / 1000

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
        """Encode a text as runs of one face: its place and the codes in this document."""
        text = text if isinstance(text, str) else text.decode(encoding)
        coded = map(self._assigned(doc).__getitem__, split_clusters(text))
        return [(face, b"".join(map(_code_of, run))) for face, run in groupby(coded, _face_of)]

    def getSubsetInternalName(self, subset: int, doc: Any) -> str:  # noqa: N802
        """The font resource name of a face in the page resources."""
        assigned = self._assigned(doc)
        if not assigned.prefix:
            assigned.prefix = f"F{len(doc.fontMapping) + 1}"
            doc.fontMapping[self.fontName] = "/" + assigned.prefix
        return f"/{assigned.prefix}-{subset}"

    def add_fonts(self, file: PdfFile, doc: Any) -> str:
        """Add the subsets a document uses to its file; returns entries of the font resources."""
        assigned = self._documents.pop(doc, None)
        if assigned is None:
            return ""
        return "".join(
            f"/{assigned.prefix}-{index} {self._add_font(file, self.faces[index], characters)} 0 R"
            for index, characters in enumerate(assigned.characters)
            if len(characters) > 1
        )

    # -- font subsets --------------------------------------------------------------------------

    def _assigned(self, doc: Any) -> _Codes:
        assigned = self._documents.get(doc)
        if assigned is None:
            assigned = self._documents[doc] = _Codes(self)
        return assigned

    def _add_font(self, file: PdfFile, face: TrueTypeFile, characters: list[str]) -> int:
        widths = [face.to_thousandths(face.advance(0))]
        widths += [self.widths[each] for each in characters[1:]]
        base = f"{_subset_tag(characters)}+{face.postscript_name}"
        program = face.build_subset(drawn_glyphs(face, characters))
        program_id = file.add_stream(f"/Length1 {len(program)}", program)
        box = " ".join(map(str, face.bounding_box))
        descriptor = file.add(
            f"<</Type/FontDescriptor/FontName/{base}/Flags 4/ItalicAngle 0/StemV 80"
            f"/Ascent {face.ascent}/Descent {face.descent}/CapHeight {face.ascent}"
            f"/FontBBox[{box}]/FontFile2 {program_id} 0 R>>"
        )
        descendant = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDToGIDMap/Identity"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/DW 1000"
            f"/W[0[{' '.join(map(str, widths))}]]/FontDescriptor {descriptor} 0 R>>"
        )
        unicode_map = file.add_stream("", build_unicode_map(characters).encode("ascii"))
        return file.add(
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode_map} 0 R>>"
        )


def drawn_glyphs(face: TrueTypeFile, characters: Sequence[str]) -> list[int]:
    """The glyph indices of a subset by code; code 0 is .notdef."""
    return [0] + [draw_in_any_case(face, each) for each in characters[1:]]


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
    chain = FontChain(faces_folder())
    pdfmetrics.registerFont(chain)
    return chain


def uncovered_characters(text: str) -> set[str]:
    """Find the characters of a text that cannot be printed, private use (造字) among them.

    Of a letter with a mark that cannot be set on it the mark is named.
    """
    chain = kai()
    found: set[str] = set()
    clusters = set[str]().union(*map(split_clusters, _NOT_PRINTED.split(text)))
    for cluster in clusters:
        if chain.find_glyph(cluster) is None:
            found |= _name_uncovered(chain, cluster)
    return found


def _name_uncovered(chain: FontChain, cluster: str) -> set[str]:
    missing = {each for each in cluster if chain.find_glyph(each) is None}
    return missing or set(cluster[1:])
