"""A document's pages, bookmarks, links, tags and signature fields as the objects of a PDF."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.documents.archival import AttachedFile, DocumentFacts, add_attachment, add_facts
from app.documents.pdf_file import PdfFile, format_text
from app.documents.structure import StructureTree

_SIGNATURES_ONLY = 3  # SigFlags: there are signatures, and the file may only be appended to


@dataclass(frozen=True)
class PlacedHeading:
    """The position of a heading in the document; `level` counts from 0, `page` from 1."""

    key: str
    title: str
    level: int
    page: int
    top: float


@dataclass(frozen=True)
class FinishedPage:
    """A page: its size in points, and the operators that draw it."""

    size: tuple[float, float]
    content: bytes


@dataclass(frozen=True, kw_only=True)
class SignatureField:
    """A field somebody is to sign; nobody sees it on the page."""

    name: str
    label: str
    """What a viewer and a screen reader call it."""
    is_locking: bool = False
    """Whether its signature locks all fields."""


def assemble(
    pages: Sequence[FinishedPage],
    headings: Sequence[PlacedHeading],
    structure: StructureTree,
    facts: DocumentFacts,
    add_fonts: Callable[[PdfFile], str],
    *,
    attached: AttachedFile | None = None,
    fields: Sequence[SignatureField] = (),
) -> PdfFile:
    """Build the file; the attached file is its first object, then the catalog and the fields."""
    file = PdfFile()
    entries = "" if attached is None else add_attachment(file, attached, facts.created_at)
    file.root = file.reserve()
    widgets = [file.reserve() for _ in fields]
    tree = file.reserve()
    leaves = [file.reserve() for _ in pages]
    places = {each.key: _destination(each, leaves) for each in headings}
    for field in fields:
        structure.add_signature_field(1, field.name, field.label, locks=field.is_locking)
    written = structure.write(file, leaves, places, widgets)
    annotations: Mapping[int, list[int]] = {}
    if written is not None:
        annotations = written.annotations
        entries += f"/StructTreeRoot {written.root} 0 R/MarkInfo<</Marked true>>"
    _put_pages(file, pages, leaves, tree, annotations, add_fonts)
    entries += _add_outlines(file, headings, places)
    entries += add_facts(file, facts)
    if widgets:
        entries += f"/AcroForm<</Fields[{_references(widgets)}]/SigFlags {_SIGNATURES_ONLY}>>"
    file.put(file.root, f"<</Type/Catalog/Pages {tree} 0 R{entries}>>", is_packed=False)
    return file


def _references(numbers: Sequence[int]) -> str:
    return " ".join(f"{each} 0 R" for each in numbers)


def _put_pages(
    file: PdfFile,
    pages: Sequence[FinishedPage],
    leaves: list[int],
    tree: int,
    annotations: Mapping[int, list[int]],
    add_fonts: Callable[[PdfFile], str],
) -> None:
    resources = file.reserve()
    for index, (page, number) in enumerate(zip(pages, leaves, strict=True)):
        content = file.add_page_content(page.content)
        shown = annotations.get(index + 1)
        file.put(
            number,
            f"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {_numbers(page.size)}]"
            f"/Resources {resources} 0 R/Contents {content} 0 R"
            f"{f'/Annots[{_references(shown)}]' if shown else ''}/StructParents {index}/Tabs/S>>",
        )
    file.put(tree, f"<</Type/Pages/Count {len(pages)}/Kids[{_references(leaves)}]>>")
    file.put(resources, f"<</Font<<{add_fonts(file)}>>>>")


def _numbers(values: Sequence[float]) -> str:
    return " ".join(f"{each:.4f}".rstrip("0").rstrip(".") for each in values)


def _destination(heading: PlacedHeading, leaves: list[int]) -> str:
    return f"[{leaves[heading.page - 1]} 0 R/XYZ 0 {_numbers([heading.top])} 0]"


def _add_outlines(
    file: PdfFile, headings: Sequence[PlacedHeading], places: Mapping[str, str]
) -> str:
    """Bookmarks: the first level open, the others folded."""
    if not headings:
        return ""
    root = file.reserve()
    numbers = [file.reserve() for _ in headings]
    below: dict[int, list[int]] = {root: []}
    parents: list[int] = []
    open_items = [root]
    for heading, number in zip(headings, numbers, strict=True):
        del open_items[heading.level + 1 :]
        parents.append(open_items[-1])
        below[open_items[-1]].append(number)
        below[number] = []
        open_items.append(number)
    for heading, number, parent in zip(headings, numbers, parents, strict=True):
        file.put(
            number,
            f"<</Title{format_text(heading.title)}/Parent {parent} 0 R"
            f"/Dest{places[heading.key]}{_neighbours(number, below[parent])}"
            f"{_ends(below[number])}{_count(-len(below[number]))}>>",
        )
    file.put(root, f"<</Type/Outlines{_ends(below[root])}{_count(len(below[root]))}>>")
    return f"/Outlines {root} 0 R"


def _neighbours(number: int, siblings: list[int]) -> str:
    at = siblings.index(number)
    before = f"/Prev {siblings[at - 1]} 0 R" if at else ""
    after = f"/Next {siblings[at + 1]} 0 R" if at + 1 < len(siblings) else ""
    return before + after


def _ends(items: list[int]) -> str:
    return f"/First {items[0]} 0 R/Last {items[-1]} 0 R" if items else ""


def _count(count: int) -> str:
    return f"/Count {count}" if count else ""
