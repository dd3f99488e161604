"""Settings of both roles: money unit, text size, theme, where the data lies, another store."""

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

import app
from app.config import local_data_folder
from app.models.money import MoneyUnit
from app.ui.forms.editor import NO_WHEEL_POLICY
from app.ui.settings.timestamp_card import TimestampRows
from app.ui.shell.page import Page
from app.ui.shell.workspace import Workspace
from app.ui.widgets import theme
from app.ui.widgets.theme import TEXT_SCALES, ThemeChoice, Tone

_THEMES = (
    (ThemeChoice.SYSTEM, "依系統"),
    (ThemeChoice.LIGHT, "淺色"),
    (ThemeChoice.DARK, "深色"),
)
_SHORTCUTS = (
    ("Ctrl+K", "前往頁面、計畫、節或欄位"),
    ("Alt+1 … Alt+9", "切換頁面"),
    ("Alt+← / Alt+→", "上一個、下一個位置"),
    ("F8 / Shift+F8", "下一項、上一項檢核結果"),
    ("Ctrl+Enter", "下一節"),
    ("Ctrl+F / Ctrl+Shift+F", "在本頁尋找、在全部內容中尋找"),
    ("Ctrl+Z / Ctrl+Y", "復原、重做"),
    ("F2", "編輯表格儲存格"),
    ("F1", "顯示或隱藏欄位說明"),
    ("Ctrl+P", "預覽"),
    ("Ctrl+S", "查看存檔時間與位置（內容一律自動存檔）"),
)


class SettingsPage(Page):
    """Every choice takes effect at once and is remembered."""

    title = "設定"
    icon_name = "settings"

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self._workspace = workspace
        present = workspace.preferences.present
        self.unit = _build_choice("金額單位", [(each, each.value) for each in MoneyUnit])
        self.unit.setCurrentIndex(self.unit.findData(workspace.unit))
        self.unit.activated.connect(lambda: workspace.set_unit(self.unit.currentData()))
        workspace.unit_changed.connect(
            lambda unit: self.unit.setCurrentIndex(self.unit.findData(unit))
        )
        self.scale = _build_choice("文字大小", [(each, f"{each}%") for each in TEXT_SCALES])
        self.scale.setCurrentIndex(self.scale.findData(present.text_scale))
        self.scale.activated.connect(self._change_appearance)
        self.theme = _build_choice("色彩", list(_THEMES))
        self.theme.setCurrentIndex(self.theme.findData(present.theme))
        self.theme.activated.connect(self._change_appearance)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(self._build_body())
        layout.addWidget(scroll)

    def _change_appearance(self) -> None:
        self._workspace.preferences.change(
            text_scale=self.scale.currentData(), theme=self.theme.currentData()
        )
        self._workspace.appearance_changed.emit()

    def _build_body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(*[theme.GAP_SECTION] * 4)
        column.setSpacing(theme.GAP_LARGE)
        show = QFormLayout()
        show.addRow("金額單位", self.unit)
        show.addRow("文字大小", self.scale)
        show.addRow("色彩", self.theme)
        column.addWidget(_build_card("顯示", show))
        column.addWidget(_build_card("資料", self._build_data_rows()))
        self.timestamps = TimestampRows(self._workspace)
        column.addWidget(_build_card("時戳服務", self.timestamps))
        keys = QFormLayout()
        for combination, words in _SHORTCUTS:
            keys.addRow(combination, QLabel(words))
        column.addWidget(_build_card("鍵盤", keys))
        version = QLabel(f"Tianbao 填報 {app.__version__}")
        theme.set_tone(version, Tone.MUTED)
        column.addWidget(version)
        column.addStretch(1)
        body.setMaximumWidth(theme.READING_WIDTH)
        return body

    def _build_data_rows(self) -> QFormLayout:
        rows = QFormLayout()
        store = QLabel(str(self._workspace.store))
        folder = QLabel(str(local_data_folder()))
        for label in (store, folder):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        rows.addRow("目前資料檔", store)
        rows.addRow("本機資料夾", folder)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.GAP)
        self.open_folder = QPushButton("開啟資料夾")
        self.open_folder.clicked.connect(
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._workspace.store.parent)))
        )
        self.other_store = QPushButton("改用其他資料檔或身分…")
        self.other_store.clicked.connect(self._workspace.other_store_requested)
        buttons.addWidget(self.open_folder)
        buttons.addWidget(self.other_store)
        buttons.addStretch(1)
        rows.addRow("", buttons)
        note = QLabel("資料檔請放在本機磁碟，不要放在網路磁碟或雲端同步資料夾。")
        note.setWordWrap(True)
        theme.set_tone(note, Tone.MUTED)
        rows.addRow("", note)
        return rows


def _build_choice(name: str, entries: list[tuple[object, str]]) -> QComboBox:
    choice = QComboBox()
    choice.setAccessibleName(name)
    choice.setFocusPolicy(NO_WHEEL_POLICY)
    choice.setMinimumWidth(140)
    for value, text in entries:
        choice.addItem(text, value)
    policy = choice.sizePolicy()
    policy.setHorizontalPolicy(policy.Policy.Fixed)
    choice.setSizePolicy(policy)
    return choice


def _build_card(title: str, rows: QFormLayout) -> QFrame:
    card = QFrame()
    theme.set_panel(card, "card")
    heading = QLabel(title)
    theme.set_text_style(heading, "heading")
    rows.setHorizontalSpacing(theme.GAP_SECTION)
    rows.setVerticalSpacing(theme.GAP)
    layout = QVBoxLayout(card)
    layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
    layout.addWidget(heading)
    layout.addLayout(rows)
    return card
