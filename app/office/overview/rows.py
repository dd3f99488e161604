"""The overview of a round: one row for each agency of the programme, in appendix order."""

from collections.abc import Iterable
from datetime import date, datetime

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, and_, case, func, select

from app.models.periods import taiwan_day
from app.models.programme import Agency, Programme
from app.models.progress import FigureState
from app.models.received import OverviewRow, Progress, ProjectLine
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.office.importing.received_returns import is_latest_of, load_carriers
from app.office.review.standing import date_row, days_after
from app.store.tables.facts import fact_project, fact_target
from app.store.tables.office import received_return

_MET = frozenset({FigureState.MET, FigureState.COMPLETED})
_NOT_JUDGED = frozenset({FigureState.NO_TARGET, FigureState.NOT_DUE, FigureState.ENDED})
_NOTHING = Progress()


def load_overview(
    connection: Connection, programme: Programme, round_: Round, today: date
) -> tuple[OverviewRow, ...]:
    """How far each agency is on that day."""
    held = {each.agency: each for each in _load_held(connection, round_)}
    agencies = sorted(programme.agencies, key=lambda each: each.order)
    return tuple(
        held.get(each.code) or _build_missing(each, programme, round_.due_on, today)
        for each in agencies
    )


def load_lines(connection: Connection, round_id: str, agency: str) -> tuple[ProjectLine, ...]:
    """The projects of an agency as its latest revision reports them, in appendix order."""
    chosen = and_(is_latest_of(round_id), received_return.c.agency == agency)
    table = fact_project
    query = (
        select(table)
        .join_from(received_return, table, table.c.return_id == received_return.c.id)
        .where(chosen)
        .order_by(table.c.project)
    )
    judged = _count_targets(connection, chosen, by_project=True)
    return tuple(
        ProjectLine(
            project=row.project,
            is_nil=row.is_nil,
            state=None if row.state is None else FigureState(row.state),
            warnings=row.warnings,
            amendments=row.changes,
            progress=replace(
                judged.get(row.project, _NOTHING),
                executed_ntd=row.executed_ntd,
                allocated_ntd=row.allocated_ntd,
            ),
        )
        for row in connection.execute(query)
    )


def _load_held(connection: Connection, round_: Round) -> Iterable[OverviewRow]:
    chosen = is_latest_of(round_.id)
    first = _load_first(connection, round_.id)
    carriers = load_carriers(connection, round_.id)
    progress = _load_progress(connection, chosen)
    for row in connection.execute(select(received_return).where(chosen)):
        yield OverviewRow(
            agency=row.agency,
            state=ReturnState(row.state),
            revision=row.revision,
            received_at=row.received_at,
            days_late=days_after(round_.due_on, taiwan_day(first[row.agency])),
            progress=progress.get(row.agency, _NOTHING),
            projects=row.projects,
            warnings=row.warnings,
            behind=row.behind,
            amendments=row.amendments,
            nil_projects=row.nil_projects,
            carriers=carriers.get(row.id, ()),
        )


def _build_missing(agency: Agency, programme: Programme, due_on: date, today: date) -> OverviewRow:
    missing = OverviewRow(
        agency=agency.code,
        state=ReturnState.NOT_RECEIVED,
        revision=None,
        received_at=None,
        days_late=0,
        projects=len(programme.projects_of(agency.code)),
        warnings=0,
        behind=0,
        amendments=0,
        nil_projects=0,
        carriers=(),
    )
    return date_row(missing, due_on, today)


def _load_first(connection: Connection, round_id: str) -> dict[str, datetime]:
    """When the first revision of each agency came: lateness is not mended by a later one."""
    table = received_return
    query = (
        select(table.c.agency, func.min(table.c.received_at).label("at"))
        .where(table.c.round_id == round_id)
        .group_by(table.c.agency)
    )
    return {row.agency: row.at for row in connection.execute(query)}


def _load_progress(connection: Connection, chosen: ColumnElement[bool]) -> dict[str, Progress]:
    """The sums of each agency; what none of its projects reports stays None."""
    table = fact_project
    query = (
        select(
            received_return.c.agency,
            func.sum(table.c.executed_ntd).label("executed_ntd"),
            func.sum(table.c.allocated_ntd).label("allocated_ntd"),
        )
        .join_from(received_return, table, table.c.return_id == received_return.c.id)
        .where(chosen)
        .group_by(received_return.c.agency)
    )
    judged = _count_targets(connection, chosen, by_project=False)
    return {
        row.agency: replace(
            judged.get(row.agency, _NOTHING),
            executed_ntd=_whole(row.executed_ntd),
            allocated_ntd=_whole(row.allocated_ntd),
        )
        for row in connection.execute(query)
    }


def _whole(amount: object) -> int | None:
    """PostgreSQL adds whole numbers up to a decimal."""
    return None if amount is None else int(str(amount))


def _count_targets(
    connection: Connection, chosen: ColumnElement[bool], *, by_project: bool
) -> dict[str, Progress]:
    """The targets met and judged, by project or by agency."""
    table = fact_target
    key = table.c.project if by_project else received_return.c.agency
    query = (
        select(
            key.label("key"),
            func.count().label("judged"),
            func.sum(case((table.c.state.in_(_MET), 1), else_=0)).label("met"),
        )
        .join_from(received_return, table, table.c.return_id == received_return.c.id)
        .where(chosen, table.c.state.is_not(None), table.c.state.not_in(_NOT_JUDGED))
        .group_by(key)
    )
    return {
        row.key: Progress(met=int(row.met), judged=int(row.judged))
        for row in connection.execute(query)
    }
