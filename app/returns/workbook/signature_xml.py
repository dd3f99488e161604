"""The XML of one package signature, element by element as Office writes it."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from app.models.signatures import SignerRole
from app.returns.layouts.part_names import RELATIONSHIPS_TYPE
from app.returns.workbook.canonical_xml import (
    canonical_element,
    digest,
    parse_xml,
    transform_relationships,
)
from app.returns.workbook.signature_names import (
    C14N,
    COMMITMENTS,
    DS,
    ECDSA_SHA256,
    MDSSI,
    OBJECT_REFERENCE,
    OFFICE,
    OFFICE_DETAILS,
    OFFICE_DETAILS_ID,
    OFFICE_OBJECT_ID,
    ORIGIN_RELATIONSHIP,
    PACKAGE_OBJECT_ID,
    PROPERTIES_ID,
    PROPERTIES_REFERENCE,
    RELATIONSHIP_TRANSFORM,
    RSA_SHA256,
    SHA256,
    SIGNATURE_ID,
    TIME_FORMAT,
    TIME_ID,
    TIMESTAMP_PATH,
    XADES,
)
from app.returns.workbook.signature_structure import ParsedSignature, PartReference
from app.trust.keys.signing_keys import KeyAlgorithm, SigningKey
from app.trust.timestamps.client import Timestamper

# The stubs of lxml know no default namespace.
_DS_ONLY: Any = {None: DS}
_OFFICE_ONLY: Any = {None: OFFICE}


def build_signature(
    parts: Mapping[str, bytes],
    content_types: Mapping[str, str],
    key: SigningKey,
    role: SignerRole,
    signed_at: datetime,
    timestamper: Timestamper | None = None,
) -> bytes:
    """Sign parts (name → bytes) with their content types; returns the bytes of sigN.xml."""
    der = key.certificate.public_bytes(Encoding.DER)
    signature = _SignatureTree(
        tuple(_refer(name, content, content_types[name]) for name, content in parts.items()),
        der,
        digest(der),
        (key.certificate.issuer.rfc4514_string(), str(key.certificate.serial_number)),
        COMMITMENTS[role],
        signed_at,
    )
    digests = [digest(canonical_element(each)) for each in signature.objects]
    signature.fill_signed_info(digests, is_elliptic=key.algorithm is not KeyAlgorithm.RSA)
    signature.set_value(key.sign_raw(canonical_element(signature.signed_info)))
    if timestamper is not None:
        token = timestamper.stamp(hashlib.sha256(canonical_element(signature.value)).digest())
        if token is not None:
            signature.add_timestamp(token)
    return signature.write()


def write_as_read(parsed: ParsedSignature) -> bytes:
    """Write the part of a signature again from what was read of it.

    What no digest covers (white space, quotes, prefixes, the order of attributes) shows as a
    difference to the bytes received.
    """
    signature = _SignatureTree(
        parsed.references,
        parsed.certificate_der,
        parsed.stated_certificate_digest,
        parsed.stated_issuer,
        parsed.commitment,
        parsed.signing_time,
        parsed.package_time,
    )
    signature.fill_signed_info(parsed.stated_digests, is_elliptic=parsed.is_elliptic)
    signature.set_value(parsed.value)
    if parsed.timestamp_token is not None:
        signature.add_timestamp(parsed.timestamp_token)
    return signature.write()


class _SignatureTree:
    """The elements of one signature part, filled in the order they can be known."""

    def __init__(
        self,
        references: Iterable[PartReference],
        certificate_der: bytes,
        certificate_digest: str,
        issuer: tuple[str, str],
        commitment: str,
        signed_at: datetime,
        package_time: datetime | None = None,
    ) -> None:
        self._root = etree.Element(f"{{{DS}}}Signature", {"Id": SIGNATURE_ID}, nsmap=_DS_ONLY)
        self.signed_info = etree.SubElement(self._root, f"{{{DS}}}SignedInfo")
        self.value = etree.SubElement(self._root, f"{{{DS}}}SignatureValue")
        certificate = _add(self._root, "KeyInfo", "X509Data", "X509Certificate")
        certificate.text = base64.b64encode(certificate_der).decode("ascii")
        package = _add_package_object(self._root, references, _moment(package_time or signed_at))
        office = _add_office_object(self._root)
        self._properties = _add_properties(
            self._root, certificate_digest, issuer, commitment, _moment(signed_at)
        )
        self.objects = (package, office, self._properties)

    def fill_signed_info(self, digests: Iterable[str], *, is_elliptic: bool) -> None:
        """State the digests of the three objects (base64), and the algorithm of the key."""
        info = self.signed_info
        etree.SubElement(info, f"{{{DS}}}CanonicalizationMethod", {"Algorithm": C14N})
        method = ECDSA_SHA256 if is_elliptic else RSA_SHA256
        etree.SubElement(info, f"{{{DS}}}SignatureMethod", {"Algorithm": method})
        targets = (
            (PACKAGE_OBJECT_ID, OBJECT_REFERENCE),
            (OFFICE_OBJECT_ID, OBJECT_REFERENCE),
            (PROPERTIES_ID, PROPERTIES_REFERENCE),
        )
        for (identifier, kind), stated in zip(targets, digests, strict=True):
            attributes = {"Type": kind, "URI": f"#{identifier}"}
            reference = etree.SubElement(info, f"{{{DS}}}Reference", attributes)
            if identifier == PROPERTIES_ID:
                transforms = _add(reference, "Transforms")
                etree.SubElement(transforms, f"{{{DS}}}Transform", {"Algorithm": C14N})
            _add_digest(reference, stated)

    def set_value(self, value: bytes) -> None:
        """Put the signature value in."""
        self.value.text = base64.b64encode(value).decode("ascii")

    def add_timestamp(self, token: bytes) -> None:
        """Put the token about ds:SignatureValue beside the signed properties."""
        holder = self._properties.getparent()
        assert holder is not None
        for name in TIMESTAMP_PATH:
            holder = etree.SubElement(holder, f"{{{XADES}}}{name}")
        etree.SubElement(holder, f"{{{DS}}}CanonicalizationMethod", {"Algorithm": C14N})
        encapsulated = etree.SubElement(holder, f"{{{XADES}}}EncapsulatedTimeStamp")
        encapsulated.text = base64.b64encode(token).decode("ascii")

    def write(self) -> bytes:
        """The bytes of the part."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _refer(name: str, content: bytes, content_type: str) -> PartReference:
    """The line of the manifest for one part; relationships are signed through their transform."""
    if content_type != RELATIONSHIPS_TYPE:
        return PartReference(name, content_type, digest(content), None)
    relationships = parse_xml(content, name)
    ids = sorted(
        each.get("Id", "") for each in relationships if each.get("Type") != ORIGIN_RELATIONSHIP
    )
    transformed = transform_relationships(relationships, ids)
    return PartReference(name, content_type, digest(transformed), tuple(ids))


