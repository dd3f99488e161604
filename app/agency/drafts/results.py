"""Evaluation, findings and progress of a draft, each computed once per state of it."""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Final

from app.agency.drafts.basis import DraftBasis
from app.agency.drafts.delta import ReasonKey
from app.forms.check import check_draft
from app.forms.evaluation import Evaluation, evaluate
from app.forms.kept_results import KeptResults
from app.forms.progress import Progress, measure_progress
from app.models.answers import Answers, Place
from app.models.findings import Finding
from app.returns.printable import find_missing


class KeptOfDraft:
    """What was found for each project of a draft on one basis, to be found again if it changed."""

    def __init__(self) -> None:
        self.evaluations: Final = KeptResults[Evaluation]()
        self.findings: Final = KeptResults[tuple[Finding, ...]]()


class DraftResults:
    """`draft.results`: values, findings and progress of one and the same state of the answers."""

    def __init__(
        self,
        basis: DraftBasis,
        answers: Answers,
        reasons: Mapping[ReasonKey, str],
        texts: Mapping[Place, str],
        day: date,
        kept: KeptOfDraft,
    ) -> None:
        self.day: Final = day
        """On which they hold: what lies in the past changes with it."""
        self._basis = basis
        self._answers = answers
        self._reasons = reasons
        self._texts = texts
        self._kept = kept

    @cached_property
    def evaluation(self) -> Evaluation:
        """Answers and computed values."""
        basis = self._basis
        kept = self._kept.evaluations
        return evaluate(basis.blank, basis.programme, basis.round, self._answers, kept)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say about the answers, in reading order."""
        basis = self._basis
        return check_draft(
            basis.blank,
            basis.programme,
            basis.round,
            self._answers,
            self._reasons,
            self.evaluation,
            basis.earlier,
            find_missing,
            self.day,
            self._texts,
            self._kept.findings,
        )

    @cached_property
    def progress(self) -> tuple[Progress, ...]:
        """How far each project is."""
        return measure_progress(self._basis.blank, self._answers, self.findings)
