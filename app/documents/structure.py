"""The structure tree of a tagged PDF (ISO 32000-1 §14.7), for screen readers.

Flowables tag what they draw, in reading order; the tree is written once the pages are known.
What goes on on the next page stays one element: its parts give the same `key`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from app.documents.pdf_file import PdfFile, format_text

_LINK_FLAGS = 4  # printed
_FIELD_FLAGS = 132  # printed and locked

ARTIFACT = "/Artifact BMC"
PAGINATION = "/Artifact <</Type /Pagination>> BDC"


@dataclass(frozen=True)
class _Mark:
    """Marked content: its page (from 1) and its number (MCID) there."""

    page: int
    number: int


@dataclass(frozen=True)
class _Annotation:
    """An annotation of an element; `build` makes its entries, given where headings stand."""

    page: int
    element: int
    build: Callable[[Mapping[str, str]], str]


@dataclass
class _Element:
    role: str
    parent: int
    attributes: str
    kids: "list[int | _Mark | _Annotation]" = field(default_factory=list)
    """Places of elements in the list of all, marked content, annotations."""


@dataclass(frozen=True)
class WrittenTree:
    """What of the tree the rest of a file refers to."""

    root: int
    annotations: Mapping[int, list[int]]
    """Numbers of the annotations on each page that has any."""


class StructureTree:
    """Structure elements in reading order, and their marked content on each page."""

    def __init__(self) -> None:
        self._elements = [_Element("Document", -1, "")]
        self._open = [0]
        self._known: dict[object, int] = {}
        self._marked: dict[int, list[int]] = {}
        self._annotations: list[_Annotation] = []
        self._fields: list[_Annotation] = []

    def open_group(self, role: str, key: object = None, attributes: str = "") -> None:
        """Open a grouping element (Table, TR) around what follows until it is closed."""
        self._open.append(self._find(role, key, attributes))

    def close_group(self) -> None:
        """Close the innermost group."""
        self._open.pop()

    def begin_content(self, role: str, page: int, key: object = None, attributes: str = "") -> str:
        """Build the BDC operator of content of a role (H1, P, TH, TD); `EMC` ends it."""
        return self._mark(self._find(role, key, attributes), page)

    def begin_more(self, page: int) -> str:
        """Build the BDC operator of content that belongs to the innermost group itself."""
        return self._mark(self._open[-1], page)

    def add_empty(self, role: str, attributes: str = "") -> None:
        """Add an element without content: a cell where nothing stands."""
        self._find(role, None, attributes)

    def add_link(self, page: int, place: str, key: str, text: str) -> None:
        """Make the innermost group lead to a heading; `place` is a rectangle on the page."""
        contents = format_text(text)
        self._annotate(
            page,
            lambda destinations: (
                f"/Subtype/Link/Rect[{place}]/F {_LINK_FLAGS}/Border[0 0 0]"
                f"/Contents{contents}/Dest{destinations[key]}"
            ),
        )

    def add_signature_field(self, page: int, name: str, label: str, *, locks: bool) -> None:
        """Add the field of one signature, which nobody sees; the last of several locks all."""
        lock = "/Lock<</Type/SigFieldLock/Action/All>>" if locks else ""
        entries = (
            f"/Subtype/Widget/FT/Sig/T{format_text(name)}/TU{format_text(label)}"
            f"/F {_FIELD_FLAGS}/Rect[0 0 0 0]{lock}"
        )
        self.open_group("Form")
        self._fields.append(self._annotate(page, lambda _: entries))
        self.close_group()

    def _find(self, role: str, key: object, attributes: str) -> int:
        """The element of that key, or a new one in the innermost group."""
        if key is not None and key in self._known:
            return self._known[key]
        place, parent = len(self._elements), self._open[-1]
        self._elements.append(_Element(role, parent, attributes))
        self._elements[parent].kids.append(place)
        if key is not None:
            self._known[key] = place
        return place

    def _mark(self, place: int, page: int) -> str:
        marked = self._marked.setdefault(page, [])
        number = len(marked)
        marked.append(place)
        element = self._elements[place]
        element.kids.append(_Mark(page, number))
        return f"/{element.role} <</MCID {number}>> BDC"

    def _annotate(self, page: int, build: Callable[[Mapping[str, str]], str]) -> _Annotation:
        annotation = _Annotation(page, self._open[-1], build)
        self._annotations.append(annotation)
        self._elements[annotation.element].kids.append(annotation)
        return annotation

    def write(
        self,
        file: PdfFile,
        pages: Sequence[int],
        destinations: Mapping[str, str],
        fields: Sequence[int] = (),
    ) -> WrittenTree | None:
        """Add the tree and its annotations to a file; `pages` are the numbers of the pages.

        The signature fields get the numbers `fields`, and stay outside of object streams. The page
        at place n of `pages` has /StructParents n. None where nothing is tagged.
        """
        if len(self._elements) == 1:
            return None
        root = file.reserve()
        elements = [file.reserve() for _ in self._elements]
        numbers = dict(zip(map(id, self._fields), fields, strict=True))
        numbers |= {
            id(each): file.reserve() for each in self._annotations if id(each) not in numbers
        }
        writer = _Writer(elements, numbers, pages)
        file.put(root, self._write_root(writer))
        for number, element in zip(elements, self._elements, strict=True):
            file.put(number, writer.write_element(element, root))
        on_page: dict[int, list[int]] = {}
        for at, each in enumerate(self._annotations):
            on_page.setdefault(each.page, []).append(numbers[id(each)])
            text = (
                f"<</Type/Annot{each.build(destinations)}/P {pages[each.page - 1]} 0 R"
                f"/StructParent {len(pages) + at}>>"
            )
            file.put(numbers[id(each)], text, is_packed=each not in self._fields)
        return WrittenTree(root, on_page)

    def _write_root(self, writer: "_Writer") -> str:
        """The root with the parent tree: the elements of each page's marks, of each annotation."""
        elements, count = writer.elements, len(writer.pages)
        entries = [
            f"{at}[{' '.join([f'{elements[each]} 0 R' for each in marked])}]"
            for at in range(count)
            if (marked := self._marked.get(at + 1, []))
        ]
        entries += [
            f"{count + at} {elements[each.element]} 0 R"
            for at, each in enumerate(self._annotations)
        ]
        return (
            f"<</Type/StructTreeRoot/K {elements[0]} 0 R"
            f"/ParentTreeNextKey {count + len(self._annotations)}"
            f"/ParentTree<</Nums[{' '.join(entries)}]>>>>"
        )


