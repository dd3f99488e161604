"""OPC package structure: content types, relationships, reachable parts (ECMA-376 part 2).

A whitelist throughout: what a return does not need is refused (macros, links, drawings …).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import normpath, relpath

from lxml import etree

from app.returns.layouts.part_names import (
    CONTENT_TYPES,
    CONTENT_TYPES_PART,
    OFFICE_RELATIONSHIPS,
    PACKAGE_RELATIONSHIPS,
    PAYLOAD_RELATIONSHIP,
    PLAIN_XML_TYPE,
    RELATIONSHIPS_TYPE,
    ROOT_RELS_PART,
    STYLES_TYPE,
    WORKBOOK_RELS_PART,
    WORKBOOK_TYPE,
    WORKSHEET_TYPE,
)
from app.returns.refusal import Refused
from app.returns.workbook.canonical_xml import parse_xml
from app.returns.workbook.signature_names import (
    ORIGIN_PART,
    ORIGIN_RELATIONSHIP,
    ORIGIN_RELS_PART,
    ORIGIN_TYPE,
    SIGNATURE_FOLDER,
    SIGNATURE_RELATIONSHIP,
    SIGNATURE_TYPE,
    signature_part,
)

_DEFAULTS = {"rels": RELATIONSHIPS_TYPE, "xml": PLAIN_XML_TYPE, "sigs": ORIGIN_TYPE}
_OVERRIDES = {WORKBOOK_TYPE, WORKSHEET_TYPE, STYLES_TYPE, SIGNATURE_TYPE}
_OFFICE_DOCUMENT = f"{OFFICE_RELATIONSHIPS}/officeDocument"
# Which relationship, from which part, leads to which content type.
_ALLOWED = {
    (ROOT_RELS_PART, _OFFICE_DOCUMENT): WORKBOOK_TYPE,
    (ROOT_RELS_PART, ORIGIN_RELATIONSHIP): ORIGIN_TYPE,
    (WORKBOOK_RELS_PART, f"{OFFICE_RELATIONSHIPS}/worksheet"): WORKSHEET_TYPE,
    (WORKBOOK_RELS_PART, f"{OFFICE_RELATIONSHIPS}/styles"): STYLES_TYPE,
    (WORKBOOK_RELS_PART, PAYLOAD_RELATIONSHIP): PLAIN_XML_TYPE,
    (ORIGIN_RELS_PART, SIGNATURE_RELATIONSHIP): SIGNATURE_TYPE,
}
_RELS_PARTS = {ROOT_RELS_PART, WORKBOOK_RELS_PART, ORIGIN_RELS_PART}


@dataclass(frozen=True, slots=True)
class Package:
    """A package whose content types and relationships are verified."""

    content_parts: Mapping[str, bytes]
    """Everything that must be signed: all parts but the plumbing of the package itself."""
    content_types: Mapping[str, str]
    """Effective content type of every content part."""
    relationships: Mapping[str, etree._Element]
    """Root element of every .rels part, by name."""
    signature_parts: tuple[str, ...]
    """sig1.xml … sigN.xml, in order."""
    parts: Mapping[str, bytes]


def read_package(parts: Mapping[str, bytes]) -> Package:
    """Verify the structure. Raises Refused CT_*, REL_*, PART_UNREFERENCED, MAIN_PART, SIG_SET."""
    types = _read_content_types(parts)
    rels = {name: parse_xml(parts[name], name) for name in parts if name.endswith(".rels")}
    for name in rels:
        if name not in _RELS_PARTS:
            raise Refused("REL_TYPE", part=name)
    reached = _follow_relationships(parts, rels, types)
    for name in parts:
        if name not in reached and name not in rels and name != CONTENT_TYPES_PART:
            raise Refused("PART_UNREFERENCED", part=name)
    signature_parts = _check_signature_set(parts)
    content = {
        name: content
        for name, content in parts.items()
        if name != CONTENT_TYPES_PART and not name.startswith(SIGNATURE_FOLDER)
    }
    return Package(content, {name: types[name] for name in content}, rels, signature_parts, parts)


def _read_content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Effective content type by part. Raises Refused CT_MISSING, CT_FORBIDDEN, CT_DANGLING."""
    if CONTENT_TYPES_PART not in parts:
        raise Refused("CT_MISSING", part=CONTENT_TYPES_PART)
    root = parse_xml(parts[CONTENT_TYPES_PART], CONTENT_TYPES_PART)
    _ensure_tag(root, CONTENT_TYPES, "Types", "CT_FORBIDDEN", CONTENT_TYPES_PART)
    _ensure_nothing_between(root, "CT_FORBIDDEN", CONTENT_TYPES_PART)
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}
    for each in root:
        kind = each.get("ContentType", "")
        if each.tag == f"{{{CONTENT_TYPES}}}Default":
            key, known, is_allowed = each.get("Extension", ""), defaults, _is_default(each)
        else:
            _ensure_tag(each, CONTENT_TYPES, "Override", "CT_FORBIDDEN", CONTENT_TYPES_PART)
            key, known = each.get("PartName", ""), overrides
            is_allowed = kind in _OVERRIDES and set(each.attrib) == {"PartName", "ContentType"}
        if not is_allowed or key in known or len(each):
            raise Refused("CT_FORBIDDEN", part=key, type=kind)
        known[key] = kind
    for name in overrides:
        if name.removeprefix("/") not in parts or not name.startswith("/"):
            raise Refused("CT_DANGLING", part=name)
    return {name: _effective(name, defaults, overrides) for name in _typed(parts)}


