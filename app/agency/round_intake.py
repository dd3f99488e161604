"""Taking in round files: which ones an agency's store accepts, and where they are kept."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.agency.office_pin import RoundFilePreview
from app.errors import AppError
from app.forms.form_loader import load_form
from app.models.periods import format_taiwan_time
from app.models.returns import canonical_bytes
from app.models.rounds import RoundFile
from app.store.tables.agency import round_in
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.papers.kinds import ROUND_FILE
from app.trust.papers.pinning import (
    OfficePin,
    OfficeStanding,
    ensure_fingerprint,
    ensure_from_office,
    ensure_registry_current,
    ensure_registry_follows,
    is_registry_due,
    tell_standing,
)

if TYPE_CHECKING:  # what is here already is listed without the cryptographic library
    from app.trust.papers.signed_document import SignedDocument

_decoder = msgspec.json.Decoder(RoundFile)


def load_round_files(connection: Connection) -> tuple[RoundFile, ...]:
    """Every round the store knows, the one due last first."""
    found = (_decoder.decode(each) for each in connection.scalars(select(round_in.c.content)))
    return tuple(sorted(found, key=lambda each: (each.round.due_on, each.round.id), reverse=True))


def load_round_document(connection: Connection, round_id: str) -> bytes | None:
    """The newest round file of a round as the office signed it; None where none was kept."""
    return connection.scalar(select(round_in.c.document).where(round_in.c.round_id == round_id))


def save_round_file(
    connection: Connection, round_file: RoundFile, document: bytes, at: datetime
) -> None:
    """Keep a round file, byte for byte as well, in place of an earlier one of its round."""
    content = canonical_bytes(round_file)
    values = {
        "agency": round_file.agency,
        "kind": round_file.round.kind.value,
        "year_roc": round_file.round.year_roc,
        "content": content.decode(),
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "issued_at": round_file.issued_at,
        "received_at": at,
        "document": document,
    }
    changed = connection.execute(
        update(round_in).where(round_in.c.round_id == round_file.round.id).values(values)
    )
    if changed.rowcount == 0:
        connection.execute(insert(round_in).values(round_id=round_file.round.id, **values))


def ensure_for_agency(round_file: RoundFile, agency: str | None, path: Path) -> None:
    """Refuse another agency's file. Raises AppError ROUND_FILE_WRONG_AGENCY naming both."""
    if agency is None or agency == round_file.agency:
        return
    day = round_file.round.opens_on
    names = {each.code: each.short_name_on(day) for each in round_file.programme.agencies}
    raise AppError(
        "ROUND_FILE_WRONG_AGENCY",
        file=path,
        expected=_named(agency, names),
        found=_named(round_file.agency, names),
    )


def ensure_fillable(round_file: RoundFile, path: Path) -> None:
    """Refuse a form this version does not have. Raises AppError ROUND_FILE_NEWER_FORM."""
    round_ = round_file.round
    try:
        known = load_form(round_.form_id).version
    except AppError as problem:
        if problem.code != "FORM_UNKNOWN":
            raise
        known = 0
    if known < round_.form_version:
        raise AppError(
            "ROUND_FILE_NEWER_FORM",
            file=path,
            form=round_.form_id,
            version=round_.form_version,
            known=known,
        )


def build_preview(
    round_file: RoundFile, document: SignedDocument, pin: OfficePin | None, now: datetime
) -> RoundFilePreview:
    """What a person decides on before the file is taken in."""
    agency = round_file.programme.agency(round_file.agency)
    return RoundFilePreview(
        round=round_file.round,
        agency=round_file.agency,
        agency_name=agency.name_on(round_file.round.opens_on),
        office_certificate_sha256=document.certificate_sha256,
        fingerprint=format_fingerprint(document.certificate_sha256),
        known_fingerprint=None if pin is None else format_fingerprint(pin.certificate_sha256),
        standing=tell_standing(document, pin),
        is_registry_due=is_registry_due(round_file.registry, now),
    )


@dataclass(frozen=True, slots=True)
class OfficeConfirmation:
    """The fingerprint a person has compared, and whether they agreed to another office."""

    fingerprint: str | None = None
    is_change_agreed: bool = False


def ensure_receivable(
    round_file: RoundFile,
    document: SignedDocument,
    pin: OfficePin | None,
    known: RoundFile | None,
    confirmation: OfficeConfirmation,
    now: datetime,
    path: Path,
    *,
    is_known_ahead: bool = False,
) -> bool:
    """Refuse what may not be taken in, and tell whether its office is to be trusted from now on.

    Raises AppError OFFICE_NOT_CONFIRMED, OFFICE_CHANGED, OFFICE_FINGERPRINT_WRONG, REGISTRY_STALE,
    REGISTRY_ROLLBACK and those of ensure_follows.
    """
    if confirmation.fingerprint is not None:
        ensure_fingerprint(document, confirmation.fingerprint, path)
    standing = tell_standing(document, pin)
    may_confirm = standing is OfficeStanding.NEW or (
        standing is OfficeStanding.CHANGED and confirmation.is_change_agreed
    )
    is_confirming = confirmation.fingerprint is not None and may_confirm
    if not is_confirming:
        ensure_from_office(document, pin, ROUND_FILE, path)
    if known is not None:
        ensure_follows(round_file, known, path, is_known_ahead=is_known_ahead)
    ensure_registry_current(round_file.registry, now, path)
    if pin is not None and not is_confirming:
        ensure_registry_follows(round_file.registry, pin.registry_sequence, path)
    return is_confirming


def ensure_follows(
    round_file: RoundFile, known: RoundFile, path: Path, *, is_known_ahead: bool = False
) -> None:
    """Refuse what would turn a known round back.

    With `is_known_ahead` the known file's date lies in the future (the office's clock was fast):
    it orders nothing, but neither revision nor registry may go back behind it.
    Raises AppError ROUND_FILE_OTHER_ROUND (same id, not the same round), ROUND_FILE_OLDER,
    ROUND_FILE_OLDER_PROGRAMME.
    """
    if round_file.round.nonce != known.round.nonce:
        raise AppError("ROUND_FILE_OTHER_ROUND", file=path, round=round_file.round.title)
    if round_file.programme.version < known.programme.version:
        raise AppError(
            "ROUND_FILE_OLDER_PROGRAMME",
            file=path,
            found=round_file.programme.version,
            known=known.programme.version,
        )
    is_behind = round_file.last_revision < known.last_revision
    if round_file.issued_at < known.issued_at and (is_behind or not is_known_ahead):
        raise AppError(
            "ROUND_FILE_OLDER",
            file=path,
            found=format_taiwan_time(round_file.issued_at),
            known=format_taiwan_time(known.issued_at),
        )


def _named(code: str, names: dict[str, str]) -> str:
    return f"{names[code]}（{code}）" if code in names else code
