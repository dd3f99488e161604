"""Theme of the window, light and dark: colours by name, palette, spacing and fonts.

No other module names a colour: widgets set a tone or a style (`set_tone`, `set_text_style`), and
painters ask `current_colours()`. The namespace `Qt` is read where it is used: see `shell.frame`.
"""

from enum import StrEnum
from typing import NamedTuple

from PySide6 import QtCore
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

UI_FONTS = (
    "Microsoft JhengHei UI",
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "PingFang TC",
    "WenQuanYi Zen Hei",
)
BASE_POINT_SIZE = 10.5
TEXT_SCALES = (90, 100, 115, 130, 150)
"""Offered text sizes, in percent."""

_FUSION_DARKENS_PERCENT = 140
_INPUTS = (
    "QAbstractSpinBox", "QCheckBox", "QComboBox", "QLineEdit", "QPlainTextEdit", "QPushButton",
    "QRadioButton", "QTextEdit",
)  # fmt: skip
_LISTS = ("QAbstractItemView",)

GAP_SMALL, GAP, GAP_LARGE, GAP_SECTION = 4, 8, 16, 24
READING_WIDTH = 960


class ThemeChoice(StrEnum):
    """Choice of the theme in the settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Tone(StrEnum):
    """Semantic colour of a text or mark; never the only carrier of meaning (WCAG 2.2, 1.4.1)."""

    PLAIN = "text"
    MUTED = "muted"
    ACCENT = "accent"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"
    ON_ACCENT = "on_accent"


class Colours(NamedTuple):
    """Colours by name; text tones have a contrast of 4.5:1 or more on window, base and surface."""

    window: str  # behind everything
    base: str  # fields and lists
    card: str  # the ground of a group of fields
    surface: str  # panels, headers, alternate rows
    line: str
    outline: str  # around what can be filled in or pressed
    text: str
    muted: str
    accent: str
    on_accent: str
    ok: str
    warning: str
    error: str
    ok_wash: str
    warning_wash: str
    error_wash: str
    accent_wash: str

    def tone(self, tone: Tone) -> str:
        """Return the colour of a tone."""
        return str(getattr(self, tone.value))


LIGHT = Colours(
    window="#f4f5f6",
    base="#ffffff",
    card="#ffffff",
    surface="#ebedf0",
    line="#c9ced6",
    outline="#aeafb0",
    text="#1b1f24",
    muted="#56606c",
    accent="#1c5a9c",
    on_accent="#ffffff",
    ok="#1d6b3a",
    warning="#8a4b00",
    error="#b3261e",
    ok_wash="#e3f2e8",
    warning_wash="#fdf0dc",
    error_wash="#fce8e6",
    accent_wash="#e0ebf7",
)
DARK = Colours(
    window="#1c1f23",
    base="#131518",
    card="#262a30",
    surface="#202429",
    line="#4b535e",
    outline="#7d8794",
    text="#e6e9ed",
    muted="#a4aebb",
    accent="#82b7f2",
    on_accent="#0c1a29",
    ok="#7fcf9a",
    warning="#f0b866",
    error="#ff9d94",
    ok_wash="#1b3325",
    warning_wash="#3a2c14",
    error_wash="#432321",
    accent_wash="#1f344c",
)


class _ThemeState:
    """Colours in use; one per process, as palette and style sheet are."""

    colours: Colours = LIGHT


_state = _ThemeState()


def current_colours() -> Colours:
    """Return the colours in use."""
    return _state.colours


def is_dark() -> bool:
    """Return whether the dark colours are in use."""
    return _state.colours is DARK


def choose_colours(choice: ThemeChoice, system_is_dark: bool) -> Colours:
    """Return the colours of a choice; 依系統 follows the system."""
    is_dark = system_is_dark if choice is ThemeChoice.SYSTEM else choice is ThemeChoice.DARK
    return DARK if is_dark else LIGHT


def colour_ground(app: QApplication, choice: ThemeChoice) -> None:
    """Set the colour behind everything for the first paint; `apply_theme` does all the rest."""
    if choice is not ThemeChoice.SYSTEM:  # the system's own is there already
        palette = QPalette()
        ground = choose_colours(choice, system_is_dark=False).window
        palette.setColor(QPalette.ColorRole.Window, QColor(ground))
        app.setPalette(palette)


def apply_theme(
    app: QApplication, choice: ThemeChoice = ThemeChoice.SYSTEM, text_scale: int = 100
) -> None:
    """Set style, palette, font and spacing of the whole window; may be called again any time."""
    # Not every platform lets a program choose its scheme, so our own colours do not rely on it;
    # where it can be chosen, window frames and file dialogs follow.
    hints, schemes = app.styleHints(), QtCore.Qt.ColorScheme
    hints.setColorScheme(
        {
            ThemeChoice.SYSTEM: schemes.Unknown,
            ThemeChoice.LIGHT: schemes.Light,
            ThemeChoice.DARK: schemes.Dark,
        }[choice]
    )
    colours = choose_colours(choice, hints.colorScheme() == schemes.Dark)
    _state.colours = colours
    app.setPalette(build_palette(colours))
    for kinds, outline in ((_INPUTS, colours.outline), (_LISTS, colours.line)):
        palette = build_outlined_palette(colours, outline)
        for each in kinds:  # by name: bytes, which the stubs want, do nothing
            app.setPalette(palette, each)  # type: ignore[arg-type]
    app.setStyleSheet(build_style_sheet(colours, text_scale))
    # After the sheet, with which Qt takes the system's fonts of tables, menus and boxes anew.
    app.setFont(build_font(text_scale))


def build_font(text_scale: int = 100) -> QFont:
    """Build the UI font, with tabular figures."""
    font = QFont()
    font.setFamilies(list(UI_FONTS))
    font.setPointSizeF(BASE_POINT_SIZE * text_scale / 100)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def build_palette(colours: Colours) -> QPalette:
    """Build the palette of the Fusion style."""
    role = QPalette.ColorRole
    palette = QPalette()
    for target, name in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, colours.base),
        (role.AlternateBase, colours.surface),
        (role.Text, colours.text),
        (role.Button, colours.surface),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.error),
        (role.ToolTipBase, colours.base),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.muted),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Mid, colours.line),
    ):
        palette.setColor(target, QColor(name))
    for target in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, target, QColor(colours.muted))
    return palette


def build_outlined_palette(colours: Colours, outline: str) -> QPalette:
    """Build the palette of widgets with an outline, which Fusion takes from the colour behind them.

    That is hardly seen on dark ground; these widgets have no use for the colour but this one.
    """
    palette = build_palette(colours)
    behind = QColor(outline).lighter(_FUSION_DARKENS_PERCENT)
    palette.setColor(QPalette.ColorRole.Window, behind)
    return palette


def build_style_sheet(colours: Colours, text_scale: int = 100) -> str:
    """Build the style sheet: spacing, and the tones and text styles by name."""
    rules = [_SPACING]
    for tone in Tone:
        rules.append(f'QLabel[tone="{tone}"] {{ color: @{tone.value}; }}')
    for style, factor in (("title", 1.35), ("heading", 1.15), ("small", 0.92)):
        size = BASE_POINT_SIZE * text_scale / 100 * factor
        weight = "normal" if style == "small" else "600"
        rules.append(
            f'QLabel[textStyle="{style}"] {{ font-size: {size:.1f}pt; font-weight: {weight}; }}'
        )
    sheet = "\n".join(rules)
    for each in sorted(colours._fields, key=len, reverse=True):
        sheet = sheet.replace(f"@{each}", getattr(colours, each))
    return sheet


_SPACING = """
QLineEdit, QComboBox, QAbstractSpinBox { padding: 3px 6px; }
QLineEdit[problem="true"], QPlainTextEdit[problem="true"] { border: 1px solid @error; }
QFrame[panel="input"] { background: @base; border: 1px solid @outline; border-radius: 2px; }
QFrame[panel="input"][active="true"] { border-color: @accent; }
QFrame[panel="input"][problem="true"] { border-color: @error; }
QFrame[panel="input"] QLineEdit { background: @base; border: none; }
QFrame[panel="token"] { background: @accent_wash; border: 1px solid @line; border-radius: 3px; }
QFrame[panel="token"][active="true"] { border: 1px solid @accent; background: @surface; }
QFrame[panel="token"] QToolButton { padding: 0px; border: none; }
QPushButton { padding: 4px 14px; }
QPushButton[primary="true"] {
    background: @accent; color: @on_accent; border: 1px solid @accent; border-radius: 3px;
    font-weight: 600; padding: 5px 16px;
}
QPushButton[primary="true"]:hover { border: 1px solid @text; }
QPushButton[primary="true"]:focus { border: 2px solid @text; padding: 4px 15px; }
QPushButton[primary="true"]:disabled { background: @surface; color: @muted; border-color: @line; }
QToolButton { padding: 3px 6px; }
QHeaderView::section { padding: 4px 6px; }
QFrame[panel="card"] { background: @card; border: 1px solid @line; border-radius: 4px; }
QFrame[panel="rail"] { background: @surface; border-right: 1px solid @line; }
QFrame[panel="rail"] QToolButton {
    padding: 6px 10px; border: none; border-radius: 4px; text-align: left;
}
QFrame[panel="rail"] QToolButton:hover { background: @window; }
QFrame[panel="rail"] QToolButton:checked {
    background: @accent_wash; color: @accent; font-weight: 600;
}
QFrame[panel="rail"] QToolButton:focus { border: 1px solid @accent; }
QFrame[panel="surface"] { background: @surface; }
QFrame[panel="top"] { background: @surface; border-bottom: 1px solid @line; }
QFrame[panel="bottom"] { background: @surface; border-top: 1px solid @line; }
QFrame[panel="row"] { background: @window; border: 1px solid @line; border-radius: 4px; }
QFrame[panel="drop"] { background: @accent; }
QFrame[panel="line"]:hover, QFrame[panel="line"]:focus { background: @accent_wash; }
QFrame[panel="ok"] { background: @ok_wash; border: 1px solid @ok; border-radius: 4px; }
QFrame[panel="warning"] {
    background: @warning_wash; border: 1px solid @warning; border-radius: 4px;
}
QFrame[panel="error"] { background: @error_wash; border: 1px solid @error; border-radius: 4px; }
QFrame[panel="info"] { background: @accent_wash; border: 1px solid @accent; border-radius: 4px; }
QAbstractItemView { selection-background-color: @accent_wash; selection-color: @text; }
QToolTip { padding: 4px; }
"""


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Set the tone of a label; the colour follows the theme."""
    _set_property(widget, "tone", tone.value)


def set_text_style(widget: QWidget, style: str) -> None:
    """Style a label as `title`, `heading` or `small`."""
    _set_property(widget, "textStyle", style)


def set_panel(widget: QWidget, panel: str) -> None:
    """Style a frame by one of the panels of the style sheet."""
    _set_property(widget, "panel", panel)


def set_problem(widget: QWidget, has_problem: bool) -> None:
    """Mark an input whose text cannot be read."""
    _set_property(widget, "problem", "true" if has_problem else "false")


def set_active(widget: QWidget, is_active: bool) -> None:
    """Mark what the keyboard acts on: a box with the focus, a marked token in it."""
    _set_property(widget, "active", "true" if is_active else "false")


def set_primary(widget: QWidget, is_primary: bool = True) -> None:
    """Style a button as the page's primary one."""
    _set_property(widget, "primary", "true" if is_primary else "false")


def _set_property(widget: QWidget, name: str, value: str) -> None:
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(QtCore.Qt.WidgetAttribute.WA_WState_Polished):
        return  # the style reads it when the widget is first shown
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
