"""The returns the office holds: every revision, and the merged round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from app.bench.forms import form_of_round, load_forms
from app.errors import AppError
from app.models.forms import FormSpec, MatrixColumn
from app.models.received import MergedRound, ReceivedReturn, SignedFile
from app.models.returns import Payload
from app.models.reviews import ReportBasis, ReturnState
from app.office.bench import OfficeBench
from app.office.facts.counted import choose_basis, load_counted, load_explained, load_states
from app.office.importing.received_returns import (
    is_latest_of,
    load_payload,
    load_received,
    load_signed_files,
)
from app.office.review.moved_returns import move_return
from app.office.review.standing import SectionStanding, judge_sections
from app.office.rounds.programme_versions import load_programme
from app.office.rounds.rounds import load_round


class ReviewedReturns(NamedTuple):
    """The revisions of an agency, the first one first, all on one form: that of the last."""

    form: FormSpec
    received: tuple[ReceivedReturn, ...]


class OfficeReturns:
    """What was received, for reading."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def received(self, round_id: str, agency: str) -> tuple[ReceivedReturn, ...]:
        """Every revision received of an agency, the first one first."""
        with self._bench.store.reading() as connection:
            return load_received(connection, round_id, agency)

    def signed_files(self, round_id: str, agency: str, revision: int) -> tuple[SignedFile, ...]:
        """The signed files that brought a revision, workbook first; empty for an unknown one."""
        with self._bench.store.reading() as connection:
            return load_signed_files(connection, round_id, agency, revision)

    def find_payload(self, payload_sha256: str) -> Payload | None:
        """The payload received with that digest, or one that begins so.

        Raises AppError STORED_PAYLOAD_DAMAGED.
        """
        with self._bench.store.reading() as connection:
            return load_payload(connection, payload_sha256)

    def merged(self, round_id: str, basis: ReportBasis = ReportBasis.ALL) -> MergedRound:
        """The round as the reports read it: of every agency the revision that counts.

        That is the last accepted one; where returns under review count too, a later one that
        nobody has decided about stands in its place. Sending back removes nothing. An agency that
        counts with nothing is named as 補正中, 待審 or 未報送. What was handed in on an earlier
        form of the round is read as the present one asks. Raises AppError ROUND_NOT_FOUND.
        """
        with self._bench.store.reading() as connection:
            round_, version = load_round(connection, round_id)
            programme = load_programme(connection, version)
            form = form_of_round(connection, round_)
            states = load_states(connection, round_id)
            chosen = tuple(
                each.id for held in states.values() if (each := choose_basis(held, basis))
            )
            counted = load_counted(connection, chosen)
        order = [each.code for each in sorted(programme.agencies, key=lambda each: each.order)]
        idle = {code: held[-1].state for code, held in states.items() if code not in counted}
        return MergedRound(
            programme=programme,
            round=round_,
            form=form,
            returns=tuple(counted[code] for code in order if code in counted),
            missing=tuple(code for code in order if code not in states),
            sent_back=tuple(code for code in order if idle.get(code) is ReturnState.SENT_BACK),
            waiting=tuple(code for code in order if idle.get(code) is ReturnState.UNDER_REVIEW),
            basis=basis,
        )

    def sections(self, round_id: str) -> dict[str, Mapping[MatrixColumn, SectionStanding]]:
        """What the sections of each agency's latest revision hold.

        Raises AppError ROUND_NOT_FOUND.
        """
        with self._bench.store.reading() as connection:
            form = form_of_round(connection, load_round(connection, round_id)[0])
            explained = load_explained(connection, is_latest_of(round_id))
        return {agency: judge_sections(each, form) for agency, each in explained.items()}

    def reviewed(self, round_id: str, agency: str) -> ReviewedReturns:
        """Every revision of an agency as the form of the last one asks, to be read side by side.

        Raises AppError DECISION_NOTHING_RECEIVED without one.
        """
        with self._bench.store.reading() as connection:
            received = load_received(connection, round_id, agency)
            forms = load_forms(connection)
        if not received:
            raise AppError("DECISION_NOTHING_RECEIVED", agency=agency)
        form = forms[received[-1].payload.form_sha256]
        return ReviewedReturns(form, tuple(move_return(each, forms, form) for each in received))
