"""What waits for the office on a day, over all rounds."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import Connection, func, select, tuple_

from app.models.day import DayTask, TaskKind
from app.models.enrolment import EnrolmentState
from app.models.programme import Programme
from app.models.reviews import ReturnState
from app.models.rounds import Round, RoundStanding
from app.office.audit_log import load_entries
from app.office.registry.certificates import load_policy, load_registry
from app.office.rounds.file_news import find_news
from app.office.rounds.programme_versions import load_programme
from app.office.rounds.rounds import load_round, load_rounds
from app.store.tables.office import enrolment, received_return

_AWAITED = (RoundStanding.UPCOMING, RoundStanding.OPEN, RoundStanding.DUE)
"""The rounds whose agencies still work."""


def find_tasks(connection: Connection, today: date) -> tuple[DayTask, ...]:
    """What waits: requests first, then round by round, the newest first."""
    waiting = connection.scalar(
        select(func.count())
        .select_from(enrolment)
        .where(enrolment.c.state == EnrolmentState.PENDING.value)
    )
    tasks = [DayTask(kind=TaskKind.ENROLMENTS, count=waiting)] if waiting else []
    states = _load_states(connection)
    for each in load_rounds(connection):
        programme = load_programme(connection, load_round(connection, each.id)[1])
        tasks += _find_in_round(connection, each, programme, states.get(each.id, {}), today)
    return tuple(tasks)


def _find_in_round(
    connection: Connection,
    round_: Round,
    programme: Programme,
    states: dict[str, ReturnState],
    today: date,
) -> Iterator[DayTask]:
    codes = tuple(each.code for each in sorted(programme.agencies, key=lambda each: each.order))

    def task(kind: TaskKind, agencies: tuple[str, ...]) -> DayTask:
        return DayTask(
            kind=kind,
            round_id=round_.id,
            title=round_.title,
            count=len(agencies),
            agencies=agencies,
        )

    found = {
        TaskKind.REVIEW: tuple(
            each for each in codes if states.get(each) is ReturnState.UNDER_REVIEW
        )
    }
    if round_.standing(today) in _AWAITED:
        if today > round_.due_on:
            found[TaskKind.REMIND] = tuple(each for each in codes if each not in states)
        found[TaskKind.ROUND_FILES] = _find_unwritten(connection, round_, codes)
    return (task(kind, agencies) for kind, agencies in found.items() if agencies)


def _find_unwritten(
    connection: Connection, round_: Round, codes: tuple[str, ...]
) -> tuple[str, ...]:
    registry, (_, changed_at) = load_registry(connection), load_policy(connection)
    news = find_news(load_entries(connection, round_.id), registry, changed_at)
    return tuple(each for each in codes if each not in news.written or news.is_stale(each))


def _load_states(connection: Connection) -> dict[str, dict[str, ReturnState]]:
    """The state of every latest revision, by round and agency."""
    table = received_return
    latest = select(table.c.round_id, table.c.agency, func.max(table.c.revision)).group_by(
        table.c.round_id, table.c.agency
    )
    key = tuple_(table.c.round_id, table.c.agency, table.c.revision)
    found: dict[str, dict[str, ReturnState]] = {}
    for row in connection.execute(
        select(table.c.round_id, table.c.agency, table.c.state).where(key.in_(latest))
    ):
        found.setdefault(row.round_id, {})[row.agency] = ReturnState(row.state)
    return found
