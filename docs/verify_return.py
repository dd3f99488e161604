"""Verify and print a signed return (填報表) without the program that made it.

usage: python -I verify_return.py RETURN.xlsx [RETURN.pdf] [--round ROUND.tbround]
                                  [--office OFFICE.pem]

Needs Python 3.11 and the command `openssl` (3.0), nothing else; it stands alone and imports nothing
of the program. The format is described in payload.md. Exit code 0: all that was checked holds; 1:
something does not; 2: nothing could be checked (no such file, neither .xlsx nor .pdf, no openssl).

It does NOT print the paper again: whether the sheets and pages show the payload is a question only
the program answers (it makes them anew and compares byte for byte). What it prints is the payload
that was signed, whatever the sheets and pages show. It judges no timestamps, no revocation lists,
no rules of the form, and not whether a key or an algorithm is still thought strong.
"""

import argparse
import base64
import hashlib
import json
import re
import shutil
import ssl
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

MOST_BYTES = 100_000_000
ROLES = ("preparer", "approver")
ROLE_WORDS = {"preparer": "填報人 preparer", "approver": "核定人 approver"}
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class Broken(Exception):  # noqa: N818 - says what it is about
    """A file that cannot be taken apart further."""


class Certificate(NamedTuple):
    """What openssl says about a certificate."""

    der: bytes
    subject: str
    issuer: str
    first: datetime
    last: datetime

    @property
    def sha256(self) -> str:
        """The digest it is registered under."""
        return hashlib.sha256(self.der).hexdigest()


class Signature(NamedTuple):
    """One signature that holds."""

    role: str
    certificate: Certificate
    signed_at: datetime
    has_timestamp: bool


@dataclass
class Carrier:
    """One file of a return, what was found in it and what does not hold."""

    name: str
    payload: bytes = b""
    signatures: list[Signature] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def check(self, holds: bool, what: str) -> None:
        """Note down what holds and what does not."""
        (self.held if holds else self.problems).append(what)


# -- openssl --------------------------------------------------------------------------------------


class OpenSsl:
    """The command, with a folder for the files it wants."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    def file(self, content: bytes) -> str:
        """A file with that content; its path."""
        self._count += 1
        path = self._folder / f"{self._count}"
        path.write_bytes(content)
        return str(path)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        """Run it; a failure is an answer."""
        command = ("openssl", *arguments)
        return subprocess.run(command, capture_output=True, check=False, timeout=60)

    def certificate(self, der: bytes) -> Certificate:
        """Read a certificate. Raises Broken."""
        names = ("-nameopt", "utf8,esc_ctrl,sep_comma_plus_space,sname")
        done = self.run(
            *("x509", "-inform", "DER", "-in", self.file(der), "-noout"),
            *("-subject", "-issuer", "-dates", *names),
        )
        if done.returncode:
            raise Broken("憑證無法讀取 certificate cannot be read")
        lines = done.stdout.decode("utf-8", "replace").splitlines()
        said = dict(line.split("=", 1) for line in lines if "=" in line)
        first, last = (
            datetime.fromtimestamp(ssl.cert_time_to_seconds(said[key]), UTC)
            for key in ("notBefore", "notAfter")
        )
        return Certificate(der, said["subject"], said["issuer"], first, last)

    def verifies(self, certificate: bytes, content: bytes, value: bytes) -> bool:
        """Whether the key of a certificate made a signature (SHA-256) over some bytes."""
        key = self.run("x509", "-inform", "DER", "-in", self.file(certificate), "-pubkey", "-noout")
        done = self.run(
            *("dgst", "-sha256", "-verify", self.file(key.stdout)),
            *("-signature", self.file(value), self.file(content)),
        )
        return done.returncode == 0

    def open_cms(self, container: bytes, content: bytes | None = None) -> tuple[bytes, bytes]:
        """The content of a CMS container whose signature holds, and its one signer's DER.

        `content` is what a detached signature is about. Raises Broken.
        """
        signer, opened = self.file(b""), self.file(b"")
        about = () if content is None else ("-content", self.file(content))
        verify = ("cms", "-verify", "-binary", "-inform", "DER", "-in", self.file(container))
        done = self.run(*verify, *about, "-noverify", "-signer", signer, "-out", opened)
        if done.returncode:
            raise Broken("簽章與內容不符 the signature does not hold (openssl cms -verify)")
        signers = read_pem(Path(signer).read_bytes())
        if len(signers) != 1:
            raise Broken("簽章者不是一人 not exactly one signer")
        # Again, with that certificate as the one trusted: does the signature name it as well?
        trusted = ("-CAfile", signer, "-partial_chain", "-no_check_time", "-purpose", "any")
        if self.run(*verify, *about, "-cades", *trusted, "-out", opened).returncode:
            raise Broken("簽章未指明其憑證 the signature does not name its certificate (-cades)")
        return Path(opened).read_bytes(), signers[0]


def read_pem(content: bytes) -> list[bytes]:
    """The certificates of a PEM file, as DER."""
    blocks = re.findall(
        rb"-----BEGIN CERTIFICATE-----\s+([A-Za-z0-9+/=\s]+?)-----END CERTIFICATE-----", content
    )
    return [base64.b64decode(each) for each in blocks]


# -- XML and its canonical form (Canonical XML 1.0, inclusive, without comments) -------------------

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MDSSI = f"{PACKAGE}/digital-signature"
RELATIONSHIPS = f"{PACKAGE}/relationships"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RELATIONSHIP_TRANSFORM = f"{PACKAGE}/RelationshipTransform"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
COMMITMENTS = {
    "http://uri.etsi.org/01903/v1.2.2#ProofOfCreation": "preparer",
    "http://uri.etsi.org/01903/v1.2.2#ProofOfApproval": "approver",
}


@dataclass
class Element:
    """An element as it is written: prefixes and name spaces are kept."""

    name: str
    attributes: dict[str, str]
    scope: dict[str, str]
    """Name spaces by prefix, those of the elements around it too."""
    children: list["Element"] = field(default_factory=list)
    content: list["Element | str"] = field(default_factory=list)

    @property
    def expanded(self) -> str:
        """`{name space}name`."""
        prefix, _, local = self.name.rpartition(":")
        return f"{{{self.scope.get(prefix, '')}}}{local}"

    @property
    def text(self) -> str:
        """The text directly in it."""
        return "".join(each for each in self.content if isinstance(each, str))

    def only(self, space: str, *names: str) -> list["Element"]:
        """Exactly these children, in this order, with no words between. Raises Broken."""
        wanted = [f"{{{space}}}{name}" for name in names]
        if [each.expanded for each in self.children] != wanted or self.text.strip():
            raise Broken(f"XML 結構不符 unexpected structure in <{self.name}>")
        return self.children

    def descend(self, space: str, *names: str) -> "Element":
        """Go down along only children. Raises Broken."""
        found = self
        for name in names:
            (found,) = found.only(space, name)
        return found


def parse_xml(content: bytes) -> Element:
    """Parse without a document type, entities, remarks, instructions. Raises Broken."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Broken("XML 不是 UTF-8 not UTF-8") from problem
    parser = expat.ParserCreate("UTF-8")
    parser.buffer_text = True
    above: list[Element] = [Element("", {}, {})]

    def start(name: str, attributes: dict[str, str]) -> None:
        scope = dict(above[-1].scope)
        kept = {}
        for key, value in attributes.items():
            if key == "xmlns" or key.startswith("xmlns:"):
                scope[key[6:]] = value
            else:
                kept[key] = value
        found = Element(name, kept, scope)
        above[-1].children.append(found)
        above[-1].content.append(found)
        above.append(found)

    def refuse(*_: object) -> None:
        raise Broken("XML 有不允許的內容 document type, remark or instruction")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: above.pop() and None
    parser.CharacterDataHandler = lambda text: above[-1].content.append(text)
    parser.StartDoctypeDeclHandler = refuse
    parser.CommentHandler = refuse
    parser.ProcessingInstructionHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as problem:
        raise Broken(f"XML 無法解析 malformed: {problem}") from problem
    return above[0].children[0]


