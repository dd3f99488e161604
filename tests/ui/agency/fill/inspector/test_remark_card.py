"""A remark is answered where it stands, and what is typed stays."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.agency.drafts.draft import Draft
from app.models.reviews import CommentAnswerKind
from app.ui.agency.fill.inspector.remark_card import RemarkCard
from app.ui.agency.workspace import AgencyWorkspace
from tests.ui.agency.remarks import COMMENT

pytestmark = pytest.mark.slow

KEPT, CORRECTED = CommentAnswerKind.KEPT_WITH_REASON, CommentAnswerKind.CORRECTED


def build_card(qtbot: QtBot, workspace: AgencyWorkspace) -> tuple[RemarkCard, Draft]:
    draft = workspace.draft
    assert draft is not None
    card = RemarkCard(workspace, draft, COMMENT)
    qtbot.addWidget(card)
    card.show()
    return card, draft


def test_one_click_says_that_it_was_corrected(qtbot: QtBot, sent_back: AgencyWorkspace) -> None:
    card, draft = build_card(qtbot, sent_back)
    assert card.state.text() == "尚未回復"
    with qtbot.waitSignal(sent_back.answers_changed):
        card.kinds[CORRECTED].click()
    assert card.state.text() == "已回復：已修正"
    assert draft.remarks.unanswered() == ()


def test_typing_is_kept_within_a_second_and_says_what_is_missing(
    qtbot: QtBot, sent_back: AgencyWorkspace
) -> None:
    card, draft = build_card(qtbot, sent_back)
    qtbot.keyClicks(card.answer.box, "abc")
    qtbot.waitUntil(lambda: draft.remarks.typed(COMMENT).text == "abc", timeout=1000)
    assert card.state.text() == "請選擇「已修正」或「維持並說明」。"
    card.kinds[KEPT].click()
    assert card.state.text() == "已回復：維持並說明"
    card.answer.box.clear()
    card.commit()
    assert card.state.text() == "選擇「維持並說明」時請填寫說明。"


def test_undo_takes_the_answer_back_in_the_card(qtbot: QtBot, sent_back: AgencyWorkspace) -> None:
    card, _ = build_card(qtbot, sent_back)
    qtbot.keyClicks(card.answer.box, "abc")
    card.commit()
    sent_back.answers_changed.connect(card.show_answer)
    card.kinds[KEPT].setFocus(Qt.FocusReason.TabFocusReason)
    sent_back.undo()
    assert card.answer.typed_text() == ""
    sent_back.redo()
    assert card.answer.typed_text() == "abc"


def test_what_cannot_be_printed_stays_and_is_no_answer(
    qtbot: QtBot, sent_back: AgencyWorkspace
) -> None:
    card, draft = build_card(qtbot, sent_back)
    sent_back.keep_answer(COMMENT, KEPT, "依\ue000決算")
    card.show_answer()
    assert card.answer.typed_text() == "依\ue000決算"
    assert card.state.text() != "已回復：維持並說明"
    assert draft.remarks.unanswered() == (COMMENT,)
