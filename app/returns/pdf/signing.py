"""Signing the PDF of a return (PAdES B-B, or B-T where a timestamp is to be had).

The preparer certifies it, the approver approves it. Every field that will ever be signed is
part of the paper, so a signer fills one in and changes nothing else: no metadata, no version.
"""

import asyncio
import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime

from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes, Signer
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata, PdfSigner

from app.models.signatures import SignerRole
from app.returns.pdf.signature_form import FIELD_NAMES, SIGNING_REASONS
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
    required_roles: Sequence[SignerRole],
    timestamper: Timestamper | None = None,
) -> bytes:
    """Append one signature; `signed_at` carries a time zone, `required_roles` come in order.

    With a timestamper the signature is timestamped (PAdES B-T).
    Raises ValueError for a role that is not required, AppError KEY_NOT_YET_VALID, KEY_EXPIRED.
    """
    if role not in required_roles:
        raise ValueError(f"{role} does not sign in this round")
    ensure_valid_at(key.certificate, signed_at)
    writer = _PlainWriter(io.BytesIO(content), strict=True)
    facts = PdfSignatureMetadata(
        field_name=FIELD_NAMES[role],
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        reason=SIGNING_REASONS[role],
        certify=role is required_roles[0],
        docmdp_permissions=MDPPerm.FILL_FORMS,
    )
    signer = _KeySigner(key, timestamper)
    return asyncio.run(_sign(writer, facts, signer, signed_at))


async def _sign(
    writer: IncrementalPdfFileWriter,
    facts: PdfSignatureMetadata,
    signer: "_KeySigner",
    signed_at: datetime,
) -> bytes:
    """What `PdfSigner.async_sign_pdf` does, with the clock of the caller."""
    session = PdfSigner(facts, signer).init_signing_session(writer, existing_fields_only=True)
    session.system_time = signed_at.astimezone(UTC)
    prepared = session.prepare_tbs_document(
        validation_info=None, bytes_reserved=signer.count_digits(), appearance_text_params=None
    )
    output = io.BytesIO()
    digest, _ = prepared.digest_tbs_document(output=output)
    signed = await prepared.perform_signature(
        document_digest=digest.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=signed_at),
    )
    await signed.post_signature_processing(output)
    return output.getvalue()


def _signature_size(key: SigningKey) -> int:
    public_key = key.certificate.public_key()
    if isinstance(public_key, rsa.RSAPublicKey):
        return public_key.key_size // 8
    return 144  # ECDSA in DER on the largest curve


class _PlainWriter(IncrementalPdfFileWriter):
    """Leaves the document as it is: no clock, program name, version or extension gets into it.

    A later version than 1.7 would take the file out of PDF/A-3.
    """

    def _update_meta(self) -> None:
        pass

    def ensure_output_version(self, version: tuple[int, int]) -> None:
        """Stay at 1.7."""

    def register_extension(self, _extension: object) -> None:
        """Name none."""


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
