"""Returns as PDF, sound ones and forgeries of them."""

import io
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from asn1crypto import cms
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter

from app.models.signatures import SignerRole
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.trust.keys.signing_keys import SigningKey, SoftwareKey
from tests.returns.sample import SIGNED_AT, Sample, key, sample

ALONE = (SignerRole.PREPARER,)
BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)

Change = Callable[[pikepdf.Pdf], None]
Update = Callable[[Any], None]


@cache
def made(roles: tuple[SignerRole, ...] = ALONE) -> Sample:
    """One finished return for a round with these signers."""
    return sample(roles)


@cache
def unsigned(roles: tuple[SignerRole, ...] = ALONE) -> bytes:
    """Its PDF before anybody signed."""
    return write_pdf(made(roles).payload, made(roles).document)


@cache
def signed(roles: tuple[SignerRole, ...] = ALONE) -> bytes:
    """Its PDF as it is sent in."""
    return sign_all(unsigned(roles), roles)


def sign_all(content: bytes, roles: tuple[SignerRole, ...], *keys: SigningKey) -> bytes:
    """Sign in order, with the registered keys where no others are given."""
    chosen: tuple[SigningKey, ...] = keys or tuple(key(role.value) for role in roles)
    for role, each in zip(roles, chosen, strict=True):
        content = sign_pdf(content, each, role, SIGNED_AT, roles)
    return content


def changed(content: bytes, change: Change) -> bytes:
    """The document with something in it changed before it is signed."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        change(pdf)
        pdf.save(
            buffer,
            force_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            compress_streams=False,
            deterministic_id=True,
        )
    return buffer.getvalue()


def updated(content: bytes, update: Update) -> bytes:
    """The document with a revision appended."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(content))
    update(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def cover_the_page(writer: Any) -> None:
    """Paint over the first page."""
    stream = generic.StreamObject(stream_data=b"1 g 0 0 600 850 re f")
    page_reference, _ = writer.find_page_for_modification(0)
    page = page_reference.get_object()
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(stream)])
    writer.update_container(page)


def replace_attachment(writer: Any) -> None:
    """Another payload under the same name."""
    specification = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    embedded = generic.StreamObject(stream_data=b"{}")
    specification["/EF"]["/F"] = specification["/EF"]["/UF"] = writer.add_object(embedded)
    writer.update_container(specification)


def approve_and(update: Update, content: bytes) -> bytes:
    """The approver's revision carries a change of the document besides the signature."""
    plain = pdf_signing._PlainWriter

    class Slipping(plain):  # type: ignore[misc, valid-type]
        def write(self, stream: io.BytesIO) -> None:
            update(self)
            super().write(stream)

    pdf_signing._PlainWriter = Slipping  # type: ignore[misc]
    try:
        return sign_pdf(content, key("approver"), BOTH[1], SIGNED_AT, BOTH)
    finally:
        pdf_signing._PlainWriter = plain  # type: ignore[misc]


def signed_otherwise(content: bytes, *, certify: bool, subfilter: SigSeedSubFilter) -> bytes:
    """Signed by the entitled key, but not in our way."""
    writer = pdf_signing._PlainWriter(io.BytesIO(content))
    facts = signers.PdfSignatureMetadata(
        field_name="Preparer", certify=certify, subfilter=subfilter, md_algorithm="sha256"
    )
    signer = pdf_signing._KeySigner(key("preparer"))
    return bytes(signers.PdfSigner(facts, signer).sign_pdf(writer).getvalue())


class Impostor:
    """Shows another's certificate and signs with a key of its own."""

    def __init__(self, own: SoftwareKey, shown: SoftwareKey) -> None:
        self._own, self._shown = own, shown
        self.certificate = shown.certificate
        self.certificate_sha256 = shown.certificate_sha256
        self.algorithm = shown.algorithm

    def sign(self, data: bytes) -> bytes:
        return self._own.sign(data)

    def sign_raw(self, data: bytes) -> bytes:
        return self._own.sign_raw(data)


def with_container(
    content: bytes, change: Callable[[Any], None], *, is_forced: bool = True
) -> bytes:
    """The signature's container changed where no signature covers it.

    Encoding all of it anew by force takes minutes where a timestamp makes it deep.
    """
    start = content.index(b"/Contents <") + len(b"/Contents <")
    end = content.index(b">", start)
    container = cms.ContentInfo.load(bytes.fromhex(content[start:end].decode()))
    change(container["content"])
    digits: bytes = container.dump(force=is_forced).hex().upper().encode()
    return content[:start] + digits.ljust(end - start, b"0") + content[end:]
