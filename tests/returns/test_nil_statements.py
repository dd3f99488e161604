"""Nil statements in a signed pair: printed where they are made, read back, and held to one form."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.forms.check import check_draft
from app.forms.field_types import ParseProblem, field_type
from app.forms.nil_statements import NIL_FIELD, is_covered
from app.models.answers import Answers, Place, nil_place
from app.models.returns import NilStatement, Payload
from app.returns.judging.binding import check_binding
from app.returns.pdf.writer import write_pdf
from app.returns.verification import verify_file
from tests.returns.pdf.forged_pdfs import sign_all
from tests.returns.sample import NASTY, Sample, answers, blank, sample, signed_workbook, trust
from tests.support.effort import share_of_examples

BLANK = blank()
FIRST, SECOND = BLANK.project_ids[:2]
REASON = NASTY + "，補助款未核撥" * 50


def _made(*stated: str | None, reason: str = REASON) -> Sample:
    """A return with nil statements for some projects (None: the agency), the others filled in."""
    statements = {nil_place(each): reason for each in stated}
    claimed = Answers(statements)
    kept = {
        place: value
        for section in BLANK.sections
        if not is_covered(claimed, section)
        for place, value in answers(BLANK).items()
        if (place.project, place.section) == (section.project_id, section.spec.id)
    }
    return sample(the_answers=Answers({**kept, **statements}))


@pytest.mark.parametrize("stated", [(FIRST,), (None,), (SECOND, None, FIRST)], ids=str)
def test_a_signed_pair_brings_nil_statements_to_the_office(stated: tuple[str | None, ...]) -> None:
    made = _made(*stated)
    assert {each.project for each in made.payload.nil_statements} == set(stated)
    assert not any("#nil" in path for path in made.payload.data)
    the_trust = trust(made.round)
    pair = (
        ("r.xlsx", signed_workbook(made)),
        ("r.pdf", sign_all(write_pdf(made.payload, made.document), made.round.required_roles)),
    )
    for name, content in pair:
        verification = verify_file(content, name, the_trust)
        assert (name, verification.verdict.reasons) == (name, ())
        assert verification.payload == made.payload
        assert verification.payload.answers() == made.evaluation.answers


def test_what_a_nil_statement_stands_in_for_prints_it_with_its_reason() -> None:
    made = _made(FIRST, reason="補助款\n未核撥。")
    chapter = next(each for each in made.document.chapters if each.project_id == FIRST)
    statement, *others = chapter.sections
    assert [each.value.text for each in statement.entries] == ["補助款\n未核撥。"]
    remarks = {each.id: each.remark for each in others}
    for each in ("budget", "indicators", "qualitative", "results", "highlights", "delay"):
        assert remarks[each] == "本期無執行：補助款 未核撥。"
    assert not remarks["basic"]
    other = next(each for each in made.document.chapters if each.project_id == SECOND)
    assert "本期無執行" not in {each.title for each in other.sections}


def test_a_statement_of_the_agency_is_the_remark_of_every_project() -> None:
    made = _made(None, reason="機關整併。")
    for chapter in made.document.chapters:
        remarks = {each.remark for each in chapter.sections}
        assert "本期無執行：機關整併。" in remarks
    assert made.document.chapters[0].sections[0].title == "本期無執行"


def test_values_beside_a_statement_are_printed_not_hidden() -> None:
    claimed = answers(BLANK).changed({nil_place(FIRST): "補助款未核撥。"})
    made = sample(the_answers=claimed)
    chapter = next(each for each in made.document.chapters if each.project_id == FIRST)
    paid = Place(FIRST, "budget", None, "paid").path
    printed = {
        entry.value.place: entry.value.text for each in chapter.sections for entry in each.entries
    }
    assert printed[paid] == "9,999"
    found = check_draft(BLANK, trust().programme, made.round, claimed)
    assert "F118" in {each.code for each in found}


def _twice(payload: Payload) -> Payload:
    data = payload.data | {nil_place(FIRST).path: REASON}
    return replace(payload, data=data)


def _backwards(payload: Payload) -> Payload:
    return replace(payload, nil_statements=payload.nil_statements[::-1])


def _without_reason(payload: Payload) -> Payload:
    return replace(payload, nil_statements=(NilStatement(project=FIRST, reason=""),))


def _of_a_stranger(payload: Payload) -> Payload:
    return replace(payload, nil_statements=(NilStatement(project="P99", reason="無"),))


@pytest.mark.parametrize("forge", [_twice, _backwards, _without_reason, _of_a_stranger])
def test_a_payload_with_nil_statements_of_another_form_is_refused(
    forge: Callable[[Payload], Payload],
) -> None:
    made = _made(FIRST, SECOND)
    the_trust = trust(made.round)
    assert "SCHEMA_INVALID" not in _codes(made.payload, the_trust)
    assert "SCHEMA_INVALID" in _codes(forge(made.payload), the_trust)


def _codes(payload: Payload, the_trust: object) -> set[str]:
    return {each.code for each in check_binding(payload, (), the_trust)}  # type: ignore[arg-type]


@share_of_examples(0.1)
@given(st.text(min_size=1, max_size=500))
def test_any_reason_an_officer_can_type_comes_back_from_the_workbook(text: str) -> None:
    try:
        reason = field_type(NIL_FIELD, BLANK.form).parse(text)
    except ParseProblem:
        return
    if not isinstance(reason, str):
        return
    made = _made(FIRST, reason=reason)
    verification = verify_file(signed_workbook(made), "r.xlsx", trust(made.round))
    assert verification.payload == made.payload
