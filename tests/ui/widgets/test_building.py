"""Labels, icon buttons and boxes: what one call sets up."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout
from pytestqt.qtbot import QtBot

from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import BREAK, BreakingLabel, build_label
from app.ui.widgets.theme import ThemeChoice, Tone
from app.ui.widgets.tinted import IconButton


def test_a_label_never_reads_its_text_as_markup(qtbot: QtBot) -> None:
    label = build_label("<b>粗</b>", Tone.MUTED, style="small", wraps=True, selectable=True)
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText
    assert label.wordWrap()
    assert label.textInteractionFlags() == Qt.TextInteractionFlag.TextSelectableByMouse
    assert (label.property("tone"), label.property("textStyle")) == ("muted", "small")


def test_a_long_name_breaks_anywhere_and_still_shows_what_is_unseen_in_it(qtbot: QtBot) -> None:
    label = BreakingLabel("0123456789abcdefghij")
    qtbot.addWidget(label)
    assert label.text() == f"0123456789abcdef{BREAK}ghij"
    label.setText(f"a{BREAK}b")
    assert label.text() == "a⟨U+200B⟩b"
    label.setText("0" * 64)
    assert label.text().splitlines() == ["0" * 16] * 4


def test_an_icon_button_says_its_tip_to_a_screen_reader(qtbot: QtBot) -> None:
    button = IconButton("x", "關閉")
    qtbot.addWidget(button)
    button.set_tip("移除")
    assert (button.toolTip(), button.accessibleName()) == ("移除", "移除")


def test_an_icon_button_follows_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    theme.apply_theme(qapp, ThemeChoice.LIGHT)
    button = IconButton("x", "關閉")
    qtbot.addWidget(button)
    light = button.icon().cacheKey()
    theme.apply_theme(qapp, ThemeChoice.DARK)
    assert button.icon().cacheKey() != light
    theme.apply_theme(qapp, ThemeChoice.LIGHT)


def test_a_box_takes_widgets_layouts_and_room_in_order(qtbot: QtBot) -> None:
    one, other = QLabel("1"), QLabel("2")
    inner = QVBoxLayout()
    for each in (one, other):
        qtbot.addWidget(each)
    box = fill_box(QHBoxLayout(), one, 1, (other, 3), inner, margins=5, spacing=7)
    items = [box.itemAt(position) for position in range(box.count())]
    assert [each.widget() if each else None for each in items] == [one, None, other, None]
    assert [box.stretch(position) for position in range(4)] == [0, 1, 3, 0]
    assert items[1] is not None and items[1].spacerItem() is not None
    assert items[3] is not None and items[3].layout() is inner
    assert (box.spacing(), box.contentsMargins().left(), box.contentsMargins().bottom()) == (
        7,
        5,
        5,
    )


def test_a_box_takes_four_margins(qtbot: QtBot) -> None:
    margins = fill_box(QVBoxLayout(), margins=(1, 2, 3, 4)).contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (1, 2, 3, 4)
