"""The XML of one package signature, element by element as Office writes it."""

import base64
import hashlib
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

from app.models.signatures import SignerRole
from app.returns.workbook.canonical_xml import (
    canonical_element,
    digest,
    parse_xml,
    transform_relationships,
)
from app.returns.workbook.parts import RELATIONSHIPS_TYPE
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
    moment = signed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    root = etree.Element(f"{{{DS}}}Signature", {"Id": SIGNATURE_ID}, nsmap=_DS_ONLY)
    signed_info = etree.SubElement(root, f"{{{DS}}}SignedInfo")
    value = etree.SubElement(root, f"{{{DS}}}SignatureValue")
    certificate = _add(root, "KeyInfo", "X509Data", "X509Certificate")
    der = key.certificate.public_bytes(Encoding.DER)
    certificate.text = base64.b64encode(der).decode("ascii")
    package = _add_package_object(root, parts, content_types, moment)
    office = _add_office_object(root)
    properties = _add_properties(root, key, role, moment)
    _fill_signed_info(signed_info, key, package, office, properties)
    signature = key.sign_raw(canonical_element(signed_info))
    value.text = base64.b64encode(signature).decode("ascii")
    if timestamper is not None:
        _add_timestamp(properties, value, timestamper)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _add(parent: etree._Element, *names: str) -> etree._Element:
    for name in names:
        parent = etree.SubElement(parent, f"{{{DS}}}{name}")
    return parent


def _add_digest(parent: etree._Element, content: bytes) -> None:
    etree.SubElement(parent, f"{{{DS}}}DigestMethod", {"Algorithm": SHA256})
    _add(parent, "DigestValue").text = digest(content)


def _fill_signed_info(
    signed_info: etree._Element,
    key: SigningKey,
    package: etree._Element,
    office: etree._Element,
    properties: etree._Element,
) -> None:
    etree.SubElement(signed_info, f"{{{DS}}}CanonicalizationMethod", {"Algorithm": C14N})
    method = RSA_SHA256 if key.algorithm is KeyAlgorithm.RSA else ECDSA_SHA256
    etree.SubElement(signed_info, f"{{{DS}}}SignatureMethod", {"Algorithm": method})
    targets = (
        (PACKAGE_OBJECT_ID, OBJECT_REFERENCE, package),
        (OFFICE_OBJECT_ID, OBJECT_REFERENCE, office),
        (PROPERTIES_ID, PROPERTIES_REFERENCE, properties),
    )
    for identifier, kind, element in targets:
        reference = etree.SubElement(
            signed_info, f"{{{DS}}}Reference", {"Type": kind, "URI": f"#{identifier}"}
        )
        if element is properties:
            transforms = _add(reference, "Transforms")
            etree.SubElement(transforms, f"{{{DS}}}Transform", {"Algorithm": C14N})
        _add_digest(reference, canonical_element(element))


def _add_package_object(
    root: etree._Element,
    parts: Mapping[str, bytes],
    content_types: Mapping[str, str],
    moment: str,
) -> etree._Element:
    package = etree.SubElement(root, f"{{{DS}}}Object", {"Id": PACKAGE_OBJECT_ID})
    manifest = _add(package, "Manifest")
    for name, content in parts.items():
        uri = f"/{name}?ContentType={content_types[name]}"
        reference = etree.SubElement(manifest, f"{{{DS}}}Reference", {"URI": uri})
        if content_types[name] == RELATIONSHIPS_TYPE:
            content = _add_relationship_transform(reference, content, name)
        _add_digest(reference, content)
    attributes = {"Id": TIME_ID, "Target": f"#{SIGNATURE_ID}"}
    properties = _add(package, "SignatureProperties")
    holder = etree.SubElement(properties, f"{{{DS}}}SignatureProperty", attributes)
    time = etree.SubElement(holder, f"{{{MDSSI}}}SignatureTime", nsmap={"mdssi": MDSSI})
    etree.SubElement(time, f"{{{MDSSI}}}Format").text = TIME_FORMAT
    etree.SubElement(time, f"{{{MDSSI}}}Value").text = moment
    return package


def _add_relationship_transform(reference: etree._Element, content: bytes, name: str) -> bytes:
    relationships = parse_xml(content, name)
    ids = [each.get("Id", "") for each in relationships if each.get("Type") != ORIGIN_RELATIONSHIP]
    transforms = _add(reference, "Transforms")
    transform = etree.SubElement(
        transforms, f"{{{DS}}}Transform", {"Algorithm": RELATIONSHIP_TRANSFORM}
    )
    for identifier in sorted(ids):
        etree.SubElement(
            transform,
            f"{{{MDSSI}}}RelationshipReference",
            {"SourceId": identifier},
            nsmap={"mdssi": MDSSI},
        )
    etree.SubElement(transforms, f"{{{DS}}}Transform", {"Algorithm": C14N})
    return transform_relationships(relationships, ids)


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
    root: etree._Element, key: SigningKey, role: SignerRole, moment: str
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
    der = key.certificate.public_bytes(Encoding.DER)
    _add_digest(etree.SubElement(certificate, f"{xades}CertDigest"), der)
    issuer = etree.SubElement(certificate, f"{xades}IssuerSerial")
    _add(issuer, "X509IssuerName").text = key.certificate.issuer.rfc4514_string()
    _add(issuer, "X509SerialNumber").text = str(key.certificate.serial_number)
    policy = etree.SubElement(signature, f"{xades}SignaturePolicyIdentifier")
    etree.SubElement(policy, f"{xades}SignaturePolicyImplied")
    data = etree.SubElement(properties, f"{xades}SignedDataObjectProperties")
    commitment = etree.SubElement(data, f"{xades}CommitmentTypeIndication")
    identifier = etree.SubElement(commitment, f"{xades}CommitmentTypeId")
    etree.SubElement(identifier, f"{xades}Identifier").text = COMMITMENTS[role]
    etree.SubElement(commitment, f"{xades}AllSignedDataObjects")
    return properties


def _add_timestamp(
    properties: etree._Element, value: etree._Element, timestamper: Timestamper
) -> None:
    """The token about ds:SignatureValue, beside the signed properties; none changes nothing."""
    token = timestamper.stamp(hashlib.sha256(canonical_element(value)).digest())
    holder = properties.getparent()
    if token is None or holder is None:
        return
    for name in TIMESTAMP_PATH:
        holder = etree.SubElement(holder, f"{{{XADES}}}{name}")
    etree.SubElement(holder, f"{{{DS}}}CanonicalizationMethod", {"Algorithm": C14N})
    encapsulated = etree.SubElement(holder, f"{{{XADES}}}EncapsulatedTimeStamp")
    encapsulated.text = base64.b64encode(token).decode("ascii")