def _typed(parts: Mapping[str, bytes]) -> list[str]:
    return [name for name in parts if name != CONTENT_TYPES_PART]


def _is_default(element: etree._Element) -> bool:
    extension = element.get("Extension", "")
    kind = element.get("ContentType")
    return set(element.attrib) == {"Extension", "ContentType"} and (
        _DEFAULTS.get(extension) == kind
    )


def _effective(name: str, defaults: dict[str, str], overrides: dict[str, str]) -> str:
    kind = overrides.get(f"/{name}") or defaults.get(name.rpartition(".")[2])
    if kind is None:
        raise Refused("CT_MISSING", part=name)
    return kind


def _ensure_tag(element: etree._Element, namespace: str, name: str, code: str, part: str) -> None:
    if element.tag != f"{{{namespace}}}{name}":
        raise Refused(code, part=part, type=element.tag)


def _ensure_nothing_between(root: etree._Element, code: str, part: str) -> None:
    """No words between the elements and no attributes on the root: nobody has signed them."""
    texts = [root.text, *(text for each in root for text in (each.text, each.tail))]
    if root.attrib or any((text or "").strip() for text in texts):
        raise Refused(code, part=part, type="")


def _follow_relationships(
    parts: Mapping[str, bytes], rels: Mapping[str, etree._Element], types: Mapping[str, str]
) -> set[str]:
    """Parts reached from the root; every relationship is one we know and leads somewhere."""
    reached: set[str] = set()
    main_parts = 0
    for name, root in rels.items():
        _ensure_tag(root, PACKAGE_RELATIONSHIPS, "Relationships", "REL_TYPE", name)
        _ensure_nothing_between(root, "REL_TYPE", name)
        folder = name.rpartition("_rels/")[0]
        ids: set[str] = set()
        for each in root:
            _ensure_tag(each, PACKAGE_RELATIONSHIPS, "Relationship", "REL_TYPE", name)
            identifier = each.get("Id", "")
            if identifier.lower() in ids or not identifier:
                raise Refused("REL_DUPLICATE", part=name, id=identifier)
            ids.add(identifier.lower())
            target = _check_relationship(each, name, folder, parts, types)
            main_parts += each.get("Type") == _OFFICE_DOCUMENT
            if target in reached:
                raise Refused("REL_TARGET", part=name, target=target)
            reached.add(target)
    if main_parts != 1:
        raise Refused("MAIN_PART", count=main_parts)
    return reached


def _check_relationship(
    relationship: etree._Element,
    name: str,
    folder: str,
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
) -> str:
    if relationship.get("TargetMode", "Internal") != "Internal":
        raise Refused("REL_EXTERNAL", part=name, target=relationship.get("Target"))
    if set(relationship.attrib) - {"TargetMode"} != {"Id", "Type", "Target"} or len(relationship):
        raise Refused("REL_TYPE", part=name)
    kind = relationship.get("Type", "")
    expected = _ALLOWED.get((name, kind))
    if expected is None:
        raise Refused("REL_TYPE", part=name, type=kind)
    target = relationship.get("Target", "")
    path = normpath(folder + target)
    is_spelt_once = target == relpath(path, folder or ".")
    if not is_spelt_once or types.get(path) != expected or path not in parts:
        raise Refused("REL_TARGET", part=name, target=target)
    return path


def _check_signature_set(parts: Mapping[str, bytes]) -> tuple[str, ...]:
    """The signature parts in order; () for an unsigned package. Raises Refused SIG_SET."""
    found = {name for name in parts if name.startswith(SIGNATURE_FOLDER)}
    if not found:
        return ()
    count = len(found) - 2
    names = tuple(signature_part(number) for number in range(1, count + 1))
    if found != {ORIGIN_PART, ORIGIN_RELS_PART, *names} or parts[ORIGIN_PART] != b"":
        raise Refused("SIG_SET")
    targets = [f"sig{number}.xml" for number in range(1, count + 1)]
    rels = parse_xml(parts[ORIGIN_RELS_PART], ORIGIN_RELS_PART)
    if [each.get("Target") for each in rels] != targets:
        raise Refused("SIG_SET")
    return names
