"""Parsing received XML safely, and canonical XML 1.0 of its elements."""

import base64
import hashlib
import re
from collections.abc import Iterable
from typing import Any

from lxml import etree

from app.returns.layouts.part_names import PACKAGE_RELATIONSHIPS
from app.returns.refusal import Refused

_PART_LIMIT = 30_000_000
# Whole and in these words: an encoding named further on would be another reader's.
_DECLARATION = re.compile(
    rb"(?:<\?xml version=([\"'])1\.0\1 encoding=\1UTF-8\1(?: standalone=\1yes\1)?\?>\s*)?(?=<)"
)
_NAMESPACES: Any = {None: PACKAGE_RELATIONSHIPS}


def parse_xml(content: bytes, part: str) -> etree._Element:
    """Parse one part. Raises Refused XML_DTD, XML_MALFORMED, XML_FORBIDDEN.

    No document type, no entity, no comment, no processing instruction, UTF-8 only.
    """
    if not content or len(content) > _PART_LIMIT:
        raise Refused("XML_MALFORMED", part=part)
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise Refused("XML_DTD", part=part)
    declared = _DECLARATION.match(content)
    if declared is None or content.startswith(b"<?", declared.end()):
        raise Refused("XML_MALFORMED", part=part)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8"
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as problem:
        raise Refused("XML_MALFORMED", part=part) from problem
    if b"<!--" in content or content.count(b"<?") > int(content.startswith(b"<?xml ")):
        raise Refused("XML_FORBIDDEN", part=part)
    return root


def canonical_element(element: etree._Element) -> bytes:
    """Inclusive canonical XML 1.0, without comments, of an element inside a document.

    The element is made a root first: lxml writes a sub-element's default namespace wrongly.
    That leaves out nothing, since no other namespace is in scope outside it. Raises Refused
    XML_FORBIDDEN for what has no canonical form (a relative namespace).
    """
    try:
        alone = etree.fromstring(etree.tostring(element, with_tail=False))
        return etree.tostring(alone, method="c14n")
    except etree.LxmlError as problem:
        raise Refused("XML_FORBIDDEN", part=etree.QName(element).localname) from problem


def transform_relationships(root: etree._Element, source_ids: Iterable[str]) -> bytes:
    """The OPC relationship transform followed by canonical XML (ECMA-376 part 2)."""
    wanted = set(source_ids)
    tag = f"{{{PACKAGE_RELATIONSHIPS}}}Relationship"
    kept = [each for each in root if each.tag == tag and each.get("Id") in wanted]
    result = etree.Element(root.tag, nsmap=_NAMESPACES)
    for each in sorted(kept, key=lambda one: one.get("Id", "")):
        attributes = {str(key): str(value) for key, value in each.attrib.items()}
        attributes.setdefault("TargetMode", "Internal")
        etree.SubElement(result, tag, attributes)
    return etree.tostring(result, method="c14n")


def digest(content: bytes) -> str:
    """Base64 SHA-256, as XML signatures write digests."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")
