"""Colours keep their contrast, icons exist and are used, notices replace one another."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QStatusBar,
    QTableView,
    QToolButton,
    QToolTip,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

import app.ui
from app.errors import AppError
from app.resources import resource_path
from app.ui.widgets import icons
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import (
    DARK,
    LIGHT,
    Colours,
    ThemeChoice,
    Tone,
    apply_theme,
    build_font,
    choose_colours,
)

UI_FOLDER = Path(app.ui.__file__).parent


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_texts_can_be_read_on_every_ground(colours: Colours) -> None:
    grounds = (
        colours.window,
        colours.base,
        colours.card,
        colours.surface,
        colours.accent_wash,
    )
    for tone in Tone:
        if tone is not Tone.ON_ACCENT:
            for ground in grounds:
                assert contrast(colours.tone(tone), ground) >= 4.5, (tone, ground)
    assert contrast(colours.on_accent, colours.accent) >= 4.5
    for ink, wash in (
        (colours.ok, colours.ok_wash),
        (colours.warning, colours.warning_wash),
        (colours.error, colours.error_wash),
        (colours.text, colours.warning_wash),
    ):
        assert contrast(ink, wash) >= 4.5


@pytest.mark.parametrize("kind", [QCheckBox, QRadioButton, QLineEdit, QPlainTextEdit, QComboBox])
def test_what_can_be_filled_in_is_outlined_on_dark_ground(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    apply_theme(qapp, ThemeChoice.DARK)
    try:
        widget = kind()
        qtbot.addWidget(widget)
        widget.resize(widget.sizeHint())
        picture = widget.grab().toImage()
        seen = {
            picture.pixelColor(x, y).name()
            for x in range(min(20, picture.width()))
            for y in range(picture.height())
        }
        grounds = (DARK.window, DARK.card, DARK.base)
        assert any(all(contrast(each, one) >= 3 for one in grounds) for each in seen)
    finally:
        apply_theme(qapp)


def test_the_theme_follows_the_system_only_when_told_to() -> None:
    assert choose_colours(ThemeChoice.SYSTEM, system_is_dark=True) is DARK
    assert choose_colours(ThemeChoice.SYSTEM, system_is_dark=False) is LIGHT
    assert choose_colours(ThemeChoice.LIGHT, system_is_dark=True) is LIGHT
    assert choose_colours(ThemeChoice.DARK, system_is_dark=False) is DARK


def test_no_other_module_names_a_colour() -> None:
    named = re.compile(r"[\"']#[0-9a-fA-F]{3,8}[\"']")
    for path in UI_FOLDER.rglob("*.py"):
        if path.name != "theme.py":
            assert not named.search(path.read_text(encoding="utf-8")), path


def test_every_icon_asked_for_exists_and_every_icon_is_used() -> None:
    kept = {path.stem for path in resource_path("icons").glob("*.svg")}
    source = "".join(path.read_text(encoding="utf-8") for path in UI_FOLDER.rglob("*.py"))
    asked = set(re.findall(r"icons\.(?:icon|pixmap)\(\s*\"([a-z0-9-]+)\"", source))
    assert asked <= kept
    assert {name for name in kept if f'"{name}"' not in source} == set()


def test_an_icon_takes_the_tone_it_is_asked_in(qtbot: QtBot) -> None:
    plain = icons.pixmap("check", Tone.PLAIN).toImage()
    error = icons.pixmap("check", Tone.ERROR).toImage()
    assert not plain.isNull()
    assert plain != error


def test_a_missing_icon_is_a_bug_and_not_an_empty_space(qtbot: QtBot) -> None:
    with pytest.raises(FileNotFoundError):
        icons.icon("no-such-icon")


def test_a_new_notice_takes_the_place_of_an_old_one(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_error(AppError("FILE_LOCKED", file="一.xlsx"))
    bar.show_error(AppError("FILE_LOCKED", file="二.xlsx"))
    assert len(bar.notices()) == 1
    assert "二.xlsx" in bar.notices()[0].text
    bar.show_done("完成")
    assert [each.kind for each in bar.notices()] == ["ok"]
    bar.clear()
    assert bar.notices() == ()


def test_the_action_of_a_notice_is_a_button(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    pressed: list[bool] = []
    bar.show_info("說明", ("前往", lambda: pressed.append(True)))
    button = bar.findChild(QPushButton)
    assert button is not None
    assert button.text() == "前往"
    button.click()
    assert pressed == [True]


def test_a_message_above_what_is_in_view_comes_into_view(qtbot: QtBot) -> None:
    body = QWidget()
    column = QVBoxLayout(body)
    bar, far = NoticeBar(), QLabel("下面")
    far.setMinimumHeight(2_000)
    column.addWidget(bar)
    column.addWidget(far)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(body)
    area.resize(300, 200)
    qtbot.addWidget(area)
    area.show()
    area.verticalScrollBar().setValue(1_500)
    bar.show_done("已送核定。")
    assert area.verticalScrollBar().value() < 50


def test_tables_menus_and_boxes_have_the_program_s_font_from_the_start(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a style sheet, Qt gives some classes the fonts of the system's theme again."""
    classes = (
        *(QTableView, QTreeView, QListView, QMenu, QMessageBox, QStatusBar),
        *(QPushButton, QToolButton, QComboBox, QLineEdit),
    )
    set_sheet = QApplication.setStyleSheet

    def set_as_the_platform_does(application: QApplication, sheet: str) -> None:
        set_sheet(application, sheet)
        for each in classes:
            QApplication.setFont(QFont("Tahoma", 8), each.__name__)  # type: ignore[arg-type]
        QToolTip.setFont(QFont("Tahoma", 8))

    monkeypatch.setattr(QApplication, "setStyleSheet", set_as_the_platform_does)
    try:
        apply_theme(qapp, ThemeChoice.LIGHT, 150)
        for each in classes:
            widget = each()
            widget.ensurePolished()
            assert (widget.font().families(), widget.font().pointSizeF()) == (
                build_font(150).families(),
                build_font(150).pointSizeF(),
            ), each
        assert QToolTip.font().pointSizeF() == build_font(150).pointSizeF()
    finally:
        monkeypatch.undo()
        apply_theme(qapp)
