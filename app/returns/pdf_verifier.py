"""Strict verification of a return's PDF: everything must be as our writer and signer leave it.

The order matters: bytes, placement of the signatures, objects, what changed, cryptography, and
only then the data and the people. The first fault ends the verification.
"""

import io
import logging
from dataclasses import dataclass, field

from cryptography import x509
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

from app.models.returns import Payload
from app.models.signatures import Carrier, Reason, SignerRole, Verdict, VerifiedSigner
from app.returns.binding import check_binding
from app.returns.pdf_attachment import read_payload
from app.returns.pdf_cms import check_cryptography, read_cms
from app.returns.pdf_frame import check_frame, check_revisions
from app.returns.pdf_objects import check_objects
from app.returns.pdf_signatures import (
    check_additions,
    check_certification,
    check_integrity,
    check_placement,
    read_signing_time,
)
from app.returns.pdf_signing import FIELD_NAMES
from app.returns.refusal import Refused
from app.returns.trust_context import TrustContext
from app.trust.keys import certificate_sha256

_ROLES = tuple(FIELD_NAMES)  # preparer first

# What pyHanko thinks of a malformed file is in the verdict; it need not be on the terminal too.
logging.getLogger("pyhanko").addHandler(logging.NullHandler())


@dataclass
class _Progress:
    """How far a verification came; what it has not reached counts as not shown."""

    unchanged: bool = False
    signature_correct: bool = False
    signers: list[VerifiedSigner] = field(default_factory=list)
    payload: Payload | None = None


def verify_pdf(content: bytes, trust: TrustContext) -> tuple[Verdict, Payload | None]:
    """The verdict, and the payload where file and signatures are sound (whoever signed).

    Never raises: what a parser stumbles over is a reason as well.
    """
    progress = _Progress()
    try:
        reasons = _examine(content, trust, progress)
    except Refused as refused:
        reasons = (refused.reason(),)
    except Exception as problem:  # malformed files make parsers fail in every way there is
        reasons = (Reason(code="PDF_PARSE", params={"detail": type(problem).__name__}),)
    is_sound = progress.unchanged and progress.signature_correct
    verdict = Verdict(
        carrier=Carrier.PDF,
        unchanged=progress.unchanged,
        signature_correct=progress.signature_correct,
        signers_entitled=is_sound and progress.payload is not None and not reasons,
        signers=tuple(progress.signers),
        reasons=reasons,
    )
    return verdict, progress.payload if is_sound else None


def _examine(content: bytes, trust: TrustContext, progress: _Progress) -> tuple[Reason, ...]:
    check_frame(content)
    reader = _open(content)
    signatures = _find_signatures(reader)
    check_revisions(content, len(signatures))
    check_placement(content, reader, signatures)
    check_objects(content, [each.field_name for each in signatures])
    check_certification(reader, signatures[0])
    check_additions(reader, signatures)
    statements = [read_cms(each.signed_data, each.signer_info) for each in signatures]
    for signature, cms in zip(signatures, statements, strict=True):
        is_last = signature is signatures[-1]
        check_integrity(signature, cms.message_digest, is_last=is_last)
    progress.unchanged = True
    for signature, cms in zip(signatures, statements, strict=True):
        check_cryptography(cms, signature.field_name)
    progress.signature_correct = True
    progress.signers += [
        _identify(signature, cms.certificate, role, trust)
        for signature, cms, role in zip(signatures, statements, _ROLES, strict=False)
    ]
    progress.payload = read_payload(reader)
    return check_binding(progress.payload, tuple(progress.signers), trust)


def _open(content: bytes) -> PdfFileReader:
    reader = PdfFileReader(io.BytesIO(content), strict=True)
    if reader.encrypted:
        raise Refused("PDF_ENCRYPTED")
    if reader.has_xref_stream or reader.xrefs.hybrid_xrefs_present:
        raise Refused("PDF_HYBRID_XREF")
    return reader


def _find_signatures(reader: PdfFileReader) -> list[EmbeddedPdfSignature]:
    """The signatures in the order they were made, in the fields where they belong."""
    signatures = list(reader.embedded_signatures)
    if not signatures:
        raise Refused("SIG_MISSING")
    names = [each.field_name for each in signatures]
    wanted = [FIELD_NAMES[role] for role in _ROLES]
    if names != wanted[: len(names)]:
        raise Refused("SIG_STRUCTURE", field=", ".join(names))
    return signatures


def _identify(
    signature: EmbeddedPdfSignature,
    certificate: x509.Certificate,
    role: SignerRole,
    trust: TrustContext,
) -> VerifiedSigner:
    """Who the registry says this is; for a stranger, the name in the certificate."""
    digest = certificate_sha256(certificate)
    entry = trust.registry.entry(digest)
    named = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return VerifiedSigner(
        role=role,
        person_name=entry.person_name if entry else str(named[0].value) if named else "",
        agency=entry.agency if entry else None,
        certificate_sha256=digest,
        signed_at=read_signing_time(signature),
    )
