"""Settings page of both roles: money unit, theme, text size, language, data file, another store."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

import app
from app.models.money import MoneyUnit
from app.ui.forms.editors.editor import NO_WHEEL_POLICY
from app.ui.messages import word
from app.ui.settings.store_card import StoreRows
from app.ui.settings.timestamp_card import TimestampRows
from app.ui.shell.page import Page
from app.ui.shell.workspace import Workspace
from app.ui.translation import as_written, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import TEXT_SCALES, ThemeChoice, Tone

_LANGUAGES = (("zh", as_written("中文")), ("en", "English"))
_SHORTCUTS = (
    ("Ctrl+K", tr("前往頁面、計畫、節或欄位")),
    ("Alt+1 … Alt+9", tr("切換頁面")),
    ("Alt+← / Alt+→", tr("上一個、下一個位置")),
    ("F8 / Shift+F8", tr("下一項、上一項檢核結果")),
    ("Ctrl+Enter", tr("下一節")),
    ("F6", tr("下一個區塊（清單、表單、檢核…）")),
    ("Ctrl+F / Ctrl+Shift+F", tr("在本頁尋找、在全部內容中尋找")),
    ("Ctrl+Z / Ctrl+Y", tr("復原、重做")),
    ("F2", tr("編輯表格儲存格")),
    ("Alt+↓", tr("在日期欄開啟月曆")),
    ("F1", tr("顯示或隱藏欄位說明")),
    ("Ctrl+P", tr("預覽")),
    ("Ctrl+S", tr("查看存檔時間與位置（內容一律自動存檔）")),
)


class SettingsPage(Page):
    """Every choice is saved and takes effect at once, except the language."""

    title = tr("設定")

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        present = workspace.preferences.present
        units = [(each, word(each)) for each in MoneyUnit]
        self.unit = _build_choice(tr("金額單位"), units, workspace.unit)
        self.unit.activated.connect(lambda: workspace.set_unit(self.unit.currentData()))
        workspace.unit_changed.connect(
            lambda unit: self.unit.setCurrentIndex(self.unit.findData(unit))
        )
        scales = [(each, f"{each}%") for each in TEXT_SCALES]
        self.scale = _build_choice(tr("文字大小"), scales, present.text_scale)
        self.scale.activated.connect(self._change_appearance)
        self.language = _build_choice(tr("語言"), _LANGUAGES, present.language)
        self.language.activated.connect(
            lambda: workspace.preferences.change(language=self.language.currentData())
        )
        themes = [(each, word(each)) for each in ThemeChoice]
        self.theme = _build_choice(tr("色彩"), themes, present.theme)
        self.theme.activated.connect(self._change_appearance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        scroll = build_scroll_area(self._build_body())
        layout.addWidget(scroll)

    def _change_appearance(self) -> None:
        self._workspace.preferences.change(
            text_scale=self.scale.currentData(), theme=self.theme.currentData()
        )
        self._workspace.appearance_changed.emit()

    def _show_about(self) -> None:
        from app.ui.settings.about_dialog import show_about  # seldom wanted

        show_about(self)

    def _build_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[theme.GAP_SECTION] * 4)
        column.setSpacing(theme.GAP_LARGE)
        show = QFormLayout()
        show.addRow(tr("金額單位"), self.unit)
        show.addRow(tr("文字大小"), self.scale)
        show.addRow(tr("色彩"), self.theme)
        show.addRow(tr("語言"), _beside(self.language, tr("下次開啟程式時改用。")))
        column.addWidget(_build_card(tr("顯示"), show))
        self.data = StoreRows(self._workspace)
        column.addWidget(_build_card(tr("資料"), self.data))
        self.timestamps = TimestampRows(self._workspace)
        column.addWidget(_build_card(tr("時戳服務"), self.timestamps))
        keys = QFormLayout()
        for combination, words in _SHORTCUTS:
            keys.addRow(combination, build_label(words))
        column.addWidget(_build_card(tr("鍵盤"), keys))
        version = build_label(tr("Tianbao 填報 {version}", version=app.__version__), Tone.MUTED)
        self.about = QPushButton(tr("關於與授權…"))
        self.about.clicked.connect(self._show_about)
        column.addLayout(fill_box(QHBoxLayout(), version, self.about, 1, spacing=theme.GAP))
        column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH)
        return body


def _build_choice(name: str, entries: Sequence[tuple[object, str]], present: object) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setFocusPolicy(NO_WHEEL_POLICY)
    choice.setMinimumWidth(140)
    for value, text in entries:
        choice.addItem(text, value)
    choice.setCurrentIndex(choice.findData(present))
    policy = choice.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Fixed)
    choice.setSizePolicy(policy)
    return choice


def _beside(choice: QComboBox, words: str) -> QHBoxLayout:
    return fill_box(QHBoxLayout(), choice, (build_label(words, Tone.MUTED), 1), spacing=theme.GAP)


def _build_card(title: str, rows: QFormLayout) -> QFrame:
    card = QFrame()
    theme.set_panel(card, "card")
    rows.setHorizontalSpacing(theme.GAP_SECTION)
    rows.setVerticalSpacing(theme.GAP)
    fill_box(QVBoxLayout(card), build_label(title, style="heading"), rows, margins=theme.GAP_LARGE)
    return card
