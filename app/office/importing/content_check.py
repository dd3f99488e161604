"""Checking the content of a verified return, by the same form and rules as the agency's."""

from typing import TYPE_CHECKING

from app.errors import AppError
from app.forms.check import check_draft
from app.forms.evaluation import Evaluation
from app.forms.iteration import role_places
from app.forms.nil_statements import nil_projects
from app.models.findings import Finding, Severity
from app.models.forms import FieldRole
from app.models.received import ReturnCounts
from app.models.returns import Payload
from app.returns.judging.return_context import ReturnContext, find_context
from app.returns.judging.trust_context import TrustContext
from app.returns.printable import find_missing

if TYPE_CHECKING:  # loaded with the first file
    from app.returns.verification import Verification


def check_content(
    payload: Payload, context: ReturnContext, evaluation: Evaluation | None = None
) -> ReturnCounts:
    """Check a payload; what the overview shows about it is returned.

    `evaluation` is of the payload's own answers, where verifying has made it already.
    Warnings do not stand in the way here: the reviewer sees them with their reasons.
    Raises AppError RETURN_HAS_ERRORS.
    """
    evaluation = evaluation or context.evaluate(payload.answers())
    blank, answers = context.blank, evaluation.answers
    reasons = {(each.code, each.place): each.reason for each in payload.explained}
    findings = check_draft(
        blank,
        context.programme,
        context.round,
        answers,
        reasons,
        evaluation,
        coverage=find_missing,
    )
    _ensure_no_errors(findings)
    return ReturnCounts(
        projects=len(blank.project_ids),
        warnings=len(_warned_places(findings) | set(reasons)),
        behind=sum(evaluation.is_behind(each) for each in blank.project_ids),
        nil_projects=len(nil_projects(blank, answers)),
        amendments=sum(
            len(tuple(role_places(blank, answers, each, FieldRole.AMENDED_FIELD)))
            for each in blank.project_ids
        ),
    )


def ensure_content(verification: "Verification", trust: TrustContext) -> None:
    """Check the payload of a file that is signed well. Raises AppError RETURN_HAS_ERRORS."""
    payload = verification.payload
    assert payload is not None  # a good verdict is a verdict on a payload
    context = find_context(payload.round_id, payload.agency, trust)
    check_content(payload, context, verification.evaluation)


def _warned_places(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    """Code and place of each warning; the agency knows last year's figures and may have more."""
    return {(each.code, each.place.path) for each in findings if each.severity is Severity.WARNING}


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
