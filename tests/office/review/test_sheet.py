from datetime import UTC, datetime

import msgspec
import pytest

from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.forms import MatrixColumn
from app.models.money import MoneyUnit
from app.models.programme import Programme
from app.models.received import OverviewRow, ReceivedReturn
from app.models.returns import AnsweredComment, AttachmentDigest, ExplainedFinding
from app.models.reviews import CommentAnswerKind, Decision, DecisionKind, ReturnState, ReviewComment
from app.office.facts.building import build_facts
from app.office.review.sheet import (
    ReviewRow,
    ReviewSheet,
    build_review_sheet,
    choose_baseline,
)
from app.office.review.standing import count_states, judge_sections
from app.programme.catalogue_loader import load_catalogue
from app.returns.judging.return_context import ReturnContext
from tests.returns.attachments.test_rules import attachment
from tests.support.merged_rounds import build_received, build_round

AVAILABLE = Place("P26", "budget", None, "available")
NARRATIVE = Place("P26", "results", None, "narrative")
CASE = Place("P26", "highlights", "a1", "title")
CASES = Place("P26", "highlights", None, ROWS)
WRITTEN = datetime(2026, 2, 11, tzinfo=UTC)


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_catalogue()


@pytest.fixture(scope="module")
def context(programme: Programme) -> ReturnContext:
    round_ = build_round()
    return ReturnContext(
        programme, round_, build_blank(load_form(round_.form_id), programme, round_, "MOTC")
    )


def received(
    programme: Programme,
    values: dict[Place, StoredValue],
    revision: int = 1,
    state: ReturnState = ReturnState.UNDER_REVIEW,
    comments: tuple[ReviewComment, ...] = (),
    explained: tuple[ExplainedFinding, ...] = (),
    answers: tuple[AnsweredComment, ...] = (),
) -> ReceivedReturn:
    first = build_received(
        programme, build_round(), "MOTC", Answers(values), state=state, explained=explained
    )
    decision = None
    if state is ReturnState.SENT_BACK:
        decision = Decision(
            agency="MOTC", round_id=first.round_id, revision=revision,
            kind=DecisionKind.SEND_BACK, decided_by="王審查", decided_at=WRITTEN,
            comments=comments,
        )  # fmt: skip
    payload = msgspec.structs.replace(first.payload, comment_answers=answers)
    return msgspec.structs.replace(first, revision=revision, decision=decision, payload=payload)


def said(place: str | None, text: str = "請補充。") -> ReviewComment:
    return ReviewComment(id="r1-1", place=place, text=text, author="王審查", written_at=WRITTEN)


def row_at(sheet: ReviewSheet, place: Place) -> ReviewRow:
    (found,) = [each for each in sheet.rows if each.place == place]
    return found


def test_a_first_return_has_no_baseline_and_no_changes(
    programme: Programme, context: ReturnContext
) -> None:
    only = received(programme, {AVAILABLE: 9_200_000})
    sheet = build_review_sheet(context, (only,), only, MoneyUnit.TEN_THOUSAND)
    assert sheet.baseline is None
    assert not any(each.is_changed for each in sheet.rows)
    row = row_at(sheet, AVAILABLE)
    assert (row.label, row.text, row.before) == ("可支用預算數（萬元）", "920", "")


def test_computed_values_stand_beside_entered_ones(
    programme: Programme, context: ReturnContext
) -> None:
    only = received(programme, {AVAILABLE: 9_200_000})
    sheet = build_review_sheet(context, (only,), only)
    name = row_at(sheet, Place("P26", "basic", None, "project_name"))
    assert name.is_computed
    assert name.text == programme.project("P26").name


def test_the_last_accepted_revision_comes_before_a_later_one_sent_back(
    programme: Programme,
) -> None:
    accepted = received(programme, {}, 1, ReturnState.ACCEPTED)
    returned = received(programme, {}, 2, ReturnState.SENT_BACK)
    now = received(programme, {}, 3)
    assert choose_baseline((accepted, returned, now), now) is accepted
    assert choose_baseline((returned, now), now) is returned
    assert choose_baseline((accepted,), accepted) is None


