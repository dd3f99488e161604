"""Facts made anew from the evidence: to be compared with those kept, or to take their place."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
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
from app.models.search import TextFact
from app.office.facts.building import build_facts
from app.office.facts.storage import delete_facts, find_stray_returns, insert_facts, load_facts
from app.office.review.decisions import load_decisions
from app.office.search.storage import (
    DECIDED,
    delete_texts,
    find_stray_texts,
    find_unindexed,
    load_texts,
    replace_texts,
)
from app.office.search.texts import build_decision_texts
from app.returns.judging.return_context import ReturnContext
from app.store.stored_payloads import read_stored_payload
from app.store.tables.office import received_return, return_payload

COUNTS = "counts"
"""The part of a difference that is in what the overview shows."""
DECISIONS = "decisions"
"""The part of a difference that is in the texts of decisions."""
INDEX = "index"
"""The part of a difference that is in the index of the texts."""
_MOST = 5
"""How many places a difference names."""


class FactDifference(Record, frozen=True, kw_only=True):
    """Facts that are not those the evidence gives."""

    round_id: str
    """Empty, as `agency`, where the facts are of no return there is."""
    agency: str
    revision: int
    part: str
    """Which facts: a field of `ReturnFacts`, `counts`, `decisions` or `index`."""
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
    rebuilt, decided = 0, _load_decided(connection, evidence)
    for row in _walk(connection, evidence.round.id):
        facts = evidence.build(row)
        delete_facts(connection, row.id)
        insert_facts(connection, row.id, facts)
        handed_in = ((row.received_at, each) for each in facts.texts)
        replace_texts(connection, row.id, (*handed_in, *decided[row.id]))
        counted = msgspec.structs.asdict(facts.count())
        connection.execute(
            update(received_return).where(received_return.c.id == row.id).values(**counted)
        )
        rebuilt += 1
    return rebuilt


def compare_round(connection: Connection, evidence: RoundEvidence) -> Iterator[FactDifference]:
    """What the facts kept of a round differ in from those its evidence gives."""
    decided = _load_decided(connection, evidence)
    for row in _walk(connection, evidence.round.id):
        made, kept = evidence.build(row), load_facts(connection, (row.id,))[row.id]
        counts = made.count()
        said = _in_order(each for _, each in decided[row.id])
        odd = _find_odd(said, _in_order(load_texts(connection, (row.id,), DECIDED)[row.id]))
        if odd:
            yield _differ(row, DECISIONS, odd)
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
        yield _differ_nowhere("values", (str(return_id),))
    for return_id in find_stray_texts(connection):
        yield _differ_nowhere("texts", (str(return_id),))
    unindexed = sorted(find_unindexed(connection))
    if unindexed:
        yield _differ_nowhere(INDEX, tuple(map(str, unindexed)))


def delete_strays(connection: Connection) -> None:
    """Take away facts of returns there are none of."""
    for return_id in find_stray_returns(connection):
        delete_facts(connection, return_id)
    for return_id in find_stray_texts(connection):
        delete_texts(connection, return_id)


def _in_order(texts: Iterable[TextFact]) -> tuple[TextFact, ...]:
    """The texts in one order, for two decisions may be of one moment."""
    return tuple(sorted(texts, key=lambda each: (each.kind, each.place or "", each.text)))


def _load_decided(
    connection: Connection, evidence: RoundEvidence
) -> defaultdict[int, list[tuple[datetime, TextFact]]]:
    """What the decisions about the returns of a round say and when, by row id."""
    query = select(received_return.c.id, received_return.c.form_sha256)
    about = received_return.c.round_id == evidence.round.id
    forms = {
        row.id: evidence.forms[row.form_sha256] for row in connection.execute(query.where(about))
    }
    found: defaultdict[int, list[tuple[datetime, TextFact]]] = defaultdict(list)
    for return_id, made in load_decisions(connection, evidence.round.id):
        texts = build_decision_texts(made, forms[return_id])
        found[return_id] += [(made.decided_at, each) for each in texts]
    return found


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


def _differ_nowhere(part: str, about: tuple[str, ...]) -> FactDifference:
    return FactDifference(
        round_id="", agency="", revision=0, part=part, about=about[:_MOST], count=len(about)
    )


def _differ(row: Row[Any], part: str, odd: list[str]) -> FactDifference:
    return FactDifference(
        round_id=row.round_id,
        agency=row.agency,
        revision=row.revision,
        part=part,
        about=tuple(odd[:_MOST]),
        count=len(odd),
    )
