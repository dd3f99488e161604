"""Facts made anew from the evidence: to be compared with those kept, or to take their place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, select, update

from app.forms.blank_builder import build_blank
from app.forms.form_move import move_payload
from app.models.facts import ReturnFacts
from app.models.forms import FormSpec
from app.models.programme import Programme
from app.models.record import Record
from app.models.rounds import Round
from app.office.facts.building import build_facts
from app.office.facts.storage import delete_facts, find_stray_returns, insert_facts, load_facts
from app.returns.judging.return_context import ReturnContext
from app.store.stored_payloads import read_stored_payload
from app.store.tables.office import received_return, return_payload

COUNTS = "counts"
"""The part of a difference that is in what the overview shows."""


class FactDifference(Record, frozen=True, kw_only=True):
    """Facts that are not those the evidence gives."""

    round_id: str
    """Empty, as `agency`, where the facts are of no return there is."""
    agency: str
    revision: int
    part: str
    """Which facts: a field of `ReturnFacts`, or `counts`."""
    about: tuple[str, ...]
    """The first few: paths of places, projects, codes."""
    count: int


@dataclass
class RoundEvidence:
    """The returns of one round with what they are read against; facts stand on its form."""

    round: Round
    programme: Programme
    forms: Mapping[str, FormSpec]
    _contexts: dict[str, ReturnContext] = field(default_factory=dict)

    def build(self, row: Row[Any]) -> ReturnFacts:
        """The facts of a return. Raises AppError STORED_PAYLOAD_DAMAGED."""
        payload = read_stored_payload(
            row.content,
            row.payload_sha256,
            round_id=row.round_id,
            revision=row.revision,
            agency=row.agency,
        )
        form = self.forms[self.round.form_sha256]
        moved = move_payload(payload, self.forms[payload.form_sha256], form)
        return build_facts(moved, self._context(row.agency, form))

    def _context(self, agency: str, form: FormSpec) -> ReturnContext:
        if agency not in self._contexts:
            blank = build_blank(form, self.programme, self.round, agency)
            self._contexts[agency] = ReturnContext(self.programme, self.round, blank)
        return self._contexts[agency]


def rebuild_round(connection: Connection, evidence: RoundEvidence) -> int:
    """Make the facts of a round anew, and return of how many returns."""
    rebuilt = 0
    for row in _walk(connection, evidence.round.id):
        facts = evidence.build(row)
        delete_facts(connection, row.id)
        insert_facts(connection, row.id, facts)
        counted = msgspec.structs.asdict(facts.count())
        connection.execute(
            update(received_return).where(received_return.c.id == row.id).values(**counted)
        )
        rebuilt += 1
    return rebuilt


def compare_round(connection: Connection, evidence: RoundEvidence) -> Iterator[FactDifference]:
    """What the facts kept of a round differ in from those its evidence gives."""
    for row in _walk(connection, evidence.round.id):
        made, kept = evidence.build(row), load_facts(connection, (row.id,))[row.id]
        counts = made.count()
        for part in ReturnFacts.__struct_fields__:
            odd = _find_odd(getattr(made, part), getattr(kept, part))
            if odd:
                yield _differ(row, part, odd)
        odd = [name for name in counts.__struct_fields__
               if getattr(counts, name) != getattr(row, name)]  # fmt: skip
        if odd:
            yield _differ(row, COUNTS, odd)


def compare_strays(connection: Connection) -> Iterator[FactDifference]:
    """Facts of returns there are none of."""
    for return_id in find_stray_returns(connection):
        yield FactDifference(
            round_id="", agency="", revision=0, part="values", about=(str(return_id),), count=1
        )


def delete_strays(connection: Connection) -> None:
    """Take away facts of returns there are none of."""
    for return_id in find_stray_returns(connection):
        delete_facts(connection, return_id)


def _walk(connection: Connection, round_id: str) -> Iterator[Row[Any]]:
    """The returns of a round with their payloads, one payload in memory at a time."""
    ids = connection.scalars(
        select(received_return.c.id)
        .where(received_return.c.round_id == round_id)
        .order_by(received_return.c.id)
    ).all()
    for each in ids:
        yield connection.execute(
            select(received_return, return_payload.c.content)
            .join_from(received_return, return_payload)
            .where(received_return.c.id == each)
        ).one()


def _find_odd(made: tuple[Any, ...], kept: tuple[Any, ...]) -> list[str]:
    """What is on one side only, by name; the place in the list where only the order differs."""
    if made == kept:
        return []
    one, other = list(map(msgspec.json.encode, made)), list(map(msgspec.json.encode, kept))
    odd = [each for each in made if msgspec.json.encode(each) not in other]
    odd += [each for each in kept if msgspec.json.encode(each) not in one]
    return list(dict.fromkeys(map(_name, odd))) or ["#"]


def _name(fact: Any) -> str:
    for key in ("place", "target", "project", "comment_id", "name", "field"):
        if getattr(fact, key, None):
            return str(getattr(fact, key))
    return "-"


def _differ(row: Row[Any], part: str, odd: list[str]) -> FactDifference:
    return FactDifference(
        round_id=row.round_id,
        agency=row.agency,
        revision=row.revision,
        part=part,
        about=tuple(odd[:5]),
        count=len(odd),
    )