def canonical(element: Element, shown: Mapping[str, str] | None = None) -> str:
    """Canonical XML 1.0. `shown`: the name spaces that the element around it has written."""
    if any(":" in key for key in element.attributes):
        raise Broken("XML 屬性有前綴 an attribute with a prefix")
    before = {} if shown is None else shown
    spaces = {prefix: uri for prefix, uri in element.scope.items() if before.get(prefix, "") != uri}
    written = [
        f' {"xmlns:" + prefix if prefix else "xmlns"}="{escape_attribute(uri)}"'
        for prefix, uri in sorted(spaces.items())
    ]
    written += [
        f' {key}="{escape_attribute(value)}"' for key, value in sorted(element.attributes.items())
    ]
    inside = "".join(
        escape_text(each) if isinstance(each, str) else canonical(each, element.scope)
        for each in element.content
    )
    return f"<{element.name}{''.join(written)}>{inside}</{element.name}>"


def escape_text(text: str) -> str:
    """Text as canonical XML writes it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("\r", "&#xD;")


def escape_attribute(text: str) -> str:
    """The value of an attribute as canonical XML writes it."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
    return text.replace("\t", "&#x9;").replace("\n", "&#xA;").replace("\r", "&#xD;")


def base64_sha256(content: bytes) -> str:
    """A digest as XML signatures state it."""
    return base64.b64encode(hashlib.sha256(content).digest()).decode("ascii")


# -- the workbook ---------------------------------------------------------------------------------

PAYLOAD_PART = "customXml/item1.xml"
CONTENT_TYPES = "[Content_Types].xml"
SIGNATURES = "_xmlsignatures/"
ORIGIN = f"{SIGNATURES}origin.sigs"
ORIGIN_RELS = f"{SIGNATURES}_rels/origin.sigs.rels"
ORIGIN_RELATIONSHIP = f"{RELATIONSHIPS}/digital-signature/origin"
PAYLOAD = re.compile(r'<payload xmlns="urn:tianbao:return" layout="\d+">([^<]*)</payload>')
LOCAL = struct.Struct("<4s5H3I2H")
CENTRAL = struct.Struct("<4s6H3I5H2I")
END = struct.Struct("<4s4H2IH")


def read_zip(content: bytes) -> dict[str, bytes]:
    """The parts of a package that two readers cannot see differently. Raises Broken."""
    (mark, _, _, _, count, size, start, remark) = END.unpack(content[-END.size :])
    if mark != b"PK\x05\x06" or remark or start + size + END.size != len(content):
        raise Broken("zip 結尾不符 something stands behind the package")
    parts: dict[str, bytes] = {}
    at, expected, total = start, 0, 0
    for _ in range(count):
        fields = CENTRAL.unpack_from(content, at)
        (method, crc, packed, size, name_size, extra, remark) = (*fields[4:5], *fields[7:13])
        name = content[at + CENTRAL.size : at + CENTRAL.size + name_size]
        local = LOCAL.unpack_from(content, expected)
        body = expected + LOCAL.size + name_size
        same = (local[3], *local[6:9], content[expected + LOCAL.size : body])
        if (
            fields[0] != b"PK\x01\x02"
            or local[0] != b"PK\x03\x04"
            or fields[16] != expected
            or (extra, remark, fields[3], local[2], local[10]) != (0, 0, 0, 0, 0)
            or same != (method, crc, packed, size, name)
        ):
            raise Broken("zip 紀錄不一致 records of the package disagree")
        total += size
        if total > MOST_BYTES:
            raise Broken("zip 過大 too large")
        text = name.decode("ascii")
        if text.lower() in {each.lower() for each in parts}:
            raise Broken(f"zip 有同名部分 two parts named {text}")
        parts[text] = unpack(content[body : body + packed], method, size, crc)
        at += CENTRAL.size + name_size
        expected = body + packed
    if expected != start or at != len(content) - END.size:
        raise Broken("zip 有空隙 gaps in the package")
    return parts


