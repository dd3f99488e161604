"""A date is taken from a calendar in ROC years, by keyboard alone, as one step of its own."""

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.models.forms import FieldSpec, FieldType, FormSpec
from app.ui.forms.editors.date_line import DateLine
from app.ui.forms.editors.line_editors import DateEditor
from app.ui.forms.editors.roc_calendar import MonthSheet, RocCalendar, shift_month
from app.ui.forms.field_box import FieldBox
from app.ui.widgets import theme
from tests.ui.forms.hosts import MemoryHost

TODAY = date(2026, 12, 1)
KEYS, NONE = Qt.Key, Qt.KeyboardModifier.NoModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SPEC = FieldSpec(id="day", label="完成日期", type=FieldType.DATE)


class Field:
    """A date field in a window, and what it has handed over."""

    def __init__(self, qtbot: QtBot, text: str = "") -> None:
        self.qtbot = qtbot
        self.window = QWidget()
        self.editor = DateEditor(SPEC, FormSpec(id="test", version=1, title="測試", sections=()))
        self.editor.today = lambda: TODAY
        QVBoxLayout(self.window).addWidget(self.editor)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        line = self.editor.line
        assert isinstance(line, DateLine)
        self.line = line
        self.line.setFocus()
        qtbot.waitUntil(self.line.hasFocus)
        self.line.insert(text)
        self.editor.commit()
        self.handed: list[object] = []
        self.editor.value_committed.connect(self.handed.append)
        self.editor.step_ended.connect(lambda: self.handed.append("step"))
        self.editor.focus_changed.connect(lambda has: self.handed.append("in" if has else "out"))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Where the window system sends a key."""
        popup = QApplication.activePopupWidget()
        receiver = (popup.focusWidget() if popup is not None else None) or self.line
        self.qtbot.keyClick(receiver, key, modifier)

    def open(self) -> RocCalendar:
        self.press(KEYS.Key_Down, ALT)
        calendar = QApplication.activePopupWidget()
        assert isinstance(calendar, RocCalendar)
        return calendar


def test_alt_down_shows_the_month_of_the_date_in_roc_years(qtbot: QtBot) -> None:
    calendar = Field(qtbot, "115/11/3").open()
    assert calendar.title.text() == "民國115年11月"
    assert calendar.sheet.marked == date(2026, 11, 3)
    assert calendar.sheet.accessibleDescription() == "115年11月3日（二）"


def test_without_a_date_it_begins_today(qtbot: QtBot) -> None:
    calendar = Field(qtbot).open()
    assert calendar.sheet.marked == TODAY
    assert calendar.sheet.accessibleDescription() == "115年12月1日（二），今天"


def test_the_present_day_is_that_of_the_form_s_host(qtbot: QtBot) -> None:
    host = MemoryHost()
    section = host.section("budget")
    box = FieldBox(host, section, section.spec.field("completed_on"))
    qtbot.addWidget(box)
    assert isinstance(box.editor, DateEditor)
    assert box.editor.today() == host.today()


def test_the_button_opens_and_closes_it(qtbot: QtBot) -> None:
    field = Field(qtbot)
    field.line.button.trigger()
    calendar = field.line.calendar
    assert calendar is not None
    qtbot.mousePress(calendar, Qt.MouseButton.LeftButton, pos=_at(calendar, field.line))
    assert field.line.calendar is None
    assert calendar.testAttribute(Qt.WidgetAttribute.WA_NoMouseReplay), "or it would open anew"


def _at(calendar: RocCalendar, line: QWidget) -> QPoint:
    return calendar.mapFromGlobal(line.mapToGlobal(QPoint(5, 5)))


@pytest.mark.parametrize(
    ("key", "modifier", "day"),
    [
        (KEYS.Key_Left, NONE, date(2026, 12, 30)),
        (KEYS.Key_Right, NONE, date(2027, 1, 1)),
        (KEYS.Key_Up, NONE, date(2026, 12, 24)),
        (KEYS.Key_Down, NONE, date(2027, 1, 7)),
        (KEYS.Key_PageUp, NONE, date(2026, 11, 30)),
        (KEYS.Key_PageDown, NONE, date(2027, 1, 31)),
        (KEYS.Key_PageUp, CONTROL, date(2025, 12, 31)),
        (KEYS.Key_PageDown, CONTROL, date(2027, 12, 31)),
        (KEYS.Key_Home, NONE, date(2026, 12, 1)),
        (KEYS.Key_Home, CONTROL, TODAY),
        (KEYS.Key_End, NONE, date(2026, 12, 31)),
    ],
)
def test_keys_go_through_days_months_and_years(
    qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier, day: date
) -> None:
    field = Field(qtbot, "115.12.31")
    calendar = field.open()
    field.press(key, modifier)
    assert calendar.sheet.marked == day
    assert calendar.title.text() == f"民國{day.year - 1911}年{day.month}月"


def test_enter_writes_the_day_as_it_is_edited_and_as_a_step_of_its_own(qtbot: QtBot) -> None:
    field = Field(qtbot, "115.11.3")
    field.open()
    field.press(KEYS.Key_Right)
    field.press(KEYS.Key_Return)
    assert field.line.text() == "115.11.04"
    assert field.handed == ["in", "step", "2026-11-04", "step"]
    assert QApplication.activePopupWidget() is None
    assert field.line.hasFocus()
    assert not field.editor.can_undo(), "Ctrl+Z takes the step of the draft back"


def test_escape_leaves_the_field_as_it_was(qtbot: QtBot) -> None:
    field = Field(qtbot, "115.11.3")
    for key, modifier in ((KEYS.Key_Escape, NONE), (KEYS.Key_Up, ALT)):
        field.open()
        field.press(KEYS.Key_Right)
        field.press(key, modifier)
        assert QApplication.activePopupWidget() is None
    assert field.line.text() == "115.11.03"
    assert field.line.hasFocus()
    assert field.handed == ["in", "in"], "the field was never left"


def test_what_cannot_be_read_stays_until_a_day_is_taken(qtbot: QtBot) -> None:
    field = Field(qtbot, "下個月底")
    field.open()
    field.press(KEYS.Key_Escape)
    assert field.line.text() == "下個月底"
    assert field.editor.problem
    field.open()
    field.press(KEYS.Key_Return)
    assert field.line.text() == "115.12.01"
    assert not field.editor.problem


def test_a_click_takes_a_day_and_the_button_below_takes_today(qtbot: QtBot) -> None:
    field = Field(qtbot, "115.2.28")
    sheet = field.open().sheet
    assert sheet.days()[0] == date(2026, 2, 1), "a Sunday"
    points = [QPoint(x, y) for x in range(0, sheet.width(), 5) for y in range(0, sheet.height(), 5)]
    at = next(each for each in points if sheet.day_at(each) == date(2026, 3, 2))
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=at)
    assert field.editor.value == "2026-03-02"
    field.open().today.click()
    assert field.editor.value == TODAY.isoformat()


def test_a_click_on_the_days_of_the_week_takes_nothing(qtbot: QtBot) -> None:
    field = Field(qtbot)
    qtbot.mouseClick(field.open().sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert field.editor.value is None
    assert field.line.calendar is not None


def test_a_field_that_is_read_has_no_calendar(qtbot: QtBot) -> None:
    field = Field(qtbot, "115.11.3")
    field.editor.set_read_only(True)
    assert not field.line.button.isVisible()
    field.press(KEYS.Key_Down, ALT)
    assert QApplication.activePopupWidget() is None


@pytest.mark.parametrize("is_read_only", [False, True])
def test_alt_down_is_the_field_s_before_it_is_the_card_s(qtbot: QtBot, is_read_only: bool) -> None:
    field = Field(qtbot)
    field.editor.set_read_only(is_read_only)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, KEYS.Key_Down, ALT)
    event.ignore()
    QApplication.sendEvent(field.line, event)
    assert event.isAccepted() is not is_read_only


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2011, 1, 15), -1, date(2011, 1, 1)),
        (date(2110, 12, 15), 1, date(2110, 12, 31)),
    ],
)
def test_another_month_has_the_same_day_or_its_last(day: date, months: int, expected: date) -> None:
    assert shift_month(day, months) == expected


def test_no_day_is_offered_that_the_field_would_refuse(qtbot: QtBot) -> None:
    sheet = MonthSheet(date(1, 1, 1), TODAY)
    qtbot.addWidget(sheet)
    assert sheet.marked == date(2011, 1, 1)
    assert sheet.days()[:6] == [None] * 6
    sheet.mark(date(2200, 1, 1))
    assert sheet.marked == date(2110, 12, 31)
    assert sheet.days()[-1] is None


@pytest.mark.parametrize("choice", [theme.ThemeChoice.LIGHT, theme.ThemeChoice.DARK])
def test_the_marked_day_stands_out_in_both_themes(qtbot: QtBot, choice: theme.ThemeChoice) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    theme.apply_theme(application, choice)
    sheet = MonthSheet(date(2026, 11, 3), TODAY)
    qtbot.addWidget(sheet)
    sheet.resize(sheet.sizeHint())
    picture = QPixmap(sheet.size())
    sheet.render(picture)
    colours, image = theme.current_colours(), picture.toImage()
    points = [(x, y) for x in range(image.width()) for y in range(image.height())]
    marked = {each for each in points if image.pixelColor(*each) == QColor(colours.accent)}
    assert {sheet.day_at(QPoint(*each)) for each in marked} == {date(2026, 11, 3), TODAY}
    theme.apply_theme(application, theme.ThemeChoice.LIGHT)
