"""The forms of a store's rounds, by the digest of what they mean."""

from datetime import datetime
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, insert, select

from app.forms.meaning import form_sha256
from app.models.forms import FormSpec
from app.models.returns import canonical_bytes
from app.models.rounds import Round
from app.store.tables.common import form as form_table


def keep_form(connection: Connection, form: FormSpec, at: datetime) -> str:
    """Keep a form and return its digest; one of the same meaning stays as it came first."""
    digest = form_sha256(form)
    known = select(form_table.c.form_sha256).where(form_table.c.form_sha256 == digest)
    if connection.scalar(known) is None:
        connection.execute(
            insert(form_table).values(
                form_sha256=digest,
                form_id=form.id,
                version=form.version,
                stored_at=at,
                content=canonical_bytes(form).decode(),
            )
        )
    return digest


def form_of_round(connection: Connection, round_: Round) -> FormSpec:
    """The form a round asks for: the one way to a form once the round is open."""
    return load_form_by_digest(connection, round_.form_sha256)


def load_form_by_digest(connection: Connection, digest: str) -> FormSpec:
    """The form of that digest; every round and return in a store has its own there."""
    query = select(form_table.c.content).where(form_table.c.form_sha256 == digest)
    return _decode(connection.scalars(query).one())


def load_forms(connection: Connection) -> dict[str, FormSpec]:
    """Every form of the store by its digest."""
    rows = connection.execute(select(form_table.c.form_sha256, form_table.c.content))
    return {row.form_sha256: _decode(row.content) for row in rows}


@lru_cache(maxsize=16)  # the blanks of a batch are built from one and the same form
def _decode(content: str) -> FormSpec:
    return msgspec.json.decode(content, type=FormSpec)
