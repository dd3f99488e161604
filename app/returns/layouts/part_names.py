"""Names of the parts of a workbook package, and the parts that only say which there are."""

from collections.abc import Iterable
from functools import cache

XML_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
CONTENT_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PLAIN_XML_TYPE = "application/xml"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
WORKBOOK_TYPE = f"{_SHEETML}.sheet.main+xml"
WORKSHEET_TYPE = f"{_SHEETML}.worksheet+xml"
STYLES_TYPE = f"{_SHEETML}.styles+xml"
PAYLOAD_RELATIONSHIP = f"{OFFICE_RELATIONSHIPS}/customXml"

CONTENT_TYPES_PART = "[Content_Types].xml"
ROOT_RELS_PART = "_rels/.rels"
WORKBOOK_PART = "xl/workbook.xml"
WORKBOOK_RELS_PART = "xl/_rels/workbook.xml.rels"
STYLES_PART = "xl/styles.xml"
PAYLOAD_PART = "customXml/item1.xml"


def sheet_part_name(number: int) -> str:
    """The part of the n-th sheet, from 1."""
    return f"xl/worksheets/sheet{number}.xml"


@cache
def build_content_types(
    sheet_count: int,
    defaults: tuple[tuple[str, str], ...] = (),
    overrides: tuple[tuple[str, str], ...] = (),
) -> bytes:
    """[Content_Types].xml of so many sheets, with further (extension, type) and (part, type)."""
    sheets = [(sheet_part_name(number), WORKSHEET_TYPE) for number in range(1, sheet_count + 1)]
    by_extension = "".join(
        f'<Default Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in (("rels", RELATIONSHIPS_TYPE), ("xml", PLAIN_XML_TYPE), *defaults)
    )
    by_part = "".join(
        f'<Override PartName="/{part}" ContentType="{kind}"/>'
        for part, kind in (
            (WORKBOOK_PART, WORKBOOK_TYPE),
            (STYLES_PART, STYLES_TYPE),
            *sheets,
            *overrides,
        )
    )
    return f'{XML_HEAD}<Types xmlns="{CONTENT_TYPES}">{by_extension}{by_part}</Types>'.encode()


def build_relationships(relationships: Iterable[tuple[str, str, str]]) -> bytes:
    """A .rels part of (id, type, target)."""
    entries = "".join(
        f'<Relationship Id="{identifier}" Type="{kind}" Target="{target}"/>'
        for identifier, kind, target in relationships
    )
    return (
        f'{XML_HEAD}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{entries}</Relationships>'
    ).encode()


def build_root_relationships(*further: tuple[str, str, str]) -> bytes:
    """_rels/.rels: the way to the workbook, and further (id, type, target)."""
    workbook = ("rId1", f"{OFFICE_RELATIONSHIPS}/officeDocument", WORKBOOK_PART)
    return build_relationships((workbook, *further))
