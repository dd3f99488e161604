"""A token field: typed, searched, pasted and taken apart, and no text of it is ever lost."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.forms.blank_builder import fill_choice_lists
from app.forms.form_loader import load_form
from app.models.answers import Place
from app.models.forms import FieldSpec, FieldType
from app.programme.catalogue_loader import load_catalogue
from app.ui.forms.editors.by_type import build_editor
from app.ui.forms.editors.choice_editors import MultiChoiceEditor
from app.ui.forms.editors.token_editor import TokenEditor
from app.ui.forms.field_box import FieldBox
from tests.ui.forms.hosts import MemoryHost

FORM = fill_choice_lists(load_form("annual-results"), load_catalogue())
KEYS = Qt.Key


def spec_of(choices: str) -> FieldSpec:
    return FieldSpec(id="field", label="目標", type=FieldType.MULTI_CHOICE, choices=choices)


class Field:
    """A token field between two lines, and all it has handed over."""

    def __init__(self, qtbot: QtBot, choices: str = "sdgs") -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.before, self.behind = QLineEdit(), QLineEdit()
        self.editor = TokenEditor(spec_of(choices), FORM)
        layout = QVBoxLayout(self.window)
        for each in (self.before, self.editor, self.behind):
            layout.addWidget(each)
        qtbot.addWidget(self.window)
        self.window.resize(700, 300)
        self.handed: list[object] = []
        self.editor.value_committed.connect(self.handed.append)
        self.editor.text_kept.connect(self.handed.append)
        self.window.show()
        self.window.activateWindow()
        self.line = self.editor.line
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)

    def type(self, text: str) -> None:
        for each in text:
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, each)
                QApplication.sendEvent(self._receiver(), event)

    def press(self, *keys: Qt.Key) -> None:
        for each in keys:
            self.qtbot.keyClick(self._receiver(), each)

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.line.paste()

    def listed(self) -> list[str]:
        """What stands in the list below the line."""
        assert self.line._list is not None
        model = self.line._list.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def _receiver(self) -> QWidget:
        """Where the window system sends a key: to the list that is open, or to the focus."""
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found


@pytest.fixture
def field(qtbot: QtBot) -> Field:
    return Field(qtbot)


def test_a_long_list_is_searched_and_a_short_one_ticked(qtbot: QtBot) -> None:
    for choices, kind in (
        ("sdgs", TokenEditor),
        ("agencies", TokenEditor),
        ("funding_sources", MultiChoiceEditor),
    ):
        editor = build_editor(spec_of(choices), FORM)
        qtbot.addWidget(editor)
        assert type(editor) is kind


def test_a_number_and_enter_add_an_entry(field: Field) -> None:
    field.type("17")
    assert field.listed() == ["SDG 17 多元夥伴關係"]
    field.press(KEYS.Key_Return)
    assert field.editor.box.labels == ("SDG 17 多元夥伴關係",)
    assert field.handed == [("17",)]
    assert field.line.text() == ""
    assert not field.line.is_listing


def test_another_name_finds_an_entry_and_says_so(qtbot: QtBot) -> None:
    field = Field(qtbot, "agencies")
    field.type("MOE")
    assert field.listed()[0] == "教育部（MOE）"
    field.press(KEYS.Key_Tab)
    assert field.handed == [("MOE",)]
    assert field.line.hasFocus(), "Tab took the entry"
    field.press(KEYS.Key_Tab)
    assert field.behind.hasFocus(), "and leaves the next time"


def test_the_arrows_go_through_the_list_and_escape_puts_it_away(field: Field) -> None:
    field.press(KEYS.Key_Down)
    assert len(field.listed()) == 17
    field.press(KEYS.Key_Down, KEYS.Key_Down, KEYS.Key_Return)
    assert field.handed == [("3",)]
    field.press(KEYS.Key_Down)
    assert len(field.listed()) == 16, "what is chosen is not offered again"
    field.press(KEYS.Key_Escape)
    assert not field.line.is_listing
    assert field.editor.chosen == ("3",)


@pytest.mark.parametrize("comma", [",", "，", "、", ";", "；"])
def test_a_comma_adds_the_entry_before_it(field: Field, comma: str) -> None:
    field.type(f"4{comma}")
    assert field.handed == [("4",)]
    assert field.line.text() == ""


def test_a_comma_inside_a_name_is_part_of_it(field: Field) -> None:
    field.type("和平、正義")
    assert field.editor.chosen == ()
    assert field.listed() == ["SDG 16 和平、正義及健全制度"]
    field.press(KEYS.Key_Return)
    assert field.handed == [("16",)]


def test_a_figure_half_typed_is_no_entry_yet(field: Field) -> None:
    field.type("1")
    field.qtbot.waitUntil(lambda: field.handed == ["1"], timeout=5000)
    field.type("7")
    field.press(KEYS.Key_Return)
    assert field.handed == ["1", ("17",)]


def test_wide_digits_are_read_and_not_too_soon(field: Field) -> None:
    field.type("１")
    assert field.handed == []
    field.type("２、")
    assert field.handed == [("12",)]


def test_a_pasted_list_adds_what_it_knows_and_says_what_not(field: Field) -> None:
    field.paste("優質教育\n火星、目標 8,17")
    kept = field.editor.typed_text()
    assert kept.endswith("；SDG 17 多元夥伴關係；火星")
    assert field.line.text() == "火星"
    assert "火星" in field.editor.problem
    field.line.clear()
    field.editor.commit()
    assert field.handed == [kept, ("4", "8", "17")]
    assert field.editor.problem == ""


def test_what_is_no_entry_is_kept_and_refused_when_the_field_is_left(field: Field) -> None:
    field.type("4、火星")
    field.behind.setFocus()
    assert field.line.text() == "火星"
    assert "火星" in field.editor.problem
    assert field.handed == [("4",), "SDG 4 優質教育；火星"]
    assert field.editor.value is None


def test_a_kept_text_comes_back_as_it_stood(qtbot: QtBot, field: Field) -> None:
    field.type("4、火星")
    field.behind.setFocus()
    again = Field(qtbot)
    kept = field.handed[-1]
    assert isinstance(kept, str)
    again.editor.set_text(kept)
    assert (again.editor.chosen, again.line.text()) == (("4",), "火星")
    assert "火星" in again.editor.problem
    assert again.handed == []
    assert again.editor.typed_text() == kept


def test_a_readable_text_nobody_took_is_not_taken_by_itself(qtbot: QtBot) -> None:
    field = Field(qtbot)
    field.editor.set_text("SDG 4 優質教育；1")
    assert (field.editor.chosen, field.line.text()) == (("4",), "1")
    assert "「1」" in field.editor.problem or "1" in field.editor.problem
    field.press(KEYS.Key_Return)
    assert field.handed == [("1", "4")]


def test_backspace_takes_the_last_entry_and_only_where_the_text_begins(field: Field) -> None:
    field.type("4、8、x")
    field.press(KEYS.Key_Backspace)
    field.press(KEYS.Key_Backspace)
    assert field.handed[-2:] == [("4", "8"), ("4",)]


def test_arrows_mark_an_entry_and_delete_removes_it(field: Field) -> None:
    field.type("4、8、17、")
    field.press(KEYS.Key_Left, KEYS.Key_Left, KEYS.Key_Delete)
    field.press(KEYS.Key_Delete)
    assert field.handed[-2:] == [("4", "17"), ("4",)], "the one that followed is marked next"
    field.press(KEYS.Key_Delete)
    assert field.editor.chosen == ("4",), "none is marked any more"


def test_the_cross_removes_an_entry_by_mouse(field: Field) -> None:
    field.type("4、8、")
    field.qtbot.mouseClick(field.editor.box.token("4").cross, Qt.MouseButton.LeftButton)
    assert field.handed[-1] == ("8",)
    assert field.line.hasFocus()


def test_the_field_is_one_stop_and_is_read_aloud(field: Field) -> None:
    field.type("4、8、")
    field.before.setFocus()
    field.press(KEYS.Key_Tab, KEYS.Key_Tab)
    assert field.behind.hasFocus()
    spoken = QAccessible.queryAccessibleInterface(field.line)
    assert spoken.text(QAccessible.Text.Name) == "目標"
    said = spoken.text(QAccessible.Text.Description)
    assert said.startswith("已選 2 項：SDG 4 優質教育、SDG 8")


def test_an_input_method_types_into_it_and_leaves_what_it_composes(field: Field) -> None:
    compose(field, "ㄐㄧㄠ")
    compose(field, "", "教育")
    assert field.listed() == ["SDG 4 優質教育"]
    compose(field, "質")
    field.behind.setFocus()
    assert field.line.text() == "教育質"
    assert field.handed[-1] == "教育質"


def compose(field: Field, preedit: str, commit: str = "") -> None:
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field.line, event)


def test_a_value_from_elsewhere_leaves_the_typing_alone(field: Field) -> None:
    field.editor.set_value(("4",))
    field.type("8")
    field.editor.set_value(("4",))
    assert field.editor.typed_text() == "SDG 4 優質教育；8"
    field.editor.set_value(("5",))
    assert (field.editor.chosen, field.line.text()) == (("5",), "")


def test_an_entry_the_list_has_lost_stays_until_it_is_removed(field: Field) -> None:
    field.editor.set_value(("4", "99"))
    assert field.editor.box.labels == ("SDG 4 優質教育", "99")
    field.editor.commit()
    assert field.handed == []
    field.press(KEYS.Key_Backspace)
    assert field.handed == [("4",)]


def test_reading_only_nothing_can_be_removed(field: Field) -> None:
    field.editor.set_value(("4",))
    field.editor.set_read_only(True)
    field.press(KEYS.Key_Backspace, KEYS.Key_Down)
    assert field.editor.box.token("4").cross.isHidden()
    assert field.editor.chosen == ("4",)
    assert not field.line.is_listing


def test_each_entry_is_a_step_of_its_own_with_its_typing(qtbot: QtBot) -> None:
    host = MergingHost()
    key = host.add_row(host.section("highlights"))
    section = host.section("highlights")
    box = FieldBox(host, section, section.spec.field("sdgs"), key)
    qtbot.addWidget(box)
    assert isinstance(box.editor, TokenEditor)
    editor = box.editor
    editor.line.setText("4、")
    editor.line.textEdited.emit("4、")
    editor.line.setText("8")
    editor.keep_typing()
    editor.commit()
    place = Place(section.project_id, "highlights", key, "sdgs")
    assert host.answers.get(place) == ("4", "8")
    first, typed, second = host.keys[-3:]
    assert first != typed
    assert typed == second


class MergingHost(MemoryHost):
    """Keeps by which key steps are merged."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str | None] = []

    def commit(self, changes, label, merge_key=None, texts={}):  # type: ignore[no-untyped-def] # noqa: B006
        self.keys.append(merge_key)
        return super().commit(changes, label, merge_key, texts)


def test_a_value_that_could_not_be_saved_is_handed_over_again(field: Field) -> None:
    field.editor.value_committed.connect(lambda _: field.editor.restore_saved(None))
    field.type("4、")
    field.behind.setFocus()
    assert field.handed == [("4",), ("4",)]
