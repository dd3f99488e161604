"""The revisions that count in a round, read from their facts."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, func, select

from app.models.received import CountedReturn
from app.models.reviews import ReportBasis, ReturnState
from app.office.facts.storage import load_facts
from app.store.tables.facts import fact_section
from app.store.tables.office import received_return


class Standing(NamedTuple):
    """A revision and what was decided about it last."""

    id: int
    revision: int
    state: ReturnState


def load_states(connection: Connection, round_id: str) -> dict[str, list[Standing]]:
    """Every revision of a round by agency, the first one first."""
    table = received_return
    query = (
        select(table.c.agency, table.c.id, table.c.revision, table.c.state)
        .where(table.c.round_id == round_id)
        .order_by(table.c.agency, table.c.revision)
    )
    found: dict[str, list[Standing]] = {}
    for row in connection.execute(query):
        standing = Standing(row.id, row.revision, ReturnState(row.state))
        found.setdefault(row.agency, []).append(standing)
    return found


def choose_basis(held: Sequence[Standing], basis: ReportBasis) -> Standing | None:
    """The revision that counts of those an agency handed in, None where none does."""
    latest = held[-1]
    if basis is ReportBasis.ALL and latest.state is ReturnState.UNDER_REVIEW:
        return latest
    accepted = [each for each in held if each.state is ReturnState.ACCEPTED]
    return accepted[-1] if accepted else None


def load_counted(connection: Connection, return_ids: Sequence[int]) -> dict[str, CountedReturn]:
    """Returns of a round by agency: one of each."""
    query = select(received_return).where(received_return.c.id.in_(return_ids))
    rows = connection.execute(query).all()
    facts = load_facts(connection, return_ids)
    return {
        each.agency: CountedReturn(
            agency=each.agency,
            round_id=each.round_id,
            revision=each.revision,
            form_sha256=each.form_sha256,
            payload_sha256=each.payload_sha256,
            state=ReturnState(each.state),
            received_at=each.received_at,
            facts=facts[each.id],
        )
        for each in rows
    }


def load_explained(
    connection: Connection, chosen: ColumnElement[bool]
) -> dict[str, dict[str, int]]:
    """The warnings with a reason in each section that holds anything, by agency and section."""
    table = fact_section
    query = (
        select(received_return.c.agency, table.c.section, func.sum(table.c.explained).label("n"))
        .join_from(received_return, table, table.c.return_id == received_return.c.id)
        .where(chosen)
        .group_by(received_return.c.agency, table.c.section)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in connection.execute(query):
        found[row.agency][row.section] = int(row.n)
    return found