def _add(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, f"{{{DS}}}{name}")
    return parent


def _add_digest(parent: etree._Element, stated: str) -> None:
    etree.SubElement(parent, f"{{{DS}}}DigestMethod", {"Algorithm": SHA256})
    _add(parent, "DigestValue").text = stated


def _add_package_object(
    root: etree._Element, references: Iterable[PartReference], moment: str
) -> etree._Element:
    package = etree.SubElement(root, f"{{{DS}}}Object", {"Id": PACKAGE_OBJECT_ID})
    manifest = _add(package, "Manifest")
    for each in references:
        uri = f"/{each.name}?ContentType={each.content_type}"
        reference = etree.SubElement(manifest, f"{{{DS}}}Reference", {"URI": uri})
        if each.source_ids is not None:
            _add_relationship_transform(reference, each.source_ids)
        _add_digest(reference, each.digest)
    attributes = {"Id": TIME_ID, "Target": f"#{SIGNATURE_ID}"}
    properties = _add(package, "SignatureProperties")
    holder = etree.SubElement(properties, f"{{{DS}}}SignatureProperty", attributes)
    time = etree.SubElement(holder, f"{{{MDSSI}}}SignatureTime", nsmap={"mdssi": MDSSI})
    etree.SubElement(time, f"{{{MDSSI}}}Format").text = TIME_FORMAT
    etree.SubElement(time, f"{{{MDSSI}}}Value").text = moment
    return package


def _add_relationship_transform(reference: etree._Element, ids: Iterable[str]) -> None:
    transforms = _add(reference, "Transforms")
    transform = etree.SubElement(
        transforms, f"{{{DS}}}Transform", {"Algorithm": RELATIONSHIP_TRANSFORM}
    )
    for identifier in ids:
        etree.SubElement(
            transform,
            f"{{{MDSSI}}}RelationshipReference",
            {"SourceId": identifier},
            nsmap={"mdssi": MDSSI},
        )
    etree.SubElement(transforms, f"{{{DS}}}Transform", {"Algorithm": C14N})


def _add_office_object(root: etree._Element) -> etree._Element:
    office = etree.SubElement(root, f"{{{DS}}}Object", {"Id": OFFICE_OBJECT_ID})
    attributes = {"Id": OFFICE_DETAILS_ID, "Target": f"#{SIGNATURE_ID}"}
    properties = _add(office, "SignatureProperties")
    holder = etree.SubElement(properties, f"{{{DS}}}SignatureProperty", attributes)
    details = etree.SubElement(holder, f"{{{OFFICE}}}SignatureInfoV1", nsmap=_OFFICE_ONLY)
    for name, text in OFFICE_DETAILS:
        etree.SubElement(details, f"{{{OFFICE}}}{name}").text = text or None
    return office


def _add_properties(
    root: etree._Element,
    certificate_digest: str,
    issuer: tuple[str, str],
    commitment: str,
    moment: str,
) -> etree._Element:
    """The XAdES part; returns xd:SignedProperties."""
    xades = f"{{{XADES}}}"
    holder = etree.SubElement(root, f"{{{DS}}}Object")
    qualifying = etree.SubElement(
        holder,
        f"{xades}QualifyingProperties",
        {"Target": f"#{SIGNATURE_ID}"},
        nsmap={"xd": XADES},
    )
    properties = etree.SubElement(qualifying, f"{xades}SignedProperties", {"Id": PROPERTIES_ID})
    signature = etree.SubElement(properties, f"{xades}SignedSignatureProperties")
    etree.SubElement(signature, f"{xades}SigningTime").text = moment
    certificate = etree.SubElement(
        etree.SubElement(signature, f"{xades}SigningCertificate"), f"{xades}Cert"
    )
    _add_digest(etree.SubElement(certificate, f"{xades}CertDigest"), certificate_digest)
    issuer_serial = etree.SubElement(certificate, f"{xades}IssuerSerial")
    for name, text in zip(("X509IssuerName", "X509SerialNumber"), issuer, strict=True):
        _add(issuer_serial, name).text = text
    policy = etree.SubElement(signature, f"{xades}SignaturePolicyIdentifier")
    etree.SubElement(policy, f"{xades}SignaturePolicyImplied")
    data = etree.SubElement(properties, f"{xades}SignedDataObjectProperties")
    indication = etree.SubElement(data, f"{xades}CommitmentTypeIndication")
    identifier = etree.SubElement(indication, f"{xades}CommitmentTypeId")
    etree.SubElement(identifier, f"{xades}Identifier").text = commitment
    etree.SubElement(indication, f"{xades}AllSignedDataObjects")
    return properties