def unpack(packed: bytes, method: int, size: int, crc: int) -> bytes:
    """The content of one part. Raises Broken."""
    content = packed
    if method == 8:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        content = inflater.decompress(packed, size + 1)
        if not inflater.eof or inflater.unused_data:
            raise Broken("zip 資料損壞 damaged part")
    if method not in (0, 8) or len(content) != size or zlib.crc32(content) != crc:
        raise Broken("zip 資料損壞 damaged part")
    return content


def read_workbook(carrier: Carrier, content: bytes, openssl: OpenSsl) -> None:
    """Verify a workbook (OPC package signature) and find its payload."""
    parts = read_zip(content)
    names = [name for name in parts if name.startswith(SIGNATURES)]
    count = len(names) - 2
    signatures = [f"{SIGNATURES}sig{number}.xml" for number in range(1, count + 1)]
    if not names:
        raise Broken("沒有簽章 no signature")
    if sorted(names) != sorted([ORIGIN, ORIGIN_RELS, *signatures]) or parts[ORIGIN]:
        raise Broken("簽章部分不符 unexpected parts among the signatures")
    types = read_content_types(parts)
    for name in signatures:
        carrier.signatures.append(read_signature(carrier, name, parts, types, openssl))
    text = parts.get(PAYLOAD_PART, b"").decode("utf-8")
    found = PAYLOAD.fullmatch(text.partition("?>\n")[2])
    if found is None:
        raise Broken(f"{PAYLOAD_PART} 無報送資料 no payload")
    plain = found[1].replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    carrier.payload = plain.encode()
    number = control_number(hashlib.sha256(carrier.payload).hexdigest())
    sheets = [each for name, each in parts.items() if name.startswith("xl/worksheets/")]
    carrier.check(
        all(number.encode() in each for each in sheets),
        f"每張工作表印有控制碼 control number on each of {len(sheets)} sheets",
    )


def read_content_types(parts: Mapping[str, bytes]) -> dict[str, str]:
    """The content type of every part."""
    space = f"{PACKAGE}/content-types"
    by_extension, by_name = {}, {}
    for each in parse_xml(parts[CONTENT_TYPES]).children:
        if each.expanded == f"{{{space}}}Default":
            by_extension[each.attributes["Extension"]] = each.attributes["ContentType"]
        else:
            by_name[each.attributes["PartName"].removeprefix("/")] = each.attributes["ContentType"]
    return {
        name: by_name.get(name) or by_extension.get(name.rpartition(".")[2], "") for name in parts
    }


def read_signature(
    carrier: Carrier,
    name: str,
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
    openssl: OpenSsl,
) -> Signature:
    """Verify sigN.xml: what it digests is found by position, never by Id. Raises Broken."""
    root = parse_xml(parts[name])
    ensure_unique_ids(root)
    info, value, key_info, package, office, rest = root.only(
        DS, "SignedInfo", "SignatureValue", "KeyInfo", "Object", "Object", "Object"
    )
    qualifying = rest.descend(XADES, "QualifyingProperties")
    properties = qualifying.children[0]
    digested = (
        (package, "idPackageObject", f"{DS}Object"),
        (office, "idOfficeObject", f"{DS}Object"),
        (properties, "idSignedProperties", "http://uri.etsi.org/01903#SignedProperties"),
    )
    algorithm, stated = read_signed_info(info, digested)
    for (element, identifier, _), digest in zip(digested, stated, strict=True):
        holds = digest == base64_sha256(canonical(element).encode())
        carrier.check(holds, f"{name}: 摘要相符 digest of {identifier}")
    check_manifest(carrier, name, package, parts, types)
    der = base64.b64decode(key_info.descend(DS, "X509Data", "X509Certificate").text)
    certificate = openssl.certificate(der)
    raw = base64.b64decode(value.text)
    holds = openssl.verifies(
        der, canonical(info).encode(), raw if algorithm == RSA_SHA256 else ecdsa_der(raw)
    )
    carrier.check(holds, f"{name}: 簽章相符 signature over SignedInfo")
    role, digest, signed_at, stated_at = read_statements(properties, package)
    carrier.check(digest == base64_sha256(der), f"{name}: 憑證即簽章所指 certificate as named")
    carrier.check(signed_at == stated_at, f"{name}: 簽章時間一致 one time of signing")
    return Signature(role, certificate, read_time(signed_at), len(qualifying.children) > 1)


def ensure_unique_ids(root: Element) -> None:
    """Two elements of one Id are how signatures are wrapped. Raises Broken."""
    seen: set[str] = set()
    waiting = [root]
    while waiting:
        each = waiting.pop()
        waiting += each.children
        for key, value in each.attributes.items():
            if key.lower() == "id" and value in seen:
                raise Broken(f"簽章 Id 重複 duplicate Id {value}")
            if key.lower() == "id":
                seen.add(value)


def read_signed_info(
    info: Element, digested: Sequence[tuple[Element, str, str]]
) -> tuple[str, list[str]]:
    """The algorithm, and the digest stated of each element that must be digested."""
    method, algorithm, *references = info.only(
        DS, "CanonicalizationMethod", "SignatureMethod", *["Reference"] * len(digested)
    )
    named = algorithm.attributes["Algorithm"]
    if method.attributes != {"Algorithm": C14N} or named not in (RSA_SHA256, ECDSA_SHA256):
        raise Broken("簽章演算法不符 unexpected algorithm")
    stated = []
    for reference, (element, identifier, kind) in zip(references, digested, strict=True):
        if reference.attributes != {"Type": kind, "URI": f"#{identifier}"}:
            raise Broken("簽章範圍不符 unexpected reference")
        if element.attributes.get("Id") != identifier:
            raise Broken("簽章結構不符 unexpected structure")
        transforms, digest = read_reference(reference)
        if transforms not in ([], [C14N]):
            raise Broken("簽章轉換不符 unexpected transform")
        stated.append(digest)
    return named, stated