@dataclass(frozen=True)
class _Writer:
    elements: Sequence[int]
    """The numbers of the elements' objects, by their places."""
    annotations: Mapping[int, int]
    """The numbers of the annotations' objects, by their identity."""
    pages: Sequence[int]

    def write_element(self, element: _Element, root: int) -> str:
        parent = root if element.parent < 0 else self.elements[element.parent]
        head = f"<</S/{element.role}/P {parent} 0 R{element.attributes}"
        kids = element.kids
        if not kids:
            return f"{head}>>"
        first = next((each.page for each in kids if isinstance(each, _Mark)), 0)
        if first:
            head += f"/Pg {self.pages[first - 1]} 0 R"
        written = " ".join([self._write_kid(each, first) for each in kids])
        # A field alone without brackets: pyHanko looks for it there when it judges a second signer.
        is_alone = len(kids) == 1 and not isinstance(kids[0], int)
        return f"{head}/K {written}>>" if is_alone else f"{head}/K[{written}]>>"

    def _write_kid(self, kid: "int | _Mark | _Annotation", first: int) -> str:
        if isinstance(kid, int):
            return f"{self.elements[kid]} 0 R"
        page = f"/Pg {self.pages[kid.page - 1]} 0 R"
        if isinstance(kid, _Annotation):
            return f"<</Type/OBJR{page}/Obj {self.annotations[id(kid)]} 0 R>>"
        return str(kid.number) if kid.page == first else f"<</Type/MCR{page}/MCID {kid.number}>>"


def alternative(text: str) -> str:
    """The attributes of a figure: what to read in its place."""
    return f"/Alt{format_text(text)}"
