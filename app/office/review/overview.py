"""The overview of a round: one row for each agency of the programme, in appendix order."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, select

from app.models.programme import Agency, Programme
from app.models.received import OverviewRow
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.importing.received_returns import is_latest_of, load_carriers
from app.office.review.standing import date_row
from app.store.tables.office import received_return


def load_overview(
    connection: Connection, programme: Programme, round_: Round, today: date
) -> tuple[OverviewRow, ...]:
    """How far each agency is on that day."""
    query = select(received_return).where(is_latest_of(round_.id))
    latest = {row.agency: row for row in connection.execute(query)}
    carriers = load_carriers(connection, round_.id)
    agencies = sorted(programme.agencies, key=lambda each: each.order)
    return tuple(
        _build_row(agency, programme, latest.get(agency.code), carriers, round_.due_on, today)
        for agency in agencies
    )


def _build_row(
    agency: Agency,
    programme: Programme,
    row: Row[Any] | None,
    carriers: dict[int, tuple[Carrier, ...]],
    due_on: date,
    today: date,
) -> OverviewRow:
    if row is None:
        missing = OverviewRow(
            agency=agency.code,
            state=ReturnState.NOT_RECEIVED,
            revision=None,
            received_at=None,
            days_overdue=0,
            projects=len(programme.projects_of(agency.code)),
            warnings=0,
            behind=0,
            amendments=0,
            nil_projects=0,
            carriers=(),
        )
        return date_row(missing, due_on, today)
    return OverviewRow(
        agency=agency.code,
        state=ReturnState(row.state),
        revision=row.revision,
        received_at=row.received_at,
        days_overdue=0,
        projects=row.projects,
        warnings=row.warnings,
        behind=row.behind,
        amendments=row.amendments,
        nil_projects=row.nil_projects,
        carriers=carriers.get(row.id, ()),
    )