def read_reference(reference: Element) -> tuple[list[str], str]:
    """The transforms of a reference, and its digest (SHA-256). Raises Broken."""
    names = [each.expanded.rpartition("}")[2] for each in reference.children]
    has_transforms = names[:1] == ["Transforms"]
    children = reference.only(DS, *["Transforms"] * has_transforms, "DigestMethod", "DigestValue")
    if children[-2].attributes != {"Algorithm": SHA256}:
        raise Broken("摘要演算法不符 unexpected digest algorithm")
    transforms = children[0].children if has_transforms else []
    return [each.attributes["Algorithm"] for each in transforms], children[-1].text


def check_manifest(
    carrier: Carrier,
    signature: str,
    package: Element,
    parts: Mapping[str, bytes],
    types: Mapping[str, str],
) -> None:
    """Every part of the package is digested, once, as what it is."""
    manifest, _ = package.only(DS, "Manifest", "SignatureProperties")
    seen: list[str] = []
    for reference in manifest.children:
        uri, _, kind = reference.attributes["URI"].partition("?ContentType=")
        name = uri.removeprefix("/")
        seen.append(name)
        if name not in parts:
            raise Broken(f"簽章所列的部分不存在 {name} is signed and not there")
        transforms, stated = read_reference(reference)
        signed = parts[name]
        if name.endswith(".rels"):
            signed = transform_relationships(parts[name], reference, transforms)
        elif transforms:
            raise Broken("簽章轉換不符 unexpected transform")
        if stated != base64_sha256(signed) or kind != types[name]:
            carrier.problems.append(f"{signature}: {name} 已變更 was changed")
    wanted = [each for each in parts if each != CONTENT_TYPES and not each.startswith(SIGNATURES)]
    what = f"{signature}: 涵蓋全部 {len(wanted)} 個部分 covers every part, once"
    carrier.check(sorted(seen) == sorted(wanted), what)


def transform_relationships(content: bytes, reference: Element, transforms: Sequence[str]) -> bytes:
    """The relationships a reference signs, in the form it digests. Raises Broken.

    All of the part must be signed but the way to the signatures themselves.
    """
    if list(transforms) != [RELATIONSHIP_TRANSFORM, C14N]:
        raise Broken("簽章轉換不符 unexpected transform")
    named = reference.children[0].children[0].children
    signed = [each.attributes["SourceId"] for each in named]
    there = {}
    for each in parse_xml(content).children:
        if each.attributes.get("TargetMode", "Internal") != "Internal" or each.children:
            raise Broken("連到檔案之外 a relationship leads outside")
        if each.attributes["Type"] != ORIGIN_RELATIONSHIP:
            there[each.attributes["Id"]] = {"TargetMode": "Internal", **each.attributes}
    if sorted(signed) != sorted(there):
        raise Broken("有未簽章的關係 a relationship is not signed")
    lines = [
        "<Relationship"
        + "".join(f' {key}="{escape_attribute(value)}"' for key, value in sorted(each.items()))
        + "></Relationship>"
        for _, each in sorted(there.items())
    ]
    return f'<Relationships xmlns="{RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()


def read_statements(properties: Element, package: Element) -> tuple[str, str, str, str]:
    """Role, digest of the certificate, and the time of signing, which stands there twice."""
    signature, data = properties.only(
        XADES, "SignedSignatureProperties", "SignedDataObjectProperties"
    )
    time, named, _ = signature.only(
        XADES, "SigningTime", "SigningCertificate", "SignaturePolicyIdentifier"
    )
    digest, _ = named.descend(XADES, "Cert").only(XADES, "CertDigest", "IssuerSerial")
    commitment = data.descend(XADES, "CommitmentTypeIndication").children[0]
    role = COMMITMENTS.get(commitment.descend(XADES, "Identifier").text, "")
    _, value = digest.only(DS, "DigestMethod", "DigestValue")
    stated = package.children[1].descend(DS, "SignatureProperty").descend(MDSSI, "SignatureTime")
    return role, value.text, time.text, stated.children[1].text


def ecdsa_der(raw: bytes) -> bytes:
    """r‖s as the DER that openssl reads."""
    half = len(raw) // 2
    body = b"".join(der_integer(each) for each in (raw[:half], raw[half:]))
    length = bytes((len(body),)) if len(body) < 128 else bytes((0x81, len(body)))
    return b"\x30" + length + body


def der_integer(number: bytes) -> bytes:
    """A positive number as a DER INTEGER."""
    number = number.lstrip(b"\0") or b"\0"
    number = b"\0" + number if number[0] & 0x80 else number
    return b"\x02" + bytes((len(number),)) + number


