"""Counts of the overview: agencies by state, and the explained warnings of each section."""

from collections.abc import Iterable, Mapping

from app.models.answers import parse_place
from app.models.received import OverviewRow, ReceivedReturn
from app.models.record import Record
from app.models.reviews import ReturnState


class SectionStanding(Record, frozen=True, kw_only=True):
    """One section over all projects of a return: how many warnings were explained in it."""

    explained: int = 0


def count_states(rows: Iterable[OverviewRow]) -> dict[ReturnState, int]:
    """How many agencies are in which state; every state is a key."""
    counts = dict.fromkeys(ReturnState, 0)
    for each in rows:
        counts[each.state] += 1
    return counts


def combine_standings(standings: Iterable[SectionStanding]) -> SectionStanding:
    """Several sections shown as one."""
    return SectionStanding(explained=sum(each.explained for each in standings))


def judge_sections(received: ReceivedReturn) -> Mapping[str, SectionStanding]:
    """The sections of a return that hold values or explained warnings, by section id.

    An accepted file has no errors, so a section is complete or complete with explanations.
    """
    explained: dict[str, int] = {}
    for path in received.payload.data:
        explained.setdefault(parse_place(path).section, 0)
    for finding in received.payload.explained:
        section = parse_place(finding.place).section
        explained[section] = explained.get(section, 0) + 1
    return {key: SectionStanding(explained=count) for key, count in explained.items()}
