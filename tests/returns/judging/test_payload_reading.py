"""Both files of a return carry one payload: it is evaluated and laid out once for the pair."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app.forms.evaluation import evaluate
from app.models.signatures import SignerRole
from app.returns.judging import return_context
from app.returns.layouts.v1.builder import build_document
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.verification import verify_file
from app.returns.workbook import verification as workbook_verification
from tests.returns.sample import SIGNED_AT, key, sample, signed_workbook, trust


class Counted:
    """A function that notes how often it was called."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self.function = function
        self.calls = 0

    def __call__(self, *arguments: Any, **named: Any) -> Any:
        self.calls += 1
        return self.function(*arguments, **named)


@pytest.fixture
def evaluating(monkeypatch: pytest.MonkeyPatch) -> Counted:
    counted = Counted(evaluate)
    monkeypatch.setattr(return_context, "evaluate", counted)
    return counted


@pytest.mark.slow
def test_the_second_file_of_a_return_is_not_evaluated_and_laid_out_again(
    monkeypatch: pytest.MonkeyPatch, evaluating: Counted
) -> None:
    laying_out = Counted(build_document)
    monkeypatch.setattr(workbook_verification, "build_document", laying_out)
    made = sample()
    held = trust(made.round)
    role = SignerRole.PREPARER
    pages = write_pdf(made.payload, made.document)
    pdf = sign_pdf(pages, key(role.value), role, SIGNED_AT)
    from_pdf = verify_file(pdf, "r.pdf", held)
    from_workbook = verify_file(signed_workbook(made), "r.xlsx", held)
    assert from_pdf.verdict.is_good
    assert from_workbook.verdict.is_good
    assert from_workbook.evaluation is from_pdf.evaluation
    assert (evaluating.calls, laying_out.calls) == (1, 0)


def test_another_payload_of_the_agency_is_read_for_itself(evaluating: Counted) -> None:
    made = sample()
    context = return_context.find_context(made.round.id, made.payload.agency, trust(made.round))
    later = msgspec.structs.replace(made.payload, revision=2)
    readings = [context.read(each) for each in (made.payload, later, made.payload)]
    assert [each.payload.revision for each in readings] == [1, 2, 1]
    assert evaluating.calls == 3  # only the latest is kept