def read_time(text: str) -> datetime:
    """A moment in UTC, whole seconds. Raises ValueError."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


# -- the PDF --------------------------------------------------------------------------------------

FIELDS = {"Preparer": "preparer", "Approver": "approver"}
TOKEN = re.compile(
    rb"\s*(?:(<<|>>|\[|\])|/([^\s\[\]<>()/%]*)|<([0-9A-Fa-f\s]*)>|(\()|(\d+)\s+(\d+)\s+R(?![\w])"
    rb"|([-+]?\d+(?:\.\d*)?)|(true|false|null))"
)
TAIL = re.compile(rb"startxref\n(\d+)\n%%EOF\n\Z")
STAMP_OID = bytes.fromhex("060b2a864886f70d010910020e")


class Reference(NamedTuple):
    """A reference to an object."""

    number: int


class Revision(NamedTuple):
    """One revision: where its objects stand, and where it ends."""

    objects: Mapping[int, tuple[int, int, int]]
    """By number: kind (1 in the file, 2 in an object stream), place, index."""
    trailer: Mapping[str, Any]
    end: int


class Parser:
    """Reads values of a PDF from bytes."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    def parse(self, at: int) -> tuple[Any, int]:
        """The value that begins there, and where it ends. Raises Broken."""
        found = TOKEN.match(self.content, at)
        if found is None:
            raise Broken("PDF 無法解析 malformed object")
        bracket, name, digits, opening, number, _, figure, word = found.groups()
        at = found.end()
        if bracket in (b"<<", b"["):
            return self._parse_container(at, is_array=bracket == b"[")
        if opening is not None:
            return self._parse_text(at)
        if bracket is not None:
            raise Broken(bracket.decode())
        if name is not None:
            return name.decode("latin-1"), at
        if digits is not None:
            return bytes.fromhex(digits.decode("ascii")), at
        if number is not None:
            return Reference(int(number)), at
        if figure is not None:
            return (float(figure) if b"." in figure else int(figure)), at
        return {b"true": True, b"false": False}.get(word), at

    def _parse_container(self, at: int, *, is_array: bool) -> tuple[Any, int]:
        closing = re.compile(rb"\s*\]" if is_array else rb"\s*>>")
        values: list[Any] = []
        while (end := closing.match(self.content, at)) is None:
            value, at = self.parse(at)
            values.append(value)
        if is_array:
            return values, end.end()
        pairs = dict(zip(values[::2], values[1::2], strict=True))
        if len(pairs) * 2 != len(values):
            raise Broken("PDF 字典鍵重複 a key stands twice")
        return pairs, end.end()

    def _parse_text(self, at: int) -> tuple[bytes, int]:
        text, depth = bytearray(), 1
        while True:
            each = self.content[at]
            at += 1
            if each == 0x5C:
                octal = re.compile(rb"[0-7]{1,3}").match(self.content, at)
                text.append(int(octal[0], 8) & 255 if octal else self.content[at])
                at = octal.end() if octal else at + 1
                continue
            depth += (each == 0x28) - (each == 0x29)
            if not depth:
                return bytes(text), at
            text.append(each)


