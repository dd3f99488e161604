"""The structure tree of a tagged PDF (ISO 32000-1 §14.7), for screen readers.

Flowables tag what they draw; the tree is written once the pages are known.
"""

from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase import pdfdoc


@dataclass
class _Element:
    role: str
    kids: list["_Element"] = field(default_factory=list)
    page: int = 0
    mark: int | None = None
    """The marked-content identifier (MCID) on `page` (from 1); None for a group."""
    attributes: str = ""


class StructureTree:
    """Structure elements in reading order, and their marked content on each page."""

    def __init__(self) -> None:
        self._root = _Element("Document")
        self._open = [self._root]
        self._marked: dict[int, list[_Element]] = {}

    def open_group(self, role: str) -> None:
        """Open a grouping element (Table, TR) around what follows until it is closed."""
        group = _Element(role)
        self._open[-1].kids.append(group)
        self._open.append(group)

    def close_group(self) -> None:
        """Close the innermost group."""
        self._open.pop()

    def begin_content(self, role: str, page: int) -> str:
        """Build the BDC operator of content of a role (H1, P, TH, TD); `EMC` ends it."""
        marked = self._marked.setdefault(page, [])
        element = _Element(role, page=page, mark=len(marked))
        if role == "TH":
            element.attributes = "/A <</O /Table /Scope /Column>>"
        marked.append(element)
        self._open[-1].kids.append(element)
        return f"/{role} <</MCID {len(marked) - 1}>> BDC"

    def write(self, document: Any, pages: list[Any]) -> None:
        """Write the structure tree into a reportlab document with these pages."""
        if not self._root.kids:
            return
        root = _Object("")
        root_reference = document.Reference(root, "StructTreeRoot")
        references: dict[int, Any] = {}
        top = self._write_element(document, self._root, root_reference, references)
        numbers = []
        for page, elements in sorted(self._marked.items()):
            numbers.append(str(page - 1))
            kids = " ".join(_format(references[id(each)], document) for each in elements)
            numbers.append(f"[{kids}]")
            leaf = pages[page - 1]
            leaf.__NoDefault__ = [*leaf.__NoDefault__, "StructParents", "Tabs"]
            leaf.StructParents, leaf.Tabs = page - 1, pdfdoc.PDFName("S")
        root.content = (
            f"<</Type /StructTreeRoot /K {_format(top, document)} "
            f"/ParentTreeNextKey {len(pages)} /ParentTree <</Nums [{' '.join(numbers)}]>>>>"
        )
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})

    def _write_element(
        self, document: Any, element: _Element, parent: Any, references: dict[int, Any]
    ) -> Any:
        written = _Object("")
        reference = references[id(element)] = document.Reference(written)
        head = f"<</S /{element.role} /P {_format(parent, document)} {element.attributes}"
        if element.mark is not None:
            page = _format(pdfdoc.PDFObjectReference(f"Page{element.page}"), document)
            written.content = f"{head} /Pg {page} /K {element.mark}>>"
        else:
            kids = [
                _format(self._write_element(document, each, reference, references), document)
                for each in element.kids
            ]
            written.content = f"{head} /K [{' '.join(kids)}]>>"
        return reference


class _Object(pdfdoc.PDFObject):  # type: ignore[misc]
    """An indirect object with preformatted text."""

    __RefOnly__ = 1

    def __init__(self, content: str) -> None:
        self.content = content

    def format(self, document: Any) -> bytes:
        """The text in ASCII."""
        return self.content.encode("ascii")


def _format(reference: Any, document: Any) -> str:
    return bytes(pdfdoc.format(reference, document)).decode("ascii")