def test_a_reworded_text_is_shown_piece_by_piece_with_the_comment_it_answers(
    programme: Programme, context: ReturnContext
) -> None:
    before = received(
        programme, {NARRATIVE: "辦理 3 場。"}, 1, ReturnState.SENT_BACK, (said(NARRATIVE.path),)
    )
    now = received(programme, {NARRATIVE: "辦理 5 場。"}, 2)
    row = row_at(build_review_sheet(context, (before, now), now), NARRATIVE)
    assert row.is_changed
    assert [each.text for each in row.pieces] == ["辦理 ", "3", "5", " 場。"]
    assert [(each.revision, each.comment.text) for each in row.past_comments] == [(1, "請補充。")]


def answered(comment: ReviewComment, words: str | None = None) -> AnsweredComment:
    return AnsweredComment(
        comment_id=comment.id,
        place=comment.place,
        comment=comment.text if words is None else words,
        kind=CommentAnswerKind.KEPT_WITH_REASON,
        text="依決算數填列。",
    )


def test_the_answer_of_a_new_revision_stands_beside_the_comment_it_answers(
    programme: Programme, context: ReturnContext
) -> None:
    asked = said(NARRATIVE.path)
    before = received(programme, {NARRATIVE: "3 場"}, 1, ReturnState.SENT_BACK, (asked,))
    now = received(programme, {NARRATIVE: "3 場"}, 2, answers=(answered(asked),))
    sheet = build_review_sheet(context, (before, now), now)
    (past,) = row_at(sheet, NARRATIVE).past_comments
    assert past.answer == answered(asked)
    (unanswered,) = row_at(build_review_sheet(context, (before,), before), NARRATIVE).past_comments
    assert unanswered.answer is None


def test_an_answer_that_quotes_other_words_answers_nothing(
    programme: Programme, context: ReturnContext
) -> None:
    asked = said(NARRATIVE.path)
    before = received(programme, {NARRATIVE: "3 場"}, 1, ReturnState.SENT_BACK, (asked,))
    other = answered(asked, "請刪除本段。")
    now = received(programme, {NARRATIVE: "3 場"}, 2, answers=(other,))
    sheet = build_review_sheet(context, (before, now), now)
    assert [each.answer for each in row_at(sheet, NARRATIVE).past_comments] == [None]


def test_a_removed_case_stays_in_view_under_its_old_name(
    programme: Programme, context: ReturnContext
) -> None:
    before = received(programme, {CASES: ("a1",), CASE: "單車遊"}, 1, ReturnState.ACCEPTED)
    now = received(programme, {}, 2)
    row = row_at(build_review_sheet(context, (before, now), now), CASE)
    assert (row.text, row.before) == ("", "單車遊")
    assert row.label.startswith("亮點案例 1：")


def test_comments_on_the_whole_return_are_kept_apart(
    programme: Programme, context: ReturnContext
) -> None:
    before = received(
        programme, {AVAILABLE: 1}, 1, ReturnState.SENT_BACK, (said(None, "請檢附公文。"),)
    )
    now = received(programme, {AVAILABLE: 1}, 2)
    sheet = build_review_sheet(context, (before, now), now)
    assert [each.comment.text for each in sheet.general_comments] == ["請檢附公文。"]


def test_places_empty_in_both_revisions_are_left_out(
    programme: Programme, context: ReturnContext
) -> None:
    only = received(programme, {AVAILABLE: 1})
    sheet = build_review_sheet(context, (only,), only)
    assert NARRATIVE not in {each.place for each in sheet.rows}
    assert all(each.place.project is None for each in sheet.rows_of(None))


