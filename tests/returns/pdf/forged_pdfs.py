"""Returns as PDF, sound ones and forgeries of them.

The attacker is one of the two officers, with an entitled key and any program, or whoever handles
the file afterwards.
"""

import asyncio
import hashlib
import io
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pikepdf
from asn1crypto import cms
from pyhanko.pdf_utils import generic as _generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter

from app.documents.pdf_file import PdfFile
from app.models.signatures import SignerRole
from app.returns.pdf import signing as pdf_signing
from app.returns.pdf.revisions import build_revision, read_paper, read_revisions
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import build_pdf, write_pdf
from app.trust.keys.signing_keys import SigningKey, SoftwareKey
from tests.returns.sample import SIGNED_AT, Sample, key, sample

generic: Any = _generic  # the library states no types of these
ALONE = (SignerRole.PREPARER,)
BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)

Edit = Callable[[bytes], bytes]
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
        content = sign_pdf(content, each, role, SIGNED_AT)
    return content


def paper(roles: tuple[SignerRole, ...] = ALONE) -> PdfFile:
    """Its PDF as objects, to be changed before it is written and signed."""
    return build_pdf(made(roles).payload, made(roles).document)


def edited(old: bytes, new: bytes, *, nth: int = 0, file: PdfFile | None = None) -> PdfFile:
    """The paper with something in one of its objects replaced: the nth object that has it."""
    file = paper() if file is None else file
    for number, each in file._loose.items():
        if old in each.text or old in (each.content or b""):
            if nth == 0:
                content = None if each.content is None else each.content.replace(old, new)
                changed = each._replace(text=each.text.replace(old, new), content=content)
                file._loose[number] = changed
                return file
            nth -= 1
    for number, text in file._packed.items():
        if old in text:
            if nth == 0:
                file._packed[number] = text.replace(old, new)
                return file
            nth -= 1
    raise AssertionError(f"nothing to be forged: {old!r}")


def saved_by_another_program(content: bytes, **options: Any) -> bytes:
    """The document as a general program writes it."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(buffer, **({"force_version": "1.7"} | options))
    return buffer.getvalue()


def updated(content: bytes, update: Update) -> bytes:
    """The document with a revision appended by another program."""
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(content))
    update(writer)
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def cover_the_page(writer: Any) -> None:
    """Paint over the first page."""
    stream = generic.StreamObject(stream_data=b"1 g 0 0 600 850 re f")
    reference, _ = writer.find_page_for_modification(0)
    page = reference.get_object()
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(stream)])
    writer.update_container(page)


def replace_attachment(writer: Any) -> None:
    """Another payload under the same name."""
    specification = writer.root["/Names"]["/EmbeddedFiles"]["/Names"][1]
    embedded = generic.StreamObject(stream_data=b"{}")
    specification["/EF"]["/F"] = specification["/EF"]["/UF"] = writer.add_object(embedded)
    writer.update_container(specification)


def signed_by_another_program(
    content: bytes,
    *,
    certify: bool = True,
    subfilter: SigSeedSubFilter = SigSeedSubFilter.PADES,
    permissions: MDPPerm = MDPPerm.FILL_FORMS,
) -> bytes:
    """Signed by the entitled key in the field where it belongs, but with a general program."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    if not any(True for _ in fields.enumerate_sig_fields(writer)):
        fields.append_signature_field(writer, fields.SigFieldSpec("Preparer"))
    facts = signers.PdfSignatureMetadata(
        field_name="Preparer",
        certify=certify,
        subfilter=subfilter,
        md_algorithm="sha256",
        docmdp_permissions=permissions,
    )
    signer = pdf_signing._KeySigner(key("preparer"))
    return bytes(signers.PdfSigner(facts, signer).sign_pdf(writer).getvalue())


def signed_otherwise(content: bytes, role: SignerRole, edit: Edit) -> bytes:
    """The next revision edited by its signer, who then signs just those bytes.

    Its range and the place of its table are set to what they then are.
    """
    revisions = read_revisions(content)
    read = read_paper(content, revisions[0])
    signer = pdf_signing._KeySigner(key(role.value))
    zeros = b"0" * signer.count_digits()
    built = build_revision(read, len(revisions) - 1, SIGNED_AT, zeros, revisions[-1])
    revision = _point_to_table(edit(built.content), len(content))
    start = len(content) + revision.index(zeros) - 1
    end = start + len(zeros) + 2
    length = len(content) + len(revision) - end
    ranges = b"/ByteRange[0 %10d %10d %10d]" % (start, end, length)
    revision = re.sub(rb"/ByteRange\[[\d ]+\]", ranges, revision)
    forged = content + revision
    digest = hashlib.sha256(forged[:start] + forged[end:]).digest()
    container = asyncio.run(pdf_signing._sign(signer, digest, SIGNED_AT))
    digits = container.hex().upper().encode().ljust(len(zeros), b"0")
    return forged[: start + 1] + digits + forged[end - 1 :]


def _point_to_table(revision: bytes, start: int) -> bytes:
    table = re.search(rb"\d+ 0 obj\n<</Type/XRef", revision)
    assert table is not None
    place = b"startxref\n%d\n" % (start + table.start())
    return re.sub(rb"startxref\n\d+\n", place, revision)


def replacing(old: bytes, new: bytes) -> Edit:
    """An edit that replaces, and fails where there is nothing to replace."""

    def edit(content: bytes) -> bytes:
        assert old in content, old
        return content.replace(old, new, 1)

    return edit


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
    start = content.index(b"/Contents<") + len(b"/Contents<")
    end = content.index(b">", start)
    container = cms.ContentInfo.load(bytes.fromhex(content[start:end].decode()))
    change(container["content"])
    digits: bytes = container.dump(force=is_forced).hex().upper().encode()
    return content[:start] + digits.ljust(end - start, b"0") + content[end:]
