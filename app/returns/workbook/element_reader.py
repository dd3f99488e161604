"""Reading XML that must be exactly what is expected: tags, attributes, order, nothing between."""

import base64
import binascii
import re
from datetime import UTC, datetime

from lxml import etree

from app.returns.refusal import Refused
from app.returns.workbook.signature_names import SHA256

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")


class ElementReader:
    """Read one element after another; any deviation is SIG_STRUCTURE of that part."""

    def __init__(self, part: str) -> None:
        self._part = part

    def fail(self, what: object) -> Refused:
        """The refusal to raise."""
        return Refused("SIG_STRUCTURE", part=self._part, detail=what)

    def ensure(self, element: etree._Element, tag: str | None, attributes: dict[str, str]) -> None:
        """Exactly this tag and these attributes."""
        if (tag is not None and element.tag != tag) or dict(element.attrib.items()) != attributes:
            raise self.fail(element.tag)

    def children(
        self, element: etree._Element, namespace: str, *names: str
    ) -> list[etree._Element]:
        """Exactly these children, with nothing but white space between them."""
        found = list(element)
        if [each.tag for each in found] != [f"{{{namespace}}}{name}" for name in names]:
            raise self.fail(element.tag)
        if (element.text or "").strip() or any((each.tail or "").strip() for each in found):
            raise self.fail(element.tag)
        return found

    def chain(self, element: etree._Element, namespace: str, *names: str) -> etree._Element:
        """Descend along only children without attributes of their own."""
        self.ensure(element, None, {})
        for name in names:
            (element,) = self.children(element, namespace, name)
            self.ensure(element, None, {})
        return element

    def text(self, element: etree._Element) -> str:
        """The text of a leaf without attributes."""
        if len(element) or element.attrib:
            raise self.fail(element.tag)
        return element.text or ""

    def empty(self, element: etree._Element) -> None:
        """A leaf that is there and says nothing."""
        if self.text(element):
            raise self.fail(element.tag)

    def decoded(self, element: etree._Element) -> bytes:
        """The base64 content of a leaf."""
        text = self.text(element)
        try:
            content = base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError) as problem:
            raise self.fail(element.tag) from problem
        if base64.b64encode(content).decode("ascii") != text:
            raise self.fail(element.tag)  # one content, one spelling
        return content

    def algorithm(self, element: etree._Element, *allowed: str) -> str:
        """The algorithm an empty-or-not element names; SIG_ALG unless it is allowed."""
        if set(element.attrib) != {"Algorithm"}:
            raise self.fail(element.tag)
        algorithm = element.get("Algorithm", "")
        if algorithm not in allowed:
            raise Refused("SIG_ALG", part=self._part, algorithm=algorithm)
        return algorithm

    def digest_of(self, method: etree._Element, value: etree._Element) -> str:
        """A DigestMethod (SHA-256) and its DigestValue."""
        self.algorithm(method, SHA256)
        if len(method):
            raise self.fail(method.tag)
        return self.text(value)

    def time(self, element: etree._Element) -> datetime:
        """A moment in UTC, whole seconds."""
        text = self.text(element)
        if _TIME.fullmatch(text) is None:
            raise self.fail(element.tag)
        try:
            return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        except ValueError as problem:
            raise self.fail(element.tag) from problem
