"""Which one of its kind a file of ours is: of which agency, round, revision, person.

Light on purpose, like `app.own_files`: it only keeps one from taking the place of another, and
believes what a file says of itself.
"""

import base64
import io
import json
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import Any
from xml.sax.saxutils import unescape

from app.own_files import OwnFile, recognise_own

_LONGEST_BYTES = 20_000_000
_WORKBOOK_PAYLOAD = "customXml/item1.xml"
_WORKBOOK_FACTS = "docProps/core.xml"
_PAGES_OURS = "<pdf:Producer>填報</pdf:Producer>".encode()
_PAGES_FACTS = re.compile(
    r"<dc:(?:description|title)>\s*<rdf:Alt>\s*<rdf:li xml:lang=\"x-default\">([^<]*)<"
)
_WORKBOOK_OURS = re.compile(r"<dc:creator\b[^>]*>填報<")
_WORKBOOK_TITLE = re.compile(r"<dc:title\b[^>]*>([^<]*)<")
_EMBEDDED = re.compile(rb"/EmbeddedFile\b")
_STREAM = re.compile(rb"stream\r?\n")
_KEYS: Mapping[OwnFile, tuple[str, ...]] = {
    OwnFile.ROUND_FILE: ("agency", "round.id", "round.nonce"),
    OwnFile.RECEIPT: ("agency", "round_id", "revision", "accepted"),
    OwnFile.ENROLMENT: ("agency", "person_id", "role"),
    OwnFile.SEND_BACK: ("agency", "round_id", "payload_sha256"),
    OwnFile.SIGNED_PDF: ("agency", "round_id", "round_nonce", "revision"),
    OwnFile.SIGNED_WORKBOOK: ("agency", "round_id", "round_nonce", "revision"),
}
_SHOWN = 60
_TRIES = 4
"""Two bytes of a DER head may look like the beginning of an object."""


def identify(content: bytes) -> tuple[str, ...] | None:
    """What tells a file of ours from others of its kind; None for what does not say."""
    kind = recognise_own(content)
    if kind is OwnFile.HANDOVER:
        return _identify_handover(content)
    if kind is None:
        return _identify_report(content)
    said = _read_document(content, kind)
    if said is None:
        return None
    keys = _KEYS.get(kind, ())
    if kind is OwnFile.RECEIPT and not said.get("accepted"):
        keys = (*keys, "files")  # a refusal is about one file
    found = tuple(_pick(said, key) for key in keys)
    return found if any(found) else None


def show_identity(identity: tuple[str, ...]) -> str:
    """An identity in one line."""
    return " ".join(each[:_SHOWN] for each in identity if each)


def _identify_handover(content: bytes) -> tuple[str, ...] | None:
    said = _find_json(content)
    try:
        return identify(base64.b64decode(str((said or {})["pdf"])))
    except (KeyError, ValueError):
        return None


def _read_document(content: bytes, kind: OwnFile) -> dict[str, Any] | None:
    if kind is OwnFile.SIGNED_PDF:
        return _find_json(_inflate(content))
    if kind is OwnFile.SIGNED_WORKBOOK:
        return _find_json(_read_member(content, _WORKBOOK_PAYLOAD))
    return _find_json(content)


def _identify_report(content: bytes) -> tuple[str, ...] | None:
    """Title and round of a report or master workbook made by this program."""
    if content.startswith(b"%PDF-"):
        return _identify_pages(content)
    if not content.startswith(b"PK"):
        return None
    facts = _read_member(content, _WORKBOOK_FACTS).decode("utf-8", "replace")
    title = _WORKBOOK_TITLE.search(facts)
    return (title[1],) if title is not None and _WORKBOOK_OURS.search(facts) else None


def _identify_pages(content: bytes) -> tuple[str, ...] | None:
    """Title and subject in the metadata (XMP) of a report's pages."""
    at = content.rfind(_PAGES_OURS)
    if at < 0:
        return None
    facts = content[content.rfind(b"<x:xmpmeta", 0, at) : at].decode("utf-8", "replace")
    return tuple(map(unescape, _PAGES_FACTS.findall(facts)))


def _find_json(content: bytes) -> dict[str, Any] | None:
    """The first JSON object of several members within some bytes."""
    start = content.find(b'{"')
    for _ in range(_TRIES):
        if start < 0:
            break
        try:
            said, _ = json.JSONDecoder().raw_decode(content[start:].decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            said = None
        if isinstance(said, dict) and len(said) > 1:
            return said
        start = content.find(b'{"', start + 1)
    return None


def _pick(said: Mapping[str, Any], key: str) -> str:
    value: Any = said
    for each in key.split("."):
        value = value.get(each) if isinstance(value, dict) else None
    if isinstance(value, list):
        value = json.dumps(value, sort_keys=True)
    return "" if value is None else str(value)


def _inflate(content: bytes) -> bytes:
    """The file embedded first in a PDF."""
    mark = _EMBEDDED.search(content)
    begin = None if mark is None else _STREAM.search(content, mark.end())
    if begin is None:
        return b""
    try:
        return zlib.decompressobj().decompress(content[begin.end() :], _LONGEST_BYTES)
    except zlib.error:
        return b""


def _read_member(content: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open(name) as member:
            return member.read(_LONGEST_BYTES)
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, OSError):
        return b""
