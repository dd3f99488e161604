"""What the rules make of a draft's answers, each worked out once per state of the answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.agency.drafts.basis import DraftBasis
from app.agency.drafts.change import ReasonKey
from app.models.answers import Answers

if TYPE_CHECKING:  # loaded when findings are asked for, so that a home page opens at once
    from app.forms.evaluation import Evaluation
    from app.forms.progress import Progress
    from app.models.findings import Finding


class DraftResults:
    """Computed values, findings and progress of one state of the answers."""

    def __init__(
        self, basis: DraftBasis, answers: Answers, reasons: Mapping[ReasonKey, str]
    ) -> None:
        self._basis = basis
        self._answers = answers
        self._reasons = reasons
        self._evaluation: Evaluation | None = None
        self._findings: tuple[Finding, ...] | None = None
        self._progress: tuple[Progress, ...] | None = None

    def evaluation(self) -> Evaluation:
        """Computed values."""
        if self._evaluation is None:
            from app.forms.evaluation import evaluate

            basis = self._basis
            self._evaluation = evaluate(basis.blank, basis.programme, basis.round, self._answers)
        return self._evaluation

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say, in reading order."""
        if self._findings is None:
            from app.forms.check import check_draft

            basis = self._basis
            self._findings = check_draft(
                basis.blank, basis.programme, basis.round, self._answers, self._reasons
            )
        return self._findings

    def progress(self) -> tuple[Progress, ...]:
        """How far each project is."""
        if self._progress is None:
            from app.forms.progress import measure_progress

            self._progress = measure_progress(self._basis.blank, self._answers, self.findings())
        return self._progress
