"""Received returns as rows of the office's store: every revision, with its signed files."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, Select, func, insert, select, tuple_

from app.models.facts import ReturnCounts
from app.models.received import ReceivedReturn, SignedFile
from app.models.returns import (
    Payload,
    build_control_number,
    canonical_bytes,
)
from app.models.reviews import Decision, ReturnState
from app.models.signatures import Carrier, Verdict
from app.office.review.decisions import load_decisions
from app.store.stored_payloads import read_stored_payload
from app.store.tables.office import (
    carrier_content,
    carrier_file,
    received_return,
    return_payload,
)


@dataclass(frozen=True, slots=True)
class Held:
    """A revision as the rules of the ledger see it."""

    id: int
    revision: int
    payload_sha256: str
    state: ReturnState


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A signed file taken in earlier, and the return it brought."""

    carrier: Carrier
    payload: Payload


def insert_return(
    connection: Connection, payload: Payload, sha256: str, counts: ReturnCounts, at: datetime
) -> int:
    """Take a revision in, to be reviewed. Returns its row id."""
    added = connection.execute(
        insert(received_return).values(
            round_id=payload.round_id,
            agency=payload.agency,
            revision=payload.revision,
            form_sha256=payload.form_sha256,
            payload_sha256=sha256,
            control_number=build_control_number(sha256),
            state=ReturnState.UNDER_REVIEW.value,
            received_at=at,
            projects=counts.projects,
            warnings=counts.warnings,
            behind=counts.behind,
            amendments=counts.amendments,
            nil_projects=counts.nil_projects,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    connection.execute(
        insert(return_payload).values(
            received_return_id=key[0], payload_sha256=sha256, content=canonical_bytes(payload)
        )
    )
    return int(key[0])


def insert_file(
    connection: Connection,
    return_id: int,
    verdict: Verdict,
    content: bytes,
    sha256: str,
    name: str,
    at: datetime,
) -> None:
    """Keep a signed file byte for byte: it is the proof of what was handed in."""
    added = connection.execute(
        insert(carrier_file).values(
            received_return_id=return_id,
            carrier=verdict.carrier.value,
            file_name=name,
            file_sha256=sha256,
            verdict=msgspec.json.encode(verdict).decode(),
            imported_at=at,
        )
    )
    key = added.inserted_primary_key
    assert key is not None
    connection.execute(
        insert(carrier_content).values(carrier_file_id=key[0], file_sha256=sha256, content=content)
    )


def load_held(connection: Connection, round_id: str, agency: str) -> dict[int, Held]:
    """The revisions held of one agency in one round, by revision."""
    table = received_return
    rows = connection.execute(
        select(table.c.id, table.c.revision, table.c.payload_sha256, table.c.state)
        .where(table.c.round_id == round_id, table.c.agency == agency)
        .order_by(table.c.revision)
    )
    return {
        row.revision: Held(row.id, row.revision, row.payload_sha256, ReturnState(row.state))
        for row in rows
    }


def load_form_sha256(connection: Connection, return_id: int) -> str:
    """The digest of the form a return was made on."""
    query = select(received_return.c.form_sha256).where(received_return.c.id == return_id)
    return str(connection.scalars(query).one())


def load_file(connection: Connection, sha256: str) -> KnownFile | None:
    """The return a file of exactly these bytes brought earlier, None for a new file."""
    row = connection.execute(
        _select_with_payload(carrier_file.c.carrier)
        .join(carrier_file)
        .where(carrier_file.c.file_sha256 == sha256)
    ).first()
    if row is None:
        return None
    return KnownFile(Carrier(row.carrier), _read_payload(row))


def load_payload(connection: Connection, payload_sha256: str) -> Payload | None:
    """The payload of a digest or its beginning, None where no return with it was taken in."""
    is_that = received_return.c.payload_sha256.startswith(payload_sha256, autoescape=True)
    row = connection.execute(_select_with_payload().where(is_that)).first()
    return None if row is None else _read_payload(row)


def load_signed_files(
    connection: Connection, round_id: str, agency: str, revision: int
) -> tuple[SignedFile, ...]:
    """The files that brought one revision, workbook first, in the order they came."""
    rows = connection.execute(
        select(carrier_file, carrier_content.c.content)
        .join_from(carrier_file, received_return)
        .join(carrier_content)
        .where(
            received_return.c.round_id == round_id,
            received_return.c.agency == agency,
            received_return.c.revision == revision,
        )
        .order_by(carrier_file.c.id)
    )
    files = (
        SignedFile(
            carrier=Carrier(row.carrier),
            name=row.file_name,
            sha256=row.file_sha256,
            verdict=msgspec.json.decode(row.verdict, type=Verdict),
            imported_at=row.imported_at,
            content=row.content,
        )
        for row in rows
    )
    return tuple(sorted(files, key=lambda each: list(Carrier).index(each.carrier)))


def has_file(connection: Connection, sha256: str) -> bool:
    """Return whether a file of exactly these bytes is held."""
    query = select(carrier_file.c.id).where(carrier_file.c.file_sha256 == sha256)
    return connection.execute(query).first() is not None


def load_carriers(connection: Connection, round_id: str) -> dict[int, tuple[Carrier, ...]]:
    """Which carriers brought each return of a round, by row id, workbook first."""
    rows = connection.execute(
        select(carrier_file.c.received_return_id, carrier_file.c.carrier)
        .join_from(carrier_file, received_return)
        .where(received_return.c.round_id == round_id)
        .distinct()
    )
    found: dict[int, set[Carrier]] = defaultdict(set)
    for return_id, carrier in rows:
        found[return_id].add(Carrier(carrier))
    order = list(Carrier)
    return {key: tuple(sorted(each, key=order.index)) for key, each in found.items()}


def is_latest_of(round_id: str) -> ColumnElement[bool]:
    """The condition that a row is the latest revision of its agency in a round."""
    table = received_return
    latest = (
        select(table.c.agency, func.max(table.c.revision))
        .where(table.c.round_id == round_id)
        .group_by(table.c.agency)
    )
    in_latest = tuple_(table.c.agency, table.c.revision).in_(latest)
    return (table.c.round_id == round_id) & in_latest


def load_latest(connection: Connection, round_id: str) -> dict[str, ReceivedReturn]:
    """The latest revision held of each agency in a round, by agency code."""
    found = _load_where(connection, round_id, is_latest_of(round_id))
    return {each.agency: each for each in found}


def load_accepted(connection: Connection, round_id: str) -> dict[str, Payload]:
    """The last accepted payload of each agency in a round, by agency code."""
    table = received_return
    is_accepted = table.c.state == ReturnState.ACCEPTED.value
    query = _select_with_payload().where(table.c.round_id == round_id, is_accepted)
    rows = {row.agency: row for row in connection.execute(query.order_by(table.c.revision))}
    return {agency: _read_payload(row) for agency, row in rows.items()}


def load_received(connection: Connection, round_id: str, agency: str) -> tuple[ReceivedReturn, ...]:
    """Every revision held of one agency in a round, the first one first."""
    table = received_return
    chosen = (table.c.round_id == round_id) & (table.c.agency == agency)
    return _load_where(connection, round_id, chosen, agency)


def _load_where(
    connection: Connection,
    round_id: str,
    chosen: ColumnElement[bool],
    agency: str | None = None,
) -> tuple[ReceivedReturn, ...]:
    query = _select_with_payload().where(chosen)
    rows = connection.execute(query.order_by(received_return.c.revision)).all()
    carriers = load_carriers(connection, round_id)
    decisions = dict(load_decisions(connection, round_id, agency))  # the last one about each stays
    return tuple(_build_received(row, carriers, decisions) for row in rows)


def _select_with_payload(*more: ColumnElement[Any]) -> Select[Any]:
    query = select(received_return, return_payload.c.content, *more)
    return query.join_from(received_return, return_payload)


def _read_payload(row: Row[Any]) -> Payload:
    return read_stored_payload(
        row.content,
        row.payload_sha256,
        round_id=row.round_id,
        revision=row.revision,
        agency=row.agency,
    )


def _build_received(
    row: Row[Any],
    carriers: Mapping[int, tuple[Carrier, ...]],
    decisions: Mapping[int, Decision],
) -> ReceivedReturn:
    return ReceivedReturn(
        agency=row.agency,
        round_id=row.round_id,
        revision=row.revision,
        payload=_read_payload(row),
        payload_sha256=row.payload_sha256,
        state=ReturnState(row.state),
        received_at=row.received_at,
        carriers=carriers.get(row.id, ()),
        decision=decisions.get(row.id),
    )
