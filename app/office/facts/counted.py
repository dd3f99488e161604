"""The revisions that count in a round, read from their facts."""

from collections import defaultdict

from sqlalchemy import ColumnElement, Connection, func, select

from app.models.received import CountedReturn
from app.models.reviews import ReturnState
from app.office.facts.storage import load_facts
from app.store.tables.facts import fact_section
from app.store.tables.office import received_return


def load_counted(connection: Connection, chosen: ColumnElement[bool]) -> dict[str, CountedReturn]:
    """The chosen returns of a round by agency: one of each."""
    rows = connection.execute(select(received_return).where(chosen)).all()
    facts = load_facts(connection, (each.id for each in rows))
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
