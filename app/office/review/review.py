"""Review (審查) at the office: deciding about the latest revision of an agency."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection

from app.bench.forms import load_form_by_digest
from app.errors import AppError
from app.models.agency_names import AgencyNames
from app.models.programme import Programme
from app.models.reviews import Decision, DecisionKind, Remark
from app.models.rounds import Round
from app.office.bench import OfficeBench
from app.office.importing.received_returns import Held, load_form_sha256, load_held
from app.office.review.decision_rules import build_decision, state_after
from app.office.review.decisions import count_comments, insert_decision, load_decisions
from app.office.review.remarks import delete_remarks, restore_remarks
from app.office.rounds.programme_versions import choose_agencies, load_programme
from app.office.rounds.rounds import load_round
from app.office.search.storage import insert_texts
from app.office.search.texts import build_decision_texts


class OfficeReview:
    """Decisions about received returns."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def decide(
        self,
        round_id: str,
        agency: str,
        kind: DecisionKind,
        remarks: Sequence[Remark],
        decided_by: str,
        at: datetime,
        *,
        revision: int | None = None,
    ) -> Decision:
        """Decide about an agency's latest revision.

        The remarks about it are gone then; reopening makes the comments of the decision that is
        taken back remarks again.
        `revision` is the one the reviewer has read: AppError DECISION_OUTDATED when a later one
        came in meanwhile. Raises also ROUND_NOT_FOUND, AGENCY_UNKNOWN, DECISION_NOTHING_RECEIVED
        and those of `build_decision`.
        """
        with self._bench.store.writing() as connection:
            round_, version = load_round(connection, round_id)
            programme = load_programme(connection, version)
            choose_agencies(programme, (agency,))
            held = _load_reviewed(connection, programme, round_, agency, revision)
            form = load_form_by_digest(connection, load_form_sha256(connection, held.id))
            earlier = count_comments(connection, held.id)
            made = build_decision(
                programme, round_, form, held, agency, kind, remarks, decided_by, at,
                earlier_comments=earlier,
            )  # fmt: skip
            _settle_remarks(connection, round_id, held, made)
            insert_decision(connection, held.id, made, state_after(kind))
            insert_texts(connection, held.id, build_decision_texts(made, form), made.decided_at)
            self._bench.note(
                connection,
                "decided",
                round_id,
                actor=made.decided_by,
                agency=agency,
                revision=held.revision,
                kind=kind.value,
                comments=len(made.comments),
            )
        return made


def _load_reviewed(
    connection: Connection, programme: Programme, round_: Round, agency: str, read: int | None
) -> Held:
    """The revision a decision is about; `read` is the one the reviewer has read, if known.

    Raises AppError DECISION_NOTHING_RECEIVED, DECISION_OUTDATED.
    """
    held, names = load_held(connection, round_.id, agency), AgencyNames(programme, round_)
    if not held:
        raise AppError("DECISION_NOTHING_RECEIVED", agency=names.short(agency))
    latest = max(held)
    if read is not None and read != latest:
        raise AppError("DECISION_OUTDATED", agency=names.short(agency), latest=latest)
    return held[latest]


def _settle_remarks(connection: Connection, round_id: str, held: Held, made: Decision) -> None:
    if made.kind is not DecisionKind.REOPEN:
        delete_remarks(connection, held.id)
        return
    *_, taken_back = (
        each
        for return_id, each in load_decisions(connection, round_id, made.agency)
        if return_id == held.id
    )
    restore_remarks(connection, held.id, taken_back.comments)
