"""Each editor shows a stored value, commits what is typed, and keeps what it cannot read."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QTextCursor, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.forms.form_loader import load_form
from app.models.answers import StoredValue
from app.models.forms import Choice, ChoiceList, FieldSpec, FieldType, FormSpec
from app.models.money import MoneyUnit
from app.models.returns import AttachmentDigest
from app.ui.forms.editors.attachment_editor import AttachmentEditor
from app.ui.forms.editors.by_type import EDITORS, build_editor
from app.ui.forms.editors.choice_editors import ChoiceEditor, MultiChoiceEditor
from app.ui.forms.editors.computed_display import ComputedDisplay
from app.ui.forms.editors.editor import Editor
from app.ui.forms.editors.line_editors import DateEditor, FigureEditor, MoneyEditor, TextEditor
from app.ui.forms.editors.long_text_editor import LongTextEditor
from tests.ui.recorder import DialogRecorder

FORM = FormSpec(
    id="test",
    version=1,
    title="測試",
    sections=(),
    choice_lists=(
        ChoiceList(
            id="colours", choices=(Choice(id="red", label="紅"), Choice(id="blue", label="藍"))
        ),
    ),
)


def build(kind: FieldType, **changes: object) -> FieldSpec:
    return FieldSpec(id="field", label="欄位", type=kind, **changes)  # type: ignore[arg-type]


class Commits:
    """Everything an editor has handed over."""

    def __init__(self, editor: Editor) -> None:
        self.values: list[StoredValue] = []
        editor.value_committed.connect(self.values.append)


def test_every_field_type_has_an_editor() -> None:
    assert set(EDITORS) == set(FieldType)


def test_setting_a_value_commits_nothing(qtbot: QtBot) -> None:
    samples: dict[FieldType, StoredValue] = {
        FieldType.TEXT: "文字",
        FieldType.LONG_TEXT: "一\n二",
        FieldType.INTEGER: 12,
        FieldType.NUMBER: "1.5",
        FieldType.MONEY: 10_000,
        FieldType.PERCENT: "93.2",
        FieldType.DATE: "2025-11-23",
        FieldType.CHOICE: "red",
        FieldType.MULTI_CHOICE: ("red",),
        FieldType.COMPUTED: "算出",
        FieldType.ATTACHMENT: ("a" * 64,),
    }
    for kind, value in samples.items():
        editor = build_editor(build(kind, choices="colours"), FORM)
        qtbot.addWidget(editor)
        commits = Commits(editor)
        editor.set_value(value)
        editor.commit()
        assert editor.value == value
        assert commits.values == [], kind


def test_money_is_typed_in_the_chosen_unit_and_grouped(qtbot: QtBot) -> None:
    editor = MoneyEditor(build(FieldType.MONEY), FORM)
    qtbot.addWidget(editor)
    editor.set_unit(MoneyUnit.TEN_THOUSAND)
    commits = Commits(editor)
    qtbot.keyClicks(editor.line, "110000")
    qtbot.keyClick(editor.line, Qt.Key.Key_Return)
    assert commits.values == [1_100_000_000]
    assert editor.line.text() == "110,000"


def test_money_may_state_its_own_unit(qtbot: QtBot) -> None:
    editor = MoneyEditor(build(FieldType.MONEY), FORM)
    qtbot.addWidget(editor)
    editor.set_unit(MoneyUnit.TEN_THOUSAND)
    commits = Commits(editor)
    editor.line.setText("1億2,000萬元")
    editor.commit()
    assert commits.values == [120_000_000]
    assert editor.line.text() == "12,000"


def test_changing_the_unit_changes_the_text_and_not_the_value(qtbot: QtBot) -> None:
    editor = MoneyEditor(build(FieldType.MONEY), FORM)
    qtbot.addWidget(editor)
    editor.set_value(56_176_000)
    commits = Commits(editor)
    editor.set_unit(MoneyUnit.TEN_THOUSAND)
    assert editor.line.text() == "5,617.6"
    assert editor.value == 56_176_000
    assert commits.values == []


def test_text_that_cannot_be_read_stays_with_its_reason(qtbot: QtBot) -> None:
    editor = MoneyEditor(build(FieldType.MONEY), FORM)
    qtbot.addWidget(editor)
    editor.set_value(10_000)
    commits = Commits(editor)
    left: list[str] = []
    editor.text_kept.connect(left.append)
    editor.line.setText("約一千萬")
    editor.commit()
    assert commits.values == []
    assert editor.line.text() == "約一千萬"
    assert "約一千萬" in editor.problem
    assert left == ["約一千萬"]
    editor.line.setText("1000萬元")
    editor.commit()
    assert editor.problem == ""
    assert commits.values == [10_000_000]
    assert left == ["約一千萬"]


@pytest.mark.parametrize("typed", ["1141123", "114/11/23", "114年11月23日", "2025-11-23"])
def test_a_date_is_read_as_officers_type_it(qtbot: QtBot, typed: str) -> None:
    editor = DateEditor(build(FieldType.DATE), FORM)
    qtbot.addWidget(editor)
    commits = Commits(editor)
    editor.line.insert(typed)
    editor.commit()
    assert commits.values == ["2025-11-23"]


def test_a_two_digit_year_is_refused(qtbot: QtBot) -> None:
    editor = DateEditor(build(FieldType.DATE), FORM)
    qtbot.addWidget(editor)
    qtbot.keyClicks(editor.line, "89/11/23")
    editor.commit()
    assert editor.problem
    assert editor.value is None


def test_emptying_a_figure_commits_none(qtbot: QtBot) -> None:
    editor = FigureEditor(build(FieldType.INTEGER), FORM)
    qtbot.addWidget(editor)
    editor.set_value(5)
    commits = Commits(editor)
    editor.line.clear()
    editor.commit()
    assert commits.values == [None]


def test_a_short_text_is_kept_after_a_pause_without_moving_the_cursor(qtbot: QtBot) -> None:
    editor = TextEditor(build(FieldType.TEXT), FORM)
    qtbot.addWidget(editor)
    with qtbot.waitSignal(editor.value_committed, timeout=3000):
        qtbot.keyClicks(editor.line, "abc")
        editor.line.setCursorPosition(1)
    assert editor.value == "abc"
    assert editor.line.cursorPosition() == 1


def test_leaving_a_long_text_keeps_it(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT, max_length=10), FORM)
    qtbot.addWidget(editor)
    commits = Commits(editor)
    editor.box.setPlainText("第一段\n第二段")
    editor.commit()
    assert commits.values == ["第一段\n第二段"]


PASTED = "⼈⼝\u200b成果"


def sentences(editor: Editor) -> list[str]:
    said: list[str] = []
    editor.text_cleaned.connect(said.append)
    return said


def test_what_is_pasted_is_cleaned_before_it_stands_there(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT), FORM)
    qtbot.addWidget(editor)
    said, commits = sentences(editor), Commits(editor)
    QApplication.clipboard().setText(PASTED)
    editor.box.setPlainText("甲")
    editor.box.moveCursor(QTextCursor.MoveOperation.End)
    editor.box.paste()
    assert editor.box.toPlainText() == "甲人口成果"
    assert said == ["已整理文字：2 個相容字改為標準字、1 個看不見的字元已移除。"]
    editor.commit()
    assert commits.values == ["甲人口成果"]
    assert len(said) == 1
    editor.box.undo()
    assert editor.box.toPlainText() == "甲"


def test_what_is_typed_is_cleaned_when_the_field_is_left(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT), FORM)
    qtbot.addWidget(editor)
    said, commits = sentences(editor), Commits(editor)
    editor.box.setPlainText(PASTED)
    assert editor.count.text().startswith("4")
    QApplication.sendEvent(editor.box, QFocusEvent(QEvent.Type.FocusOut))
    assert commits.values == ["人口成果"]
    assert editor.box.toPlainText() == "人口成果"
    assert len(said) == 1


def test_a_text_that_could_not_be_saved_stays_as_typed(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT), FORM)
    qtbot.addWidget(editor)
    editor.value_committed.connect(lambda _: editor.restore_saved("舊"))
    editor.box.setPlainText(PASTED)
    QApplication.sendEvent(editor.box, QFocusEvent(QEvent.Type.FocusOut))
    assert editor.box.toPlainText() == PASTED


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (FieldType.TEXT, "⾦額", ["已整理文字：1 個相容字改為標準字。"]),
        (FieldType.INTEGER, "\u202d1,234\u202c", ["已整理文字：2 個看不見的字元已移除。"]),
        (FieldType.INTEGER, "１２３", []),
        (FieldType.TEXT, "一般文字", []),
    ],
)
def test_a_line_says_once_what_was_cleaned(
    qtbot: QtBot, kind: FieldType, typed: str, said: list[str]
) -> None:
    editor = build_editor(build(kind), FORM)
    qtbot.addWidget(editor)
    assert isinstance(editor, TextEditor | FigureEditor)
    heard = sentences(editor)
    editor.line.setText(typed)
    editor.commit()
    editor.commit()
    assert heard == said


def test_the_count_says_how_much_is_too_much_in_code_points(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT, max_length=3), FORM)
    qtbot.addWidget(editor)
    editor.set_value("𠮷野家")
    assert editor.count.text() == "3 / 3 字"
    editor.box.setPlainText("𠮷野家很好")
    assert editor.count.text() == "5 / 3 字，超過 2 字"


def test_a_long_text_box_grows_with_its_text(qtbot: QtBot) -> None:
    editor = LongTextEditor(build(FieldType.LONG_TEXT), FORM)
    qtbot.addWidget(editor)
    editor.resize(400, 300)
    editor.show()
    before = editor.box.height()
    editor.set_value("\n".join(["一行"] * 8))
    assert editor.box.height() > before


def test_a_choice_can_be_made_and_taken_back(qtbot: QtBot) -> None:
    editor = ChoiceEditor(build(FieldType.CHOICE, choices="colours"), FORM)
    qtbot.addWidget(editor)
    commits = Commits(editor)
    editor.combo.setCurrentIndex(2)
    editor.combo.activated.emit(2)
    editor.combo.setCurrentIndex(0)
    editor.combo.activated.emit(0)
    assert commits.values == ["blue", None]


def test_a_choice_the_list_no_longer_has_is_shown_as_it_stands(qtbot: QtBot) -> None:
    editor = ChoiceEditor(build(FieldType.CHOICE, choices="colours"), FORM)
    qtbot.addWidget(editor)
    editor.set_value("green")
    assert editor.combo.currentText() == "green"


def test_several_choices_come_in_the_order_of_the_list(qtbot: QtBot) -> None:
    editor = MultiChoiceEditor(build(FieldType.MULTI_CHOICE, choices="colours"), FORM)
    qtbot.addWidget(editor)
    commits = Commits(editor)
    editor.boxes["blue"].click()
    editor.boxes["red"].click()
    editor.boxes["red"].click()
    editor.boxes["blue"].click()
    assert commits.values == [("blue",), ("red", "blue"), ("blue",), None]


def test_a_computed_state_is_told_by_word_and_mark(qtbot: QtBot) -> None:
    form = load_form("annual-results")
    spec = form.section("budget").field("budget_state")
    editor = ComputedDisplay(spec, form)
    qtbot.addWidget(editor)
    editor.set_value("behind")
    assert editor.text.text() == "落後"
    assert not editor.mark.isHidden()
    editor.set_value(None)
    assert editor.text.text() == "—"
    assert editor.mark.isHidden()


def test_files_are_added_and_removed_by_signal(
    qtbot: QtBot, dialogs: DialogRecorder, tmp_path: Path
) -> None:
    editor = AttachmentEditor(build(FieldType.ATTACHMENT), FORM)
    qtbot.addWidget(editor)
    dialogs.answers = [[tmp_path / "photo.jpg", tmp_path / "b.pdf"]]
    with qtbot.waitSignal(editor.files_chosen) as chosen:
        editor.add.click()
    assert chosen.args == [(tmp_path / "photo.jpg", tmp_path / "b.pdf")]
    digest = AttachmentDigest(
        name="照片.jpg", media_type="image/jpeg", size_bytes=2_500_000, sha256="ab" * 32
    )
    editor.set_digests((digest,), 17_500_000)
    editor.set_value((digest.sha256,))
    assert "照片.jpg（2.5 MB，JPEG 圖片）" in [each.text() for each in _labels(editor)]
    assert "還可加入 17.5 MB" in editor.room.text(), "said before anything is added"


def test_a_wheel_over_a_closed_list_changes_no_answer(qtbot: QtBot) -> None:
    editor = ChoiceEditor(build(FieldType.CHOICE, choices="colours"), FORM)
    qtbot.addWidget(editor)
    editor.show()
    commits = Commits(editor)
    event = QWheelEvent(
        QPointF(5, 5),
        editor.combo.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor.combo, event)
    assert editor.combo.currentIndex() == 0
    assert commits.values == []


def _labels(editor: AttachmentEditor) -> list[QLabel]:
    return list(editor.findChildren(QLabel))


@pytest.mark.slow
@pytest.mark.parametrize("kind", [FieldType.TEXT, FieldType.LONG_TEXT, FieldType.INTEGER])
def test_whoever_types_without_a_pause_has_it_kept_all_the_same(
    qtbot: QtBot, kind: FieldType
) -> None:
    editor = build_editor(build(kind), FORM)
    qtbot.addWidget(editor)
    editor.show()
    kept: list[object] = []
    editor.value_committed.connect(kept.append)
    editor.text_kept.connect(kept.append)
    control = editor.focusProxy()
    assert control is not None
    control.setFocus()
    typed, started = 0, time.monotonic()
    while not kept and time.monotonic() - started < 20:
        qtbot.keyClicks(control, "1", delay=10)
        typed += 1
    assert str(kept[0]) in "1" * typed
    assert editor.typed_text() == "1" * typed, "typing goes on undisturbed"


def test_a_half_typed_text_is_kept_and_not_yet_complained_of(qtbot: QtBot) -> None:
    editor = DateEditor(build(FieldType.DATE), FORM)
    qtbot.addWidget(editor)
    editor.set_value("2025-12-31")
    kept: list[str] = []
    editor.text_kept.connect(kept.append)
    editor.show()
    editor.line.setFocus()
    editor.line.selectAll()
    qtbot.keyClicks(editor.line, "114.1")
    qtbot.waitUntil(lambda: kept == ["114.1"], timeout=5000)
    assert (editor.problem, editor.value) == ("", None)
    editor.commit()
    assert "114.1" in editor.problem


def test_a_text_kept_earlier_stands_there_with_its_reason(qtbot: QtBot) -> None:
    editor = FigureEditor(build(FieldType.INTEGER), FORM)
    qtbot.addWidget(editor)
    commits = Commits(editor)
    editor.set_text("約七")
    assert (editor.line.text(), editor.value) == ("約七", None)
    assert "約七" in editor.problem
    editor.line.clear()
    editor.commit()
    assert commits.values == [None], "emptying the field takes the text away"


def test_an_amount_says_what_it_is_while_it_is_typed(qtbot: QtBot) -> None:
    editor = build_editor(build(FieldType.MONEY), FORM)
    assert isinstance(editor, MoneyEditor)
    qtbot.addWidget(editor)
    editor.show()
    empty = editor.sizeHint().height()
    editor.set_unit(MoneyUnit.TEN_THOUSAND)
    qtbot.keyClicks(editor.line, "10450")
    assert editor.reading.text() == "1 億 450 萬元"
    assert editor.reading.toolTip() == "新臺幣壹億零肆佰伍拾萬元整"
    editor.set_unit(MoneyUnit.YUAN)
    assert editor.reading.text() == "1 億 450 萬元"
    editor.line.clear()
    qtbot.keyClicks(editor.line, "x")
    assert editor.reading.text() == ""
    editor.set_value(5)
    assert editor.reading.text() == "5 元"
    assert editor.sizeHint().height() == empty
