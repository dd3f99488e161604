"""Signing the PDF of a return (PAdES B-B, or B-T where a timestamp is to be had).

The preparer certifies it, the approver approves it. The fields are part of the unsigned paper;
what a signature adds to the file is built by `app.returns.pdf.revisions`, its container by pyHanko.
"""

import asyncio
import hashlib
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer

from app.models.signatures import SignerRole
from app.returns.pdf.revisions import build_revision, read_paper, read_revisions
from app.trust.certificates.certificate import ensure_valid_at
from app.trust.certificates.cms_reading import cms
from app.trust.keys.signing_keys import SigningKey
from app.trust.timestamps.client import Timestamper
from app.trust.timestamps.token import TOKEN_LIMIT

_FIXED_BYTES = 480
"""What a signature holds besides the certificate, twice its issuer, and the signed digest."""
_TOKEN_FRAME = 64
"""What surrounds a token among the unsigned attributes, and the longer lengths around those."""


def sign_pdf(
    content: bytes,
    key: SigningKey,
    role: SignerRole,
    signed_at: datetime,
    timestamper: Timestamper | None = None,
) -> bytes:
    """Append one signature in the next field; `signed_at` carries a time zone.

    With a timestamper the signature is timestamped (PAdES B-T). Raises ValueError where the next
    field is another role's, Refused PDF_FRAME, AppError KEY_NOT_YET_VALID, KEY_EXPIRED.
    """
    ensure_valid_at(key.certificate, signed_at)
    revisions = read_revisions(content)
    paper = read_paper(content, revisions[0])
    index = len(revisions) - 1
    if paper.roles[index : index + 1] != (role,):
        raise ValueError(f"{role} is not the next to sign")
    signer = _KeySigner(key, timestamper)
    zeros = b"0" * signer.count_digits()
    moment = signed_at.astimezone(UTC)
    prepared = build_revision(paper, index, moment, zeros, revisions[-1])
    container = asyncio.run(_sign(signer, prepared.digest(content), signed_at))
    digits = container.hex().upper().encode("ascii").ljust(len(zeros), b"0")
    return content + build_revision(paper, index, moment, digits, revisions[-1]).content


async def _sign(signer: "_KeySigner", digest: bytes, signed_at: datetime) -> bytes:
    """The CMS container of a signature on a document with that digest."""
    signed = await signer.async_sign(
        digest,
        "sha256",
        use_pades=True,
        signed_attr_settings=PdfCMSSignedAttributes(signing_time=signed_at),
    )
    return bytes(signed.dump())


def _signature_size(key: SigningKey) -> int:
    public_key = key.certificate.public_key()
    if isinstance(public_key, rsa.RSAPublicKey):
        return public_key.key_size // 8
    return 144  # ECDSA in DER on the largest curve


class _KeySigner(Signer):
    """pyHanko's view of one of our keys."""

    def __init__(self, key: SigningKey, timestamper: Timestamper | None = None) -> None:
        self._key = key
        self._timestamper = timestamper
        certificate = asn1_x509.Certificate.load(key.certificate.public_bytes(Encoding.DER))
        super().__init__(signing_cert=certificate)

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        """Sign with SHA-256, the one digest our keys use."""
        if digest_algorithm != "sha256":
            raise ValueError(digest_algorithm)
        if dry_run:
            return bytes(_signature_size(self._key))
        return self._key.sign(data)

    async def unsigned_attrs(
        self,
        digest_algorithm: str,
        signature: bytes,
        signed_attrs: cms.CMSAttributes,
        timestamper: object = None,
        dry_run: bool = False,
    ) -> cms.CMSAttributes | None:
        """The timestamp on the signature, where one is asked for and to be had."""
        if self._timestamper is None or dry_run:
            return None
        token = self._timestamper.stamp(hashlib.sha256(signature).digest())
        if token is None:
            return None
        stamp = {
            "type": "signature_time_stamp_token",
            "values": [cms.ContentInfo.load(token)],
        }
        return cms.CMSAttributes([cms.CMSAttribute(stamp)])

    def count_digits(self) -> int:
        """Hexadecimal digits to keep free: enough, not more, because readers go through each."""
        certificate = self._key.certificate
        issuer = len(certificate.issuer.public_bytes())
        size = len(certificate.public_bytes(Encoding.DER)) + 2 * issuer
        size += _signature_size(self._key) + _FIXED_BYTES
        return 2 * (size if self._timestamper is None else size + TOKEN_LIMIT + _TOKEN_FRAME)
