"""`desk.facts`: the facts of the returns, held against the evidence or made anew from it."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from app.bench.forms import load_forms
from app.errors import Progress
from app.office.bench import OFFICE, OfficeBench
from app.office.facts.rebuilding import (
    FactDifference,
    RoundEvidence,
    compare_round,
    compare_strays,
    delete_strays,
    rebuild_round,
)
from app.office.rounds.programme_versions import load_programme
from app.office.rounds.rounds import load_round, load_rounds
from app.office.search.storage import rebuild_index


class OfficeFacts:
    """The facts the office computes with."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def compare(self, progress: Progress | None = None) -> tuple[FactDifference, ...]:
        """What the facts differ in from those this program makes of the evidence.

        Raises AppError STORED_PAYLOAD_DAMAGED.
        """
        found: list[FactDifference] = []
        with self._bench.store.reading() as connection:
            for evidence in _walk_rounds(connection, progress):
                found += compare_round(connection, evidence)
            found += compare_strays(connection)
        return tuple(found)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Make all facts anew in one transaction, and return of how many returns.

        Raises AppError STORED_PAYLOAD_DAMAGED.
        """
        with self._bench.store.writing() as connection:
            delete_strays(connection)
            number = sum(
                rebuild_round(connection, each) for each in _walk_rounds(connection, progress)
            )
            rebuild_index(connection)
            self._bench.note(connection, "facts_rebuilt", OFFICE, returns=number)
        return number


def _walk_rounds(connection: Connection, progress: Progress | None) -> Iterator[RoundEvidence]:
    forms, rounds = load_forms(connection), load_rounds(connection)
    for number, each in enumerate(rounds):
        if progress is not None:
            progress(number, len(rounds), each.title)
        version = load_round(connection, each.id)[1]
        yield RoundEvidence(each, load_programme(connection, version), forms)
