"""Reading sigN.xml by position: every element where it must be, and nothing else.

Looking elements up by Id is how signatures are wrapped (XSW); here the element that is digested
is the element that is read, because there is only one place it can stand.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from app.returns.refusal import Refused
from app.returns.workbook.canonical_xml import canonical_element, parse_xml
from app.returns.workbook.element_reader import ElementReader
from app.returns.workbook.signature_names import (
    C14N,
    DS,
    ECDSA_SHA256,
    MDSSI,
    OBJECT_REFERENCE,
    OFFICE,
    OFFICE_DETAILS,
    OFFICE_DETAILS_ID,
    OFFICE_OBJECT_ID,
    PACKAGE_OBJECT_ID,
    PROPERTIES_ID,
    PROPERTIES_REFERENCE,
    RELATIONSHIP_TRANSFORM,
    RSA_SHA256,
    SIGNATURE_ID,
    TIME_FORMAT,
    TIME_ID,
    TIMESTAMP_PATH,
    XADES,
)

_MOST_REFERENCES = 200


@dataclass(frozen=True, slots=True)
class PartReference:
    """One line of the Manifest: a part, its content type, its digest (base64)."""

    name: str
    content_type: str
    digest: str
    source_ids: tuple[str, ...] | None
    """Ids of the relationships signed, for a .rels part; None for digests of raw bytes."""


@dataclass(frozen=True, slots=True)
class ParsedSignature:
    """What one signature part says, with the canonical bytes of everything it digests."""

    part: str
    signed_info: bytes
    is_elliptic: bool
    value: bytes
    certificate_der: bytes
    stated_digests: tuple[str, str, str]
    objects: tuple[bytes, bytes, bytes]
    """Canonical bytes of package object, office object and signed properties."""
    references: tuple[PartReference, ...]
    package_time: datetime
    signing_time: datetime
    stated_certificate_digest: str
    stated_issuer: tuple[str, str]
    """Name of the certificate's issuer, and the certificate's serial number."""
    commitment: str
    value_element: bytes
    """Canonical bytes of ds:SignatureValue: what a timestamp is about."""
    timestamp_token: bytes | None


def read_signature(content: bytes, part: str) -> ParsedSignature:
    """Read one signature part. Raises Refused XML_*, SIG_DUP_ID, SIG_ALG, SIG_STRUCTURE."""
    root = parse_xml(content, part)
    _ensure_unique_ids(root, part)
    reader = ElementReader(part)
    reader.ensure(root, f"{{{DS}}}Signature", {"Id": SIGNATURE_ID})
    names = ("SignedInfo", "SignatureValue", "KeyInfo", "Object", "Object", "Object")
    signed_info, value, key_info, package, office, last = reader.children(root, DS, *names)
    is_elliptic, digests = _read_signed_info(reader, signed_info)
    certificate = reader.chain(key_info, DS, "X509Data", "X509Certificate")
    references, package_time = _read_package_object(reader, package)
    _check_office_object(reader, office)
    reader.ensure(last, None, {})
    properties = _read_properties(reader, last)
    return ParsedSignature(
        part=part,
        signed_info=canonical_element(signed_info),
        is_elliptic=is_elliptic,
        value=reader.decoded(value),
        certificate_der=reader.decoded(certificate),
        stated_digests=digests,
        objects=(
            canonical_element(package),
            canonical_element(office),
            canonical_element(properties.element),
        ),
        references=references,
        package_time=package_time,
        signing_time=properties.signing_time,
        stated_certificate_digest=properties.certificate_digest,
        stated_issuer=properties.issuer,
        commitment=properties.commitment,
        value_element=canonical_element(value),
        timestamp_token=properties.timestamp_token,
    )


def _ensure_unique_ids(root: etree._Element, part: str) -> None:
    seen: set[str] = set()
    for element in root.iter():
        for name, value in element.attrib.items():
            if etree.QName(name).localname.lower() == "id":
                if value in seen:
                    raise Refused("SIG_DUP_ID", part=part, id=value)
                seen.add(str(value))


def _read_signed_info(
    reader: ElementReader, signed_info: etree._Element
) -> tuple[bool, tuple[str, str, str]]:
    reader.ensure(signed_info, None, {})
    names = ("CanonicalizationMethod", "SignatureMethod", "Reference", "Reference", "Reference")
    canonical, method, package, office, properties = reader.children(signed_info, DS, *names)
    reader.algorithm(canonical, C14N)
    algorithm = reader.algorithm(method, RSA_SHA256, ECDSA_SHA256)
    if len(canonical) or len(method):
        raise reader.fail("SignatureMethod")
    kinds = (
        (package, PACKAGE_OBJECT_ID, OBJECT_REFERENCE),
        (office, OFFICE_OBJECT_ID, OBJECT_REFERENCE),
    )
    digests = []
    for reference, identifier, kind in kinds:
        reader.ensure(reference, None, {"Type": kind, "URI": f"#{identifier}"})
        digests.append(
            reader.digest_of(*reader.children(reference, DS, "DigestMethod", "DigestValue"))
        )
    attributes = {"Type": PROPERTIES_REFERENCE, "URI": f"#{PROPERTIES_ID}"}
    reader.ensure(properties, None, attributes)
    transforms, digest_method, digest_value = reader.children(
        properties, DS, "Transforms", "DigestMethod", "DigestValue"
    )
    reader.ensure(transforms, None, {})
    (transform,) = reader.children(transforms, DS, "Transform")
    reader.algorithm(transform, C14N)
    if len(transform):
        raise reader.fail(transform.tag)
    digests.append(reader.digest_of(digest_method, digest_value))
    return algorithm == ECDSA_SHA256, (digests[0], digests[1], digests[2])


def _read_package_object(
    reader: ElementReader, package: etree._Element
) -> tuple[tuple[PartReference, ...], datetime]:
    reader.ensure(package, None, {"Id": PACKAGE_OBJECT_ID})
    manifest, properties = reader.children(package, DS, "Manifest", "SignatureProperties")
    reader.ensure(manifest, None, {})
    count = len(manifest)
    if not 0 < count <= _MOST_REFERENCES:
        raise reader.fail("Manifest")
    entries = reader.children(manifest, DS, *["Reference"] * count)
    references = tuple(_read_reference(reader, each) for each in entries)
    reader.ensure(properties, None, {})
    (holder,) = reader.children(properties, DS, "SignatureProperty")
    reader.ensure(holder, None, {"Id": TIME_ID, "Target": f"#{SIGNATURE_ID}"})
    (time,) = reader.children(holder, MDSSI, "SignatureTime")
    reader.ensure(time, None, {})
    time_format, value = reader.children(time, MDSSI, "Format", "Value")
    if reader.text(time_format) != TIME_FORMAT:
        raise reader.fail(time_format.tag)
    return references, reader.time(value)


def _read_reference(reader: ElementReader, reference: etree._Element) -> PartReference:
    uri = reference.get("URI", "")
    reader.ensure(reference, None, {"URI": uri})
    name, separator, kind = uri.partition("?ContentType=")
    if not name.startswith("/") or not separator:
        raise reader.fail(uri)
    if len(reference) == 2:
        digest = reader.digest_of(*reader.children(reference, DS, "DigestMethod", "DigestValue"))
        return PartReference(name[1:], kind, digest, None)
    names = ("Transforms", "DigestMethod", "DigestValue")
    transforms, method, value = reader.children(reference, DS, *names)
    reader.ensure(transforms, None, {})
    relationship, canonical = reader.children(transforms, DS, "Transform", "Transform")
    reader.algorithm(relationship, RELATIONSHIP_TRANSFORM)
    reader.algorithm(canonical, C14N)
    if len(canonical):
        raise reader.fail(canonical.tag)
    source_ids = tuple(_source_ids(reader, relationship))
    return PartReference(name[1:], kind, reader.digest_of(method, value), source_ids)


def _source_ids(reader: ElementReader, transform: etree._Element) -> Iterator[str]:
    for each in reader.children(transform, MDSSI, *["RelationshipReference"] * len(transform)):
        reader.ensure(each, None, {"SourceId": each.get("SourceId", "")})
        if len(each):
            raise reader.fail(each.tag)
        yield each.get("SourceId", "")


def _check_office_object(reader: ElementReader, office: etree._Element) -> None:
    reader.ensure(office, None, {"Id": OFFICE_OBJECT_ID})
    (properties,) = reader.children(office, DS, "SignatureProperties")
    reader.ensure(properties, None, {})
    (holder,) = reader.children(properties, DS, "SignatureProperty")
    reader.ensure(holder, None, {"Id": OFFICE_DETAILS_ID, "Target": f"#{SIGNATURE_ID}"})
    (details,) = reader.children(holder, OFFICE, "SignatureInfoV1")
    reader.ensure(details, None, {})
    names = [name for name, _ in OFFICE_DETAILS]
    texts = [reader.text(each) for each in reader.children(details, OFFICE, *names)]
    # An image or a comment in here would be shown to a person as part of the signature.
    if texts != [text for _, text in OFFICE_DETAILS]:
        raise reader.fail(details.tag)


@dataclass(frozen=True, slots=True)
class _Properties:
    element: etree._Element
    signing_time: datetime
    certificate_digest: str
    issuer: tuple[str, str]
    commitment: str
    timestamp_token: bytes | None


def _read_properties(reader: ElementReader, holder: etree._Element) -> _Properties:
    (qualifying,) = reader.children(holder, XADES, "QualifyingProperties")
    reader.ensure(qualifying, None, {"Target": f"#{SIGNATURE_ID}"})
    properties, token = _split_properties(reader, qualifying)
    reader.ensure(properties, None, {"Id": PROPERTIES_ID})
    names = ("SignedSignatureProperties", "SignedDataObjectProperties")
    signature, data = reader.children(properties, XADES, *names)
    reader.ensure(signature, None, {})
    time, certificate, policy = reader.children(
        signature, XADES, "SigningTime", "SigningCertificate", "SignaturePolicyIdentifier"
    )
    cert = reader.chain(certificate, XADES, "Cert")
    cert_digest, issuer = reader.children(cert, XADES, "CertDigest", "IssuerSerial")
    reader.ensure(cert_digest, None, {})
    method, value = reader.children(cert_digest, DS, "DigestMethod", "DigestValue")
    reader.ensure(issuer, None, {})
    issuer_name, serial = reader.children(issuer, DS, "X509IssuerName", "X509SerialNumber")
    reader.empty(reader.chain(policy, XADES, "SignaturePolicyImplied"))
    reader.ensure(data, None, {})
    (commitment,) = reader.children(data, XADES, "CommitmentTypeIndication")
    reader.ensure(commitment, None, {})
    names = ("CommitmentTypeId", "AllSignedDataObjects")
    identifier, everything = reader.children(commitment, XADES, *names)
    reader.empty(everything)
    return _Properties(
        element=properties,
        signing_time=reader.time(time),
        certificate_digest=reader.digest_of(method, value),
        issuer=(reader.text(issuer_name), reader.text(serial)),
        commitment=reader.text(reader.chain(identifier, XADES, "Identifier")),
        timestamp_token=token,
    )


def _split_properties(
    reader: ElementReader, qualifying: etree._Element
) -> tuple[etree._Element, bytes | None]:
    """The signed properties, and the token where a timestamp follows: nothing else may."""
    if len(qualifying) == 1:
        (properties,) = reader.children(qualifying, XADES, "SignedProperties")
        return properties, None
    properties, unsigned = reader.children(qualifying, XADES, "SignedProperties", TIMESTAMP_PATH[0])
    stamp = reader.chain(unsigned, XADES, *TIMESTAMP_PATH[1:])
    if len(stamp) != 2:
        raise reader.fail(stamp.tag)
    method, encapsulated = stamp
    names = (f"{{{DS}}}CanonicalizationMethod", f"{{{XADES}}}EncapsulatedTimeStamp")
    between = (stamp.text, method.tail, encapsulated.tail)
    if (method.tag, encapsulated.tag) != names or any((each or "").strip() for each in between):
        raise reader.fail(stamp.tag)
    reader.algorithm(method, C14N)
    if len(method):
        raise reader.fail(method.tag)
    return properties, reader.decoded(encapsulated)
