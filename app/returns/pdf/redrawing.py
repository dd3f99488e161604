"""Do the pages of a return show its payload? Answered by drawing them again.

Verification reads data from the payload and never from the page; this checks that a person
who reads the pages reads the same. Whoever signs could have made the file with another program.
"""

import io
import re

import pikepdf

from app import __version__
from app.documents.font_files import shipped_faces
from app.models.returns import Payload
from app.models.signatures import PageProof
from app.returns.judging.return_context import find_payload_context
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.frame import read_revisions
from app.returns.pdf.layouts import find_layout
from app.returns.pdf.writer import write_pdf

_SUBSET_TAG = re.compile(r"^/[A-Z]{6}\+")
_TAG = frozenset({"/Type", "/S", "/P", "/Pg", "/K", "/A"})
_CONTENT = frozenset({"/Type", "/Pg", "/MCID", "/Obj"})
_MOST_TAGS = 200_000


def compare_pages(content: bytes, payload: Payload, trust: TrustContext) -> PageProof:
    """Compare the document before its first signature with the payload drawn here and now.

    For a file whose verdict is good; takes as long as an export. Raises Refused (the round or
    the form is not ours), AppError FONT_MISSING.
    """
    written = content[: read_revisions(content)[0].end]
    context = find_payload_context(payload, trust)
    document = find_layout(payload.layout_version).build_document(payload, context.blank)
    drawn = write_pdf(payload, document)
    if drawn == written:
        return PageProof.SAME
    if _says_otherwise(written):
        return PageProof.DIFFERENT
    is_ours = (
        payload.app_version == __version__ and payload.typeface_set == shipped_faces().statement
    )
    if not is_ours or _faces(drawn) != _faces(written):
        return PageProof.UNDECIDED
    return PageProof.DIFFERENT


def _faces(content: bytes) -> set[str]:
    """The names of the typefaces a document embeds."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        fonts = pdf.pages[0].obj["/Resources"]["/Font"]
        return {_SUBSET_TAG.sub("", str(font["/BaseFont"])) for font in fonts.values()}


def _says_otherwise(content: bytes) -> bool:
    """Return whether the tags give a screen reader another text than the pages show."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        waiting, seen = [pdf.Root["/StructTreeRoot"]["/K"]], 0
        while waiting and seen < _MOST_TAGS:
            element, seen = waiting.pop(), seen + 1
            keys = element.keys()
            if element.get("/Type") in ("/MCR", "/OBJR") and _CONTENT.issuperset(keys):
                continue
            if not _TAG.issuperset(keys):
                return True
            inside = element["/K"] if "/K" in keys else ()
            below = inside if isinstance(inside, pikepdf.Array) else [inside]
            waiting += [each for each in below if isinstance(each, pikepdf.Dictionary)]
    return bool(waiting)