def test_an_explained_warning_stands_at_its_place_and_marks_its_section(
    programme: Programme, context: ReturnContext
) -> None:
    warning = ExplainedFinding(
        code="F105", place=AVAILABLE.path, message="與核定數不同", reason="追加"
    )
    only = received(programme, {AVAILABLE: 1, NARRATIVE: "成果"}, explained=(warning,))
    sheet = build_review_sheet(context, (only,), only)
    assert row_at(sheet, AVAILABLE).explained == (warning,)
    explained = {
        each.section: each.explained for each in build_facts(only.payload, context).sections
    }
    columns = judge_sections(explained, context.blank.form)
    assert {key: each.explained for key, each in columns.items()} == {
        MatrixColumn.BUDGET: 1,
        MatrixColumn.RESULTS: 0,
    }


def test_the_review_shows_what_makes_a_project_behind(
    programme: Programme, context: ReturnContext
) -> None:
    allocated = AVAILABLE._replace(field="allocated")
    paid = AVAILABLE._replace(field="paid")
    only = received(programme, {AVAILABLE: 100, allocated: 100, paid: 10})
    sheet = build_review_sheet(context, (only,), only)
    grounds = row_at(sheet, AVAILABLE._replace(section="delay", field="grounds"))
    assert (grounds.label, grounds.text) == ("落後依據", "經費（執行率 10.00%）")


def test_a_value_printed_otherwise_than_computed_is_shown_as_printed(
    programme: Programme, context: ReturnContext
) -> None:
    """A return of another program version, whatever its signer made it say."""
    only = received(programme, {AVAILABLE: 100, AVAILABLE._replace(field="allocated"): 100})
    state = AVAILABLE._replace(field="budget_state")
    rate = AVAILABLE._replace(field="execution_rate")
    honest = build_review_sheet(context, (only,), only)
    assert {each.printed for each in honest.rows} == {None}
    computed = {**only.payload.computed, state.path: "met", rate.path: "99.00"}
    forged = msgspec.structs.replace(
        only, payload=msgspec.structs.replace(only.payload, computed=computed)
    )
    sheet = build_review_sheet(context, (forged,), forged)
    found = {each.place: each.printed for each in sheet.rows if each.printed is not None}
    assert found == {state: "達成", rate: "99.00%"}
    assert row_at(sheet, rate).text == ""  # nothing was executed: there is no rate
    assert row_at(sheet, rate).wants_notice


def test_the_unit_that_filled_in_a_place_is_shown_beside_it(
    programme: Programme, context: ReturnContext
) -> None:
    only = received(programme, {AVAILABLE: 100})
    payload = msgspec.structs.replace(only.payload, filled_by={AVAILABLE.path: "會計科"})
    only = msgspec.structs.replace(only, payload=payload)
    sheet = build_review_sheet(context, (only,), only)
    assert {each.place: each.filled_by for each in sheet.rows if each.filled_by} == {
        AVAILABLE: "會計科"
    }


def test_every_state_is_counted() -> None:
    row = OverviewRow(
        agency="MOE", state=ReturnState.OVERDUE, revision=None, received_at=None, days_late=3,
        projects=2, warnings=0, behind=0, amendments=0, nil_projects=0, carriers=(),
    )  # fmt: skip
    assert count_states((row, row)) == dict.fromkeys(ReturnState, 0) | {ReturnState.OVERDUE: 2}


def test_files_are_shown_by_their_names_those_of_the_revision_before_as_well(
    programme: Programme, context: ReturnContext
) -> None:
    place = Place("P26", "highlights", "a1", "photos")
    old, new = attachment("舊照.jpg", 1), attachment("新照.jpg", 2)

    def with_file(file: AttachmentDigest, revision: int) -> ReceivedReturn:
        values: dict[Place, StoredValue] = {CASES: ("a1",), CASE: "案例", place: (file.sha256,)}
        made = received(programme, values, revision)
        payload = msgspec.structs.replace(made.payload, attachments=(file,))
        return msgspec.structs.replace(made, payload=payload)

    before, now = with_file(old, 1), with_file(new, 2)
    row = row_at(build_review_sheet(context, (before, now), now), place)
    assert (row.text, row.before) == ("新照.jpg", "舊照.jpg")
