"""Review comments are answered one by one, and the answers stay."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.drafts.remarks import judge_answer
from app.agency.handing_in.freezing import freeze_draft
from app.errors import AppError
from app.models.reviews import CommentAnswerKind, ReviewComment
from tests.agency.desks import PAID, START, TickingClock, build_round_file, write_file

FIRST = ReviewComment(
    id="r1-1", place=PAID.path, text="請核對", author="彙整機關", written_at=START
)
WHOLE = ReviewComment(id="r1-2", place=None, text="請補充說明", author="彙整機關", written_at=START)


@pytest.fixture
def sent_back(desk: AgencyDesk, tmp_path: Path) -> AgencyDesk:
    """A desk whose return came back with two remarks."""
    back = build_round_file(
        issued_at=START + timedelta(days=3),
        last_revision=1,
        last_payload_sha256="ab" * 32,
        comments=(FIRST, WHOLE),
    )
    desk.intake.receive(write_file(tmp_path, back, "back.tbround"))
    return desk


def test_an_answer_stays_with_its_comment_over_a_restart(sent_back: AgencyDesk) -> None:
    draft = sent_back.draft("114-annual")
    draft.remarks.answer(FIRST, CommentAnswerKind.CORRECTED)
    path = sent_back.path
    sent_back.close()
    with AgencyDesk.open(path, clock=TickingClock()) as again:
        answers = again.draft("114-annual").remarks.answers()
        assert list(answers) == [FIRST]
        assert answers[FIRST].kind is CommentAnswerKind.CORRECTED


def test_a_later_answer_replaces_the_earlier_one(sent_back: AgencyDesk) -> None:
    draft = sent_back.draft("114-annual")
    draft.remarks.answer(FIRST, CommentAnswerKind.CORRECTED)
    draft.remarks.answer(FIRST, CommentAnswerKind.KEPT_WITH_REASON, "依決算數填列")
    assert draft.remarks.answers()[FIRST].text == "依決算數填列"


def test_keeping_a_figure_needs_an_explanation(sent_back: AgencyDesk) -> None:
    draft = sent_back.draft("114-annual")
    with pytest.raises(AppError) as caught:
        draft.remarks.answer(WHOLE, CommentAnswerKind.KEPT_WITH_REASON, "  ")
    assert caught.value.code == "COMMENT_ANSWER_EMPTY"
    assert draft.remarks.answers() == {}


def test_an_answer_is_a_change_of_what_goes_out(sent_back: AgencyDesk) -> None:
    draft = sent_back.draft("114-annual")
    before = freeze_draft(draft, ())[0]
    draft.remarks.answer(WHOLE, CommentAnswerKind.CORRECTED)
    draft.remarks.answer(FIRST, CommentAnswerKind.KEPT_WITH_REASON, " 依決算數填列 ")
    payload, document = freeze_draft(draft, ())
    assert payload.created_at > before.created_at
    assert [
        (each.comment_id, each.place, each.kind, each.text) for each in payload.comment_answers
    ] == [
        ("r1-1", PAID.path, CommentAnswerKind.KEPT_WITH_REASON, "依決算數填列"),
        ("r1-2", None, CommentAnswerKind.CORRECTED, ""),
    ]
    assert [row[3].text for row in document.comment_answers.rows] == ["維持並說明", "已修正"]


def test_answers_to_comments_no_longer_open_are_not_shown(
    sent_back: AgencyDesk, tmp_path: Path
) -> None:
    draft = sent_back.draft("114-annual")
    draft.remarks.answer(FIRST, CommentAnswerKind.CORRECTED)
    back = build_round_file(
        issued_at=START + timedelta(days=5),
        last_revision=2,
        last_payload_sha256="cd" * 32,
        comments=(WHOLE,),
    )
    sent_back.intake.receive(write_file(tmp_path, back, "back2.tbround"))
    assert draft.remarks.answers() == {}


def test_an_answer_that_cannot_be_printed_is_refused(sent_back: AgencyDesk) -> None:
    remarks = sent_back.draft("114-annual").remarks
    with pytest.raises(AppError) as caught:
        remarks.answer(FIRST, CommentAnswerKind.KEPT_WITH_REASON, "依\ue000決算")
    assert (caught.value.code, caught.value.params["label"]) == ("F112", "審查意見回復")
    assert remarks.answers() == {}
    remarks.answer(FIRST, CommentAnswerKind.CORRECTED, "⾦額")
    assert remarks.answers()[FIRST].text == "金額"


def test_what_is_typed_is_kept_and_is_no_answer_before_it_is_whole(
    sent_back: AgencyDesk,
) -> None:
    remarks = sent_back.draft("114-annual").remarks
    for kind, text, code in (
        (None, "依決算", "COMMENT_ANSWER_KIND"),
        (CommentAnswerKind.KEPT_WITH_REASON, "", "COMMENT_ANSWER_EMPTY"),
        (CommentAnswerKind.KEPT_WITH_REASON, "依\ue000決算", "F112"),
    ):
        remarks.keep(FIRST, kind, text)
        said = remarks.typed(FIRST)
        assert (said.kind, said.text) == (kind, text)
        assert remarks.unanswered() == (FIRST, WHOLE)
        with pytest.raises(AppError) as caught:
            judge_answer(said)
        assert caught.value.code == code
    remarks.keep(FIRST, CommentAnswerKind.KEPT_WITH_REASON, "依決算")
    assert remarks.unanswered() == (WHOLE,)


def test_an_answer_is_undone_as_any_other_step(sent_back: AgencyDesk) -> None:
    draft = sent_back.draft("114-annual")
    for text in ("依", "依決", "依決算"):
        draft.remarks.keep(FIRST, None, text)
    draft.remarks.keep(FIRST, CommentAnswerKind.KEPT_WITH_REASON, "依決算")
    draft.journal.undo()
    assert draft.remarks.typed(FIRST).kind is None
    undone = draft.journal.undo()
    assert undone is not None
    assert undone.label == "回復審查意見「預算執行・實支數」"
    assert draft.remarks.typed(FIRST).text == ""
    draft.journal.redo()
    assert draft.remarks.typed(FIRST).text == "依決算"