class Pdf(Parser):
    """The revisions of a file, and its objects as of one of them."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.revisions = self._read_revisions()

    def _read_revisions(self) -> list[Revision]:
        tail = TAIL.search(self.content, max(0, len(self.content) - 40))
        if not self.content.startswith(b"%PDF-1.7\n") or tail is None:
            raise Broken("PDF 開頭或結尾不符 something stands before or behind the PDF")
        table, end, revisions = int(tail[1]), len(self.content), list[Revision]()
        while True:
            head = re.compile(rb"\d+ 0 obj\n").match(self.content, table)
            if head is None or not table < end:
                raise Broken("PDF 無交叉參照表 no table of objects")
            value, at = self.parse(head.end())
            trailer = self._with_stream(value, at)
            if trailer.get("Type") != "XRef" or "Encrypt" in trailer or "XRefStm" in trailer:
                raise Broken("PDF 加密或混合 encrypted or hybrid")
            start = at + len(b"\nstream\n") + trailer["Length"]
            closing = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % table
            if not self.content.startswith(closing, start) or start + len(closing) != end:
                raise Broken("PDF 版次不相連 revisions are not chained")
            revisions.insert(0, Revision(self._read_table(trailer), trailer, end))
            if "Prev" not in trailer:
                return revisions
            table = trailer["Prev"]
            end = self.content.index(b"%%EOF\n", table) + 6

    @staticmethod
    def _read_table(trailer: Mapping[str, Any]) -> dict[int, tuple[int, int, int]]:
        rows, objects, at = inflate(trailer), dict[int, tuple[int, int, int]](), 0
        sections = trailer.get("Index", [0, trailer["Size"]])
        if trailer["W"] != [1, 4, 2]:
            raise Broken("PDF 交叉參照表不符 a table of another shape")
        for first, count in zip(sections[::2], sections[1::2], strict=True):
            for number in range(first, first + count):
                kind, place, index = struct.unpack_from(">BLH", rows, at)
                at += 7
                if kind:
                    objects[number] = (kind, place, index)
        return objects

    def find(self, number: int, revision: int = -1) -> Any:
        """An object as of a revision (the last one where none is named)."""
        upto = len(self.revisions) if revision < 0 else revision + 1
        for each in reversed(self.revisions[:upto]):
            if number in each.objects:
                kind, place, index = each.objects[number]
                if kind == 2:
                    return self._find_packed(place, index, number)
                head = b"%d 0 obj\n" % number
                if not self.content.startswith(head, place):
                    raise Broken("PDF 物件不在其位 an object is not where its table says")
                value, end = self.parse(place + len(head))
                return self._with_stream(value, end)
        raise Broken(f"PDF 缺物件 object {number} is missing")

    def _find_packed(self, holder: int, index: int, number: int) -> Any:
        stream = self.find(holder)
        content = inflate(stream)
        numbers = content[: stream["First"]].split()
        if int(numbers[2 * index]) != number:
            raise Broken("PDF 物件不在其位 an object is not where its table says")
        value, _ = Parser(content).parse(stream["First"] + int(numbers[2 * index + 1]))
        return value

    def _with_stream(self, value: Any, end: int) -> Any:
        begin = re.compile(rb"\s*stream\n").match(self.content, end)
        if not isinstance(value, dict) or begin is None:
            return value
        return {**value, "": self.content[begin.end() : begin.end() + value["Length"]]}

    def follow(self, value: Any, *path: str | int, revision: int = -1) -> Any:
        """Go down a path of keys and indices, through references."""
        for step in (None, *path):
            value = value if step is None else value[step]
            if isinstance(value, Reference):
                value = self.find(value.number, revision)
        return value

    def root(self, revision: int = -1) -> Any:
        """The catalog."""
        return self.follow(self.revisions[revision].trailer, "Root", revision=revision)


def inflate(stream: Mapping[str, Any]) -> bytes:
    """The content of a stream. Raises Broken."""
    if stream.get("Filter") is None:
        return bytes(stream[""])
    inflater = zlib.decompressobj()
    content = inflater.decompress(stream[""], MOST_BYTES)
    if stream["Filter"] != "FlateDecode" or not inflater.eof:
        raise Broken("PDF 資料流損壞 a damaged stream")
    return content


def read_pdf(carrier: Carrier, content: bytes, openssl: OpenSsl) -> None:
    """Verify a PDF (PAdES) and find its payload."""
    pdf = Pdf(content)
    fields = pdf.root().get("AcroForm")
    references = [] if fields is None else pdf.follow(fields, "Fields")
    if not references:
        raise Broken("沒有簽章 no signature")
    carrier.check(
        len(pdf.revisions) == len(references) + 1,
        f"簽章各成一版 {len(pdf.revisions)} revisions for {len(references)} signatures",
    )
    for place, reference in enumerate(references):
        widget = pdf.follow(reference)
        name = widget["T"].decode("latin-1")
        if name != list(FIELDS)[place] or "V" not in widget:
            raise Broken(f"簽章欄位不符 field {name} is not signed or not expected")
        carrier.signatures.append(
            read_pdf_signature(carrier, pdf, widget["V"].number, name, place + 1, openssl)
        )
    check_revisions(carrier, pdf, references)
    payloads = {read_attached(pdf, each) for each in range(len(pdf.revisions))}
    carrier.check(len(payloads) == 1, "各版次的報送資料相同 one payload in all revisions")
    carrier.payload = read_attached(pdf, min(1, len(pdf.revisions) - 1))


def check_revisions(carrier: Carrier, pdf: Pdf, references: Sequence[Reference]) -> None:
    """A signer fills in a field, the first one names the certification: nothing else is written."""
    root = pdf.revisions[0].trailer["Root"].number
    for place, (reference, revision) in enumerate(zip(references, pdf.revisions[1:], strict=False)):
        written = {reference.number, pdf.follow(reference)["V"].number}
        found = {number for number, (_, at, _) in revision.objects.items()
                 if not pdf.content.startswith(b"%d 0 obj\n<</Type/XRef" % number, at)}  # fmt: skip
        expected = written | {root} if place == 0 else written
        carrier.check(found == expected, "簽章只填入欄位 the signer filled in a field only")


def read_pdf_signature(
    carrier: Carrier, pdf: Pdf, number: int, name: str, place: int, openssl: OpenSsl
) -> Signature:
    """Verify one signature: it covers everything up to the end of its revision. Raises Broken."""
    value = pdf.find(number)
    begin, before, after, length = value["ByteRange"]
    revision = pdf.revisions[min(place, len(pdf.revisions) - 1)]
    content = pdf.content
    container = value["Contents"][: der_length(value["Contents"])]
    gap = b"<" + container.hex().encode().ljust(after - before - 2, b"0") + b">"
    holds = (
        begin == 0
        and 0 < before < after
        and after + length == revision.end
        and content[before:after].lower() == gap
        and number in revision.objects
    )
    carrier.check(holds, f"{name}: 涵蓋至其版次結尾 covers all up to the end of its revision")
    covered = content[:before] + content[after : after + length]
    _, der = openssl.open_cms(container, covered)
    carrier.check(True, f"{name}: 簽章相符 signature holds (openssl cms -verify -cades)")
    if value["SubFilter"] != "ETSI.CAdES.detached":
        raise Broken("簽章格式不符 unexpected kind of signature")
    stated = re.fullmatch(rb"D:(\d{14})(?:Z|\+00'00'?)", value["M"])
    if stated is None:
        raise Broken("簽章時間不符 no time of signing")
    signed_at = datetime.strptime(stated[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return Signature(FIELDS[name], openssl.certificate(der), signed_at, STAMP_OID in container)


def der_length(container: bytes) -> int:
    """The length of the DER value that a padded container begins with."""
    if container[1] < 0x80:
        return 2 + container[1]
    count = container[1] & 0x7F
    return 2 + count + int.from_bytes(container[2 : 2 + count], "big")


def read_attached(pdf: Pdf, revision: int) -> bytes:
    """The one attached file, as of a revision. Raises Broken."""
    names = pdf.follow(pdf.root(revision), "Names", "EmbeddedFiles", "Names", revision=revision)
    if len(names) != 2 or names[0] != b"payload.json":
        raise Broken("附件不是一份 payload.json not exactly one payload attached")
    return inflate(pdf.follow(names[1], "EF", "F", revision=revision))


# -- the payload ----------------------------------------------------------------------------------


def canonical_json(value: object) -> bytes:
    """Canonical JSON: keys sorted, no white space, UTF-8, nothing escaped that need not be."""
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def control_number(sha256: str) -> str:
    """The first 75 bits of a digest in Crockford's base 32, with a check character."""
    number = int(sha256, 16) >> (256 - 75)
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(15)))
    total = sum((2 * place + 1) * ALPHABET.index(each) for place, each in enumerate(body))
    text = body + ALPHABET[total % 32]
    return "-".join(text[place : place + 4] for place in range(0, 16, 4))


def read_payload(carrier: Carrier) -> dict[str, Any]:
    """The payload, checked for itself and against who signed. Raises Broken."""

    def refuse(text: str) -> None:
        raise Broken(f"報送資料有非整數 a number that is no integer: {text}")

    value = json.loads(carrier.payload, parse_float=refuse, parse_constant=refuse)
    if not isinstance(value, dict) or value.get("schema") != "tianbao.return":
        raise Broken("不是填報表的報送資料 not the payload of a return")
    holds = canonical_json(value) == carrier.payload
    carrier.check(holds, "報送資料為標準寫法 the payload is canonical JSON")
    data = value["data"]
    digest = hashlib.sha256(canonical_json(data)).hexdigest()
    carrier.check(digest == value["content_sha256"], "內容摘要相符 content_sha256")
    carrier.check(len(data) == value["row_count"], "填列欄位數相符 row_count")
    check_signers(carrier, value)
    return value


def check_signers(carrier: Carrier, value: Mapping[str, Any]) -> None:
    """The signatures found are those the payload names, in order, by different persons."""
    named = [(each["role"], each["certificate_sha256"]) for each in value["signers"]]
    found = [(each.role, each.certificate.sha256) for each in carrier.signatures]
    roles = tuple(role for role, _ in named)
    carrier.check(
        named == found,
        f"簽章即報送資料所列 {len(named)} 人 the signatures are those of the signers named",
    )
    people = {each["person_id"] for each in value["signers"]}
    are_several = len(people) == len({each for _, each in named}) == len(named)
    carrier.check(
        roles == ROLES[: len(roles)] and are_several and bool(roles),
        "身分與人員各異 roles in order, each person once",
    )
    times = [each.signed_at for each in carrier.signatures]
    carrier.check(times == sorted(times), "簽章先後相符 signed in order")
    for each in carrier.signatures:
        certificate = each.certificate
        holds = certificate.first <= each.signed_at <= certificate.last
        role = ROLE_WORDS.get(each.role, each.role)
        carrier.check(holds, f"{role}: 簽章時憑證有效 certificate valid when signing")


