"""The signatures in a PDF: where they stand, what they cover, what came after them.

pyHanko reads revisions and coverage. Whether a signature is right is `app.returns.pdf_cms`, who
the signers are and whether they may sign is decided by the registry.
"""

from datetime import datetime
from typing import Any

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from app.returns.pdf_frame import check_byte_range, check_gap
from app.returns.refusal import Refused

_SUBFILTER = "/ETSI.CAdES.detached"


def check_placement(
    content: bytes, reader: PdfFileReader, signatures: list[EmbeddedPdfSignature]
) -> None:
    """Each signature closes its own revision, one after the other, and covers it whole.

    Raises Refused REVISION_COUNT, SIG_REVISION, SIG_SUBFILTER, SIG_BYTERANGE.
    """
    if reader.xrefs.total_revisions != len(signatures) + 1:
        raise Refused(
            "REVISION_COUNT", found=reader.xrefs.total_revisions, expected=len(signatures) + 1
        )
    for index, signature in enumerate(signatures):
        if signature.signed_revision != index + 1:
            raise Refused("SIG_REVISION", field=signature.field_name)
        if signature.sig_object_type != "/Sig" or signature.sig_object["/SubFilter"] != _SUBFILTER:
            raise Refused("SIG_SUBFILTER", field=signature.field_name)
        is_last = index == len(signatures) - 1
        check_byte_range(content, list(signature.byte_range), is_last=is_last)
        check_gap(content, list(signature.byte_range), signature.pkcs7_content)


def check_integrity(
    signature: EmbeddedPdfSignature, message_digest: bytes, *, is_last: bool
) -> None:
    """The bytes are those that were signed. Raises Refused SIG_COVERAGE, DIGEST_PART."""
    # What came later is held against `check_additions`, which allows less than pyHanko's own
    # comparison of revisions and does not have to read the whole document twice.
    wanted = (
        SignatureCoverageLevel.ENTIRE_FILE if is_last else SignatureCoverageLevel.ENTIRE_REVISION
    )
    if signature.evaluate_signature_coverage() is not wanted:
        raise Refused("SIG_COVERAGE", field=signature.field_name)
    if signature.compute_digest() != message_digest:
        raise Refused("DIGEST_PART", part="PDF")


def check_additions(reader: Any, signatures: list[EmbeddedPdfSignature]) -> None:
    """A later revision fills in its signature field and adds the signature, nothing else.

    Raises Refused SIG_DIFF.
    """
    for revision, signature in enumerate(signatures[1:], start=2):
        field, value = (
            signature.sig_field.container_ref,
            signature.sig_field.raw_get("/V").reference,
        )
        touched = reader.xrefs.explicit_refs_in_revision(revision)
        before = reader.get_object(field, revision=revision - 1)
        after = reader.get_object(field, revision=revision)
        is_filled_in = (
            touched == {field, value}
            and not reader.xrefs.refs_freed_in_revision(revision)
            and reader.xrefs.get_introducing_revision(value) == revision
            and "/V" not in before
            and {key: after.raw_get(key) for key in after if key != "/V"}
            == {key: before.raw_get(key) for key in before}
        )
        if not is_filled_in or _root(reader, revision) != _root(reader, revision - 1):
            raise Refused("SIG_DIFF", field=signature.field_name)


def _root(reader: PdfFileReader, revision: int) -> Any:
    return reader.trailer.raw_get("/Root", revision=revision)


def check_certification(reader: PdfFileReader, first: EmbeddedPdfSignature) -> None:
    """The first signature certifies the document: only signatures may follow. SIG_DOCMDP."""
    permissions: Any = reader.root.get("/Perms", {})
    certified = permissions.raw_get("/DocMDP") if "/DocMDP" in permissions else None
    if first.docmdp_level is not MDPPerm.FILL_FORMS or certified is None:
        raise Refused("SIG_DOCMDP", field=first.field_name)
    if certified.reference != first.sig_field.raw_get("/V").reference:
        raise Refused("SIG_DOCMDP", field=first.field_name)


def read_signing_time(signature: EmbeddedPdfSignature) -> datetime:
    """The time the signer stated, with its zone. Raises Refused SIG_TIME."""
    moment = signature.self_reported_timestamp
    if moment is None or moment.tzinfo is None:
        raise Refused("SIG_TIME", field=signature.field_name)
    return moment
