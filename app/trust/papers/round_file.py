"""The round file (填報包, .tbround): how a round travels from the office to one agency.

Canonical JSON of a `RoundFile` in a CMS container signed with the office's key; the registry in it
is signed with it. Up to format 1 the file was one unsigned line of JSON: such a file is refused by
name, with the advice to ask for a new one.
"""

from datetime import datetime
from pathlib import Path

import msgspec

from app.errors import AppError
from app.files import read_bounded
from app.forms.form_decoding import decode_form
from app.forms.meaning import form_sha256
from app.models.rounds import RoundFile
from app.models.signatures import RegistryEntry
from app.trust.certificates.certificate import certificate_sha256, load_certificate_whole
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.kinds import ROUND_FILE
from app.trust.papers.signed_document import (
    SignedDocument,
    decode_content,
    ensure_algorithm,
    open_document,
    sign_document,
)

_SLASHES_OF_A_PLACE = 3
UNSIGNED_BEGINNING = b'{"content":'


def sign_round_file(round_file: RoundFile, key: SigningKey) -> bytes:
    """The bytes of a round file, signed at the moment it was issued."""
    return sign_document(round_file, key, round_file.issued_at)


def read_round_file(path: Path) -> tuple[RoundFile, SignedDocument]:
    """Read a round file and verify its signature; the signer is judged by `papers.pinning`.

    Raises AppError FILE_*, DOCUMENT_*, ROUND_FILE_UNSIGNED (an older version wrote it),
    FORM_NEEDS_VERSION, ROUND_FILE_FORM_OTHER.
    """
    return open_round_file(read_bounded(path, ROUND_FILE.limit_bytes), path)


def open_round_file(content: bytes, path: Path) -> tuple[RoundFile, SignedDocument]:
    """The same for bytes read already; `path` only names them in errors."""
    if content.startswith(UNSIGNED_BEGINNING):
        raise AppError("ROUND_FILE_UNSIGNED", file=path)
    document = open_document(content, ROUND_FILE, path)
    _ensure_form_known(document, path)
    round_file = decode_content(document, ROUND_FILE, RoundFile, path)
    _ensure_form_stated(round_file, path)
    if round_file.agency not in {each.code for each in round_file.programme.agencies}:
        raise _invalid(f"agency {round_file.agency}", path)
    for earlier in round_file.earlier:
        for place in (*earlier.values, *earlier.computed):
            if place.count("/") != _SLASHES_OF_A_PLACE:
                raise _invalid(f"place {place[:40]}", path)
    for entry in round_file.registry.entries:
        if not _is_whole(entry):
            raise _invalid(f"certificate {entry.certificate_sha256[:16]}", path)
    return round_file, document


class _FormApart(msgspec.Struct, frozen=True):
    """The form of a round file, still as the bytes that were signed."""

    form: msgspec.Raw


def _ensure_form_known(document: SignedDocument, path: Path) -> None:
    """Look at the form first: words of a later version are no damage of the file.

    Raises AppError FORM_NEEDS_VERSION, DOCUMENT_INVALID. Another kind of document is left to
    `decode_content`.
    """
    try:
        apart = msgspec.json.decode(document.content, type=_FormApart)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return
    try:
        decode_form(apart.form)
    except ValueError as problem:
        raise _invalid(f"form: {problem}", path) from problem


def _ensure_form_stated(round_file: RoundFile, path: Path) -> None:
    """Refuse a round that states another form than the one beside it. Raises AppError."""
    form, round_ = round_file.form, round_file.round
    stated = (round_.form_id, round_.form_version, round_.form_sha256)
    if stated != (form.id, form.version, form_sha256(form)):
        raise AppError("ROUND_FILE_FORM_OTHER", file=path, round=round_.title)


def ensure_round_file_algorithm(
    round_file: RoundFile, document: SignedDocument, path: Path, reached_at: datetime
) -> None:
    """Judge its signature by the policy it brings: the word of the office that is confirmed.

    Raises AppError DOCUMENT_KEY_UNFIT, DOCUMENT_KEY_ENDED.
    """
    policy, opened_on = round_file.registry.policy, round_file.round.opens_on
    ensure_algorithm(document, ROUND_FILE, path, policy, reached_at, opened_on=opened_on)


def _is_whole(entry: RegistryEntry) -> bool:
    """Return whether the certificate of an entry can be read, and is the one it is listed by."""
    try:
        certificate = load_certificate_whole(entry.certificate_pem.encode("ascii"))
    except ValueError:
        return False
    return certificate_sha256(certificate) == entry.certificate_sha256


def _invalid(detail: str, path: Path) -> AppError:
    return AppError("DOCUMENT_INVALID", file=path, what=ROUND_FILE.name, detail=detail)