# -- the round file -------------------------------------------------------------------------------


@dataclass
class Round:
    """A round file (填報包): form, plan and the list of certificates, as the office signed them."""

    value: Mapping[str, Any]
    office: Certificate
    labels: dict[tuple[str, str], str] = field(default_factory=dict)
    choices: dict[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        form = self.value["form"]
        lists = {
            each["id"]: {one["id"]: one["label"] for one in each.get("choices", ())}
            for each in form.get("choice_lists", ())
        }
        for section in form["sections"]:
            for each in section["fields"]:
                place = (section["id"], each["id"])
                unit = "元" if each.get("type") == "money" else each.get("unit")
                label = f"{section['title']}／{each['label']}"
                self.labels[place] = f"{label}（{unit}）" if unit else label
                self.choices[place] = lists.get(each.get("choices") or "", {})


def read_round(path: Path, office: Path | None, openssl: OpenSsl) -> tuple[Round, Carrier]:
    """Verify a round file. Raises Broken."""
    carrier = Carrier(path.name)
    content, der = openssl.open_cms(path.read_bytes())
    carrier.check(True, "彙整機關簽章相符 the office's signature holds")
    found = Round(json.loads(content), openssl.certificate(der))
    if office is not None:
        known = {hashlib.sha256(each).hexdigest() for each in read_pem(office.read_bytes())}
        what = "簽章者即所給的彙整機關憑證 signed with the office certificate given"
        carrier.check(found.office.sha256 in known, what)
    return found, carrier


def check_against_round(carrier: Carrier, payload: Mapping[str, Any], round_: Round) -> None:
    """Round, form and agency are those of the round file; the signers are registered in it."""
    stated = round_.value["round"]
    for key, known in (
        ("round_id", stated["id"]),
        ("round_nonce", stated["nonce"]),
        ("form_id", stated["form_id"]),
        ("form_version", stated["form_version"]),
        ("form_sha256", stated["form_sha256"]),
        ("agency", round_.value["agency"]),
    ):
        carrier.check(payload[key] == known, f"{key} 與填報包相符 as in the round file")
    roles = [each["role"] for each in payload["signers"]]
    carrier.check(roles == stated["required_roles"], "簽署身分為本期所定 the roles it requires")
    entries = {each["certificate_sha256"]: each for each in round_.value["registry"]["entries"]}
    people = {each["certificate_sha256"]: each for each in payload["signers"]}
    for each in carrier.signatures:
        entry = entries.get(each.certificate.sha256, {})
        person = people.get(each.certificate.sha256, {})
        same = ("person_id", "person_name", "role")
        holds = (
            entry.get("agency") == payload["agency"]
            and all(entry.get(key) == person.get(key) for key in same)
            and is_active(entry, each.signed_at)
        )
        role = ROLE_WORDS.get(each.role, each.role)
        carrier.check(holds, f"{role}: 名冊列為本機關人員且有效 registered for this agency")


def is_active(entry: Mapping[str, Any], at: datetime) -> bool:
    """Whether an entry counts at a moment; one that was withdrawn does not."""
    if entry["revoked_at"] is not None:
        return False
    until = entry["active_until"]
    is_over = until is not None and datetime.fromisoformat(until) < at
    return datetime.fromisoformat(entry["active_from"]) <= at and not is_over


# -- what is said ---------------------------------------------------------------------------------

TITLES = {
    "data": "填報內容 answers",
    "computed": "系統計算值 computed values",
    "explained": "檢核與說明 warnings explained",
    "comment_answers": "審查意見回復 answers to review comments",
    "nil_statements": "本期無執行 nil statements",
    "attachments": "附件 attachments",
    "control_totals": "控制總計 control totals",
    "signers": "簽署人 signers",
}
MARKS = {True: "[OK]", False: "[!!]"}


def plain(value: object) -> str:
    """A value in one line of characters that print and do nothing."""
    if isinstance(value, list):
        return "；".join(plain(each) for each in value)
    text = json.dumps(value) if value is None or isinstance(value, bool | int) else str(value)
    return "".join(
        each if each.isprintable() else "⏎" if each == "\n" else f"\\u{ord(each):04x}"
        for each in text
    )


def describe_payload(payload: Mapping[str, Any], round_: Round | None) -> Iterator[str]:
    """Everything the payload says, the header first."""

    for key, value in payload.items():
        if not isinstance(value, list | dict):
            yield f"  {plain(key)}: {plain(value)}"
    for key, value in payload.items():
        if isinstance(value, list | dict):
            yield f"{TITLES.get(key, '')} {plain(key)} ({len(value)})".strip()
            yield from describe_group(value, round_)


def describe_group(value: "list[Any] | dict[str, Any]", round_: Round | None) -> Iterator[str]:
    """The lines of a list of records, or of values by place."""
    if isinstance(value, dict):
        for path, each in value.items():
            yield f"  {plain(path)}{describe_place(path, round_)}: {describe(path, each, round_)}"
        return
    for each in value:
        if isinstance(each, dict):
            yield "  - " + "  ".join(f"{plain(key)}: {plain(one)}" for key, one in each.items())
        else:
            yield f"  - {plain(each)}"


def describe_place(path: str, round_: Round | None) -> str:
    """The label of a place, where the form is at hand."""
    label = None if round_ is None else round_.labels.get(split(path))
    return f" {plain(label)}" if label else ""


def describe(path: str, value: Any, round_: Round | None) -> str:
    """A value, with the words of a choice."""
    if isinstance(value, dict):
        return "  ".join(f"{plain(key)}: {plain(each)}" for key, each in value.items())
    choices = {} if round_ is None else round_.choices.get(split(path), {})
    listed = value if isinstance(value, list) else [value]
    words = [choices.get(each, "") for each in listed if isinstance(each, str)]
    known = "；".join(plain(each) for each in words if each)
    return f"{plain(value)} ({known})" if known else plain(value)


def split(path: str) -> tuple[str, str]:
    """Section and field of a place."""
    parts = path.split("/")
    return (parts[1], parts[3]) if len(parts) == 4 else ("", "")


def describe_carrier(carrier: Carrier) -> Iterator[str]:
    """What was checked in one file."""
    yield f"== {plain(carrier.name)}"
    for each in carrier.held:
        yield f"  {MARKS[True]} {plain(each)}"
    for each in carrier.problems:
        yield f"  {MARKS[False]} {plain(each)}"
    for one in carrier.signatures:
        certificate = one.certificate
        yield f"  {ROLE_WORDS.get(one.role, '?')}: {plain(certificate.subject)}"
        yield f"    簽章時間 signed at {one.signed_at:%Y-%m-%dT%H:%M:%SZ}（自稱 self-asserted）"
        days = f"{certificate.first:%Y-%m-%d} – {certificate.last:%Y-%m-%d}"
        yield f"    憑證 certificate SHA-256 {certificate.sha256}, {days}"
        yield f"    發證者 issuer {plain(certificate.issuer)}"
        if one.has_timestamp:
            yield "    附時戳，未查驗 has a timestamp, not checked here"


CAVEATS = (
    "本程式未查驗 NOT checked here: 工作表與頁面是否照報送資料 whether sheets and pages show the"
    " payload; 時戳 timestamps; 廢止清冊 revocation lists; 表單規則 the form's rules.",
)
NOT_IDENTIFIED = (
    "簽署人是誰未經確認：請以 --round 提供填報包，或自行核對憑證 SHA-256。"
    " Who the signers are was not established: give --round, or compare the SHA-256 above."
)


# -- the whole ------------------------------------------------------------------------------------

READERS: tuple[tuple[bytes, Callable[[Carrier, bytes, OpenSsl], None]], ...] = (
    (b"PK\x03\x04", read_workbook),
    (b"%PDF-", read_pdf),
)


def examine(path: Path, round_: Round | None, openssl: OpenSsl) -> tuple[Carrier, Any]:
    """Verify one file; whatever stops it is a problem of the file."""
    carrier = Carrier(path.name)
    content = path.read_bytes()
    reader = next(each for mark, each in READERS if content.startswith(mark))
    payload = None
    try:
        reader(carrier, content, openssl)
        payload = read_payload(carrier)
        if round_ is not None:
            check_against_round(carrier, payload, round_)
    except Broken as problem:
        carrier.problems.append(str(problem))
    except Exception as problem:  # hostile bytes fail in every way there is
        carrier.problems.append(f"無法解析 cannot be read: {type(problem).__name__}: {problem}")
    return carrier, payload


def verify(paths: Sequence[Path], round_path: Path | None, office: Path | None) -> int:
    """Verify the files and print what they say; the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        openssl = OpenSsl(Path(folder))
        round_, carriers = None, list[Carrier]()
        if round_path is not None:
            try:
                round_, carrier = read_round(round_path, office, openssl)
            except (Broken, ValueError, KeyError, TypeError) as problem:
                carrier = Carrier(round_path.name, problems=[str(problem)])
            carriers.append(carrier)
        examined = [examine(each, round_, openssl) for each in paths]
    carriers += [carrier for carrier, _ in examined]
    payloads = [payload for _, payload in examined if payload is not None]
    pair = Carrier("兩個檔案 both files")
    if len(examined) > 1:
        distinct = {carrier.payload for carrier, _ in examined}
        pair.check(len(distinct) == 1, "報送資料相同 the same payload")
        carriers.append(pair)
    holds = not any(each.problems for each in carriers)
    for line in report(carriers, payloads, round_, holds):
        print(line)
    return 0 if holds else 1


def report(
    carriers: Iterable[Carrier], payloads: Sequence[Any], round_: Round | None, holds: bool
) -> Iterator[str]:
    """All lines in order."""
    for carrier in carriers:
        yield from describe_carrier(carrier)
    if round_ is not None:
        yield f"  填報包簽章者 office certificate SHA-256 {round_.office.sha256}"
    if payloads:
        digest = hashlib.sha256(canonical_json(payloads[0])).hexdigest()
        yield f"== 報送資料 payload  SHA-256 {digest}"
        yield f"   控制碼 control number {control_number(digest)}"
        yield from describe_payload(payloads[0], round_)
    yield from CAVEATS
    if round_ is None:
        yield NOT_IDENTIFIED
    verdict = "所查均相符 all that was checked holds" if holds else "有不符之處 DOES NOT HOLD"
    yield f"== {verdict}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Verify and print a signed return (填報表).")
    parser.add_argument("files", nargs="+", type=Path, metavar="RETURN")
    parser.add_argument("--round", type=Path, help="the round file (.tbround) it answers")
    parser.add_argument("--office", type=Path, help="the office's certificate (PEM)")
    given = parser.parse_args(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    if shutil.which("openssl") is None:
        print("找不到 openssl：the command openssl is needed", file=sys.stderr)
        return 2
    for each in (*given.files, *filter(None, (given.round, given.office))):
        if not each.is_file() or each.stat().st_size > MOST_BYTES:
            print(f"無法讀取 cannot be read: {plain(str(each))}", file=sys.stderr)
            return 2
    for each in given.files:
        with each.open("rb") as stream_:
            head = stream_.read(8)
        if not any(head.startswith(mark) for mark, _ in READERS):
            print(f"不是 .xlsx 或 .pdf: neither: {plain(str(each))}", file=sys.stderr)
            return 2
    return verify(given.files, given.round, given.office)


if __name__ == "__main__":
    raise SystemExit(main())
