"""Checking the content of a verified return, by the same form and rules as the agency's."""

from typing import TYPE_CHECKING

from app.errors import AppError
from app.forms.check import check_draft
from app.forms.evaluation import Evaluation
from app.models.facts import ReturnFacts
from app.models.findings import Finding, Severity
from app.models.returns import Payload
from app.office.facts.building import build_facts, reasons_of
from app.returns.judging.return_context import ReturnContext, find_context
from app.returns.judging.trust_context import TrustContext
from app.returns.printable import find_missing

if TYPE_CHECKING:  # loaded with the first file
    from app.returns.verification import Verification


def check_content(
    payload: Payload, context: ReturnContext, evaluation: Evaluation | None = None
) -> ReturnFacts:
    """Check a payload; its facts are returned.

    `evaluation` is of the payload's own answers, where verifying has made it already.
    Warnings do not stand in the way here: the reviewer sees them with their reasons.
    Raises AppError RETURN_HAS_ERRORS.
    """
    evaluation = evaluation or context.evaluate(payload.answers())
    findings = check_draft(
        context.blank,
        context.programme,
        context.round,
        evaluation.answers,
        reasons_of(payload),
        evaluation,
        coverage=find_missing,
    )
    _ensure_no_errors(findings)
    return build_facts(payload, context, evaluation, findings)


def ensure_content(verification: "Verification", trust: TrustContext) -> None:
    """Check the payload of a file that is signed well. Raises AppError RETURN_HAS_ERRORS."""
    payload = verification.payload
    assert payload is not None  # a good verdict is a verdict on a payload
    context = find_context(payload.round_id, payload.agency, trust)
    check_content(payload, context, verification.evaluation)


def _ensure_no_errors(findings: tuple[Finding, ...]) -> None:
    errors = [each for each in findings if each.severity is Severity.ERROR]
    if errors:
        words = errors[0].params
        raise AppError(
            "RETURN_HAS_ERRORS",
            count=len(errors),
            finding=errors[0].code,
            place="／".join(words[each] for each in ("project", "section", "label")),
        )
