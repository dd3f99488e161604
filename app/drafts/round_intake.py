"""Taking in round files: which ones an agency's store accepts, and where they are kept."""

import hashlib
from datetime import datetime
from pathlib import Path

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.errors import AppError
from app.forms.form_loader import load_form
from app.models.db.rows_agency import round_in
from app.models.periods import format_roc_timestamp
from app.models.returns import canonical_bytes
from app.models.rounds import RoundFile

_decoder = msgspec.json.Decoder(RoundFile)


def load_round_files(connection: Connection) -> tuple[RoundFile, ...]:
    """Every round the store knows, the one due last first."""
    found = (_decoder.decode(each) for each in connection.scalars(select(round_in.c.content)))
    return tuple(sorted(found, key=lambda each: (each.round.due_on, each.round.id), reverse=True))


def save_round_file(connection: Connection, round_file: RoundFile, at: datetime) -> None:
    """Keep a round file in place of an earlier one of its round."""
    content = canonical_bytes(round_file)
    values = {
        "agency": round_file.agency,
        "kind": round_file.round.kind.value,
        "year_roc": round_file.round.year_roc,
        "content": content.decode(),
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "issued_at": round_file.issued_at,
        "received_at": at,
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


def ensure_follows(round_file: RoundFile, known: RoundFile, path: Path) -> None:
    """Refuse what would turn a known round back.

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
    is_older = round_file.issued_at < known.issued_at
    if is_older or round_file.registry.sequence < known.registry.sequence:
        raise AppError(
            "ROUND_FILE_OLDER",
            file=path,
            found=format_roc_timestamp(round_file.issued_at),
            known=format_roc_timestamp(known.issued_at),
        )


def _named(code: str, names: dict[str, str]) -> str:
    return f"{names[code]}（{code}）" if code in names else code
