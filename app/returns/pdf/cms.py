"""The CMS container inside a PDF signature, read strictly: one signer, one named certificate.

Only what our own signer writes is understood: SHA-2, RSA PKCS#1 v1.5 or ECDSA, attributes in
DER. The certificate is the one whose digest the signed attributes name.
"""

import hashlib
from dataclasses import dataclass
from typing import Any

import asn1crypto.x509
from asn1crypto import core
from cryptography import x509

from app.returns.refusal import Refused
from app.trust.certificates.certificate import (
    is_signed_with,
    key_family,
    load_certificate_whole,
)
from app.trust.certificates.cms_reading import (
    DIGESTS,
    cms,
    copy_signed_bytes,
    is_der,
    is_named,
    read_algorithms,
    read_attributes,
)
from app.trust.policy.judgement import is_listed

_ATTRIBUTES = {"content_type", "message_digest", "signing_certificate_v2"}
"""All that is signed besides the document: another time or place of signing would be shown."""


@dataclass(frozen=True)
class CmsSignature:
    """What has to hold: `signature` over `signed_bytes` with the key of `certificate`."""

    certificate: x509.Certificate
    digest_name: str
    message_digest: bytes
    signed_bytes: bytes
    signature: bytes
    timestamp_token: bytes | None


def read_cms(container: bytes) -> CmsSignature:
    """Read the DER of a container. Raises Refused SIG_ALG, SIG_STRUCTURE, ValueError."""
    if not is_der(container):
        raise Refused("SIG_STRUCTURE", detail="DER")
    outer = cms.ContentInfo.load(container)
    if outer["content_type"].native != "signed_data":
        raise Refused("SIG_STRUCTURE", detail="signed data")
    signed_data = outer["content"]
    if len(signed_data["signer_infos"]) != 1:
        raise Refused("SIG_STRUCTURE", detail="signers")
    if len(signed_data["certificates"]) != 1 or not isinstance(signed_data["crls"], core.Void):
        raise Refused("SIG_STRUCTURE", detail="certificates")
    signer_info = signed_data["signer_infos"][0]
    signed_bytes = copy_signed_bytes(signer_info)
    try:
        digest_name, family = read_algorithms(signer_info)
    except ValueError as problem:
        raise Refused("SIG_ALG", algorithm=problem) from problem
    _ensure_plain(signed_data, signer_info)
    attributes = _read_attributes(signer_info["signed_attrs"])
    if attributes["content_type"].native != "data":
        raise Refused("SIG_STRUCTURE", detail="content type")
    certificate = _find_certificate(signed_data, attributes["signing_certificate_v2"])
    if not _is_named(certificate, signer_info["sid"].chosen):
        raise Refused("SIG_STRUCTURE", detail="signer")
    key = certificate.public_key()
    if not is_listed(key) or key_family(key) != family:
        raise Refused("SIG_ALG", algorithm=family)
    return CmsSignature(
        certificate=certificate,
        digest_name=digest_name,
        message_digest=attributes["message_digest"].native,
        signed_bytes=signed_bytes,
        signature=signer_info["signature"].native,
        timestamp_token=_read_timestamp(signer_info["unsigned_attrs"]),
    )


def check_cryptography(statement: CmsSignature, field: str) -> None:
    """The signature was made with the key of its certificate. Raises Refused SIGNATURE."""
    key, digest = statement.certificate.public_key(), DIGESTS[statement.digest_name]
    if not is_signed_with(key, statement.signature, statement.signed_bytes, digest):
        raise Refused("SIGNATURE", field=field)


def _ensure_plain(signed_data: Any, signer_info: Any) -> None:
    """What no signature covers says what ours says, so that nobody can write anything there."""
    content = signed_data["encap_content_info"]
    if content["content"].native is not None or content["content_type"].native != "data":
        raise Refused("SIG_STRUCTURE", detail="content")
    if {signed_data["version"].native, signer_info["version"].native} != {"v1"}:
        raise Refused("SIG_STRUCTURE", detail="version")
    named = [each.dump() for each in signed_data["digest_algorithms"]]
    if named != [signer_info["digest_algorithm"].dump()]:
        raise Refused("SIG_STRUCTURE", detail="digests")


def _is_named(certificate: x509.Certificate, name: Any) -> bool:
    """Return whether an issuer and a serial number are the certificate's own."""
    issuer = name["issuer"]
    if isinstance(issuer, asn1crypto.x509.GeneralNames):
        if len(issuer) != 1 or issuer[0].name != "directory_name":
            return False
        issuer = issuer[0].chosen.untag()
    return is_named(certificate, issuer, name["serial_number"])


def _read_attributes(signed_attributes: Any) -> dict[str, Any]:
    """The signed attributes by type: ours, each once and with one value."""
    try:
        attributes = read_attributes(signed_attributes)
    except ValueError as problem:
        raise Refused("SIG_STRUCTURE", detail=problem) from problem
    strange = _ATTRIBUTES ^ attributes.keys()
    if strange:
        raise Refused("SIG_STRUCTURE", detail=", ".join(sorted(strange)))
    return attributes


def _read_timestamp(unsigned: Any) -> bytes | None:
    """The one thing that may stand beside the signature unsigned: one timestamp's token."""
    if isinstance(unsigned, core.Void):
        return None
    if len(unsigned) != 1 or unsigned[0]["type"].native != "signature_time_stamp_token":
        raise Refused("SIG_STRUCTURE", detail="unsigned attributes")
    if len(unsigned[0]["values"]) != 1:
        raise Refused("SIG_STRUCTURE", detail="timestamps")
    return bytes(unsigned[0]["values"][0].dump())


def _find_certificate(signed_data: Any, statement: Any) -> x509.Certificate:
    """The embedded certificate the signed attributes name by its digest."""
    if len(statement["certs"]) != 1 or statement["policies"].native is not None:
        raise Refused("SIG_STRUCTURE", detail="certificate")
    named = statement["certs"][0]
    digest_name = str(named["hash_algorithm"]["algorithm"].native)
    if digest_name not in DIGESTS:
        raise Refused("SIG_ALG", algorithm=f"signing-certificate-v2 {digest_name}")
    wanted = named["cert_hash"].native
    for each in signed_data["certificates"]:
        content = each.chosen.dump()
        if hashlib.new(digest_name, content).digest() == wanted:
            certificate = _load(content)
            if not isinstance(named["issuer_serial"], core.Void) and not _is_named(
                certificate, named["issuer_serial"]
            ):
                break
            return certificate
    raise Refused("SIG_STRUCTURE", detail="certificate")


def _load(content: bytes) -> x509.Certificate:
    try:
        return load_certificate_whole(content)
    except ValueError as problem:
        raise Refused("SIG_STRUCTURE", detail="certificate") from problem
