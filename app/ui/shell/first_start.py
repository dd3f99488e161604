"""First-start page: choice of the role, then a new or an existing store."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.errors import AppError
from app.store.inspection import default_store_path, read_store_kind
from app.ui.shell.preferences import Preferences, Role
from app.ui.translation import tr
from app.ui.widgets import dialogs, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedMark

STORE_FILTER = tr("填報資料檔 (*.tianbao)")
_ROLES = (
    (
        Role.AGENCY,
        "pencil-line",
        tr("機關填報"),
        tr("各主辦機關使用：匯入填報包、填寫執行成果、檢核、簽章並匯出填報表。"),
    ),
    (
        Role.OFFICE,
        "layers",
        tr("協調彙整"),
        tr("彙整機關使用：發出填報包、收件驗章、審查、合併並產製年度報告。"),
    ),
)


class FirstStartPage(QWidget):
    """Two cards, one per role. Emits `store_chosen(role, path)` once the store exists."""

    store_chosen = Signal(object, object)

    def __init__(self, preferences: Preferences) -> None:
        super().__init__()
        self.notices = NoticeBar()
        heading = build_label(tr("歡迎使用 Tianbao 填報"), style="title")
        intro = build_label(
            tr("請選擇這台電腦上要做的工作。之後會直接開啟；可於「設定」改換。"), Tone.MUTED
        )
        cards = QHBoxLayout()
        cards.setSpacing(theme.GAP_LARGE)
        self.buttons: dict[tuple[Role, str], QPushButton] = {}
        for role, icon_name, title, text in _ROLES:
            cards.addWidget(self._build_card(role, icon_name, title, text))
        column = fill_box(
            QVBoxLayout(), 1, heading, intro, self.notices, cards, spacing=theme.GAP_LARGE
        )
        if preferences.store:
            last = build_label(
                tr("上次使用的資料檔：{store}", store=preferences.store),
                Tone.MUTED,
                selectable=True,
            )
            column.addWidget(last)
        column.addStretch(2)
        body = QWidget()
        body.setLayout(column)
        body.setMaximumWidth(theme.READING_WIDTH)
        fill_box(QHBoxLayout(self), 1, (body, 8), 1)

    def _build_card(self, role: Role, icon_name: str, title: str, text: str) -> QFrame:
        card = QFrame()
        theme.set_panel(card, "card")
        head = QHBoxLayout()
        head.addWidget(TintedMark(icon_name, Tone.ACCENT, 20))
        head.addWidget(build_label(title, style="heading"), 1)
        path = default_store_path(role.value)
        start = QPushButton(tr("開啟資料檔") if path.exists() else tr("建立新的資料檔"))
        theme.set_primary(start)
        start.clicked.connect(lambda: self.store_chosen.emit(role, path))
        choose = QPushButton(tr("開啟其他資料檔…"))
        choose.clicked.connect(lambda: self._ask_for_store(role))
        self.buttons[role, "start"] = start
        self.buttons[role, "choose"] = choose
        layout = QVBoxLayout(card)
        layout.setContentsMargins(*[theme.GAP_LARGE] * 4)
        layout.setSpacing(theme.GAP)
        fill_box(
            layout,
            head,
            build_label(text, wraps=True),
            1,
            start,
            choose,
            build_label(tr("預設位置：{path}", path=path), Tone.MUTED, style="small", wraps=True),
        )
        return card

    def _ask_for_store(self, role: Role) -> None:
        folder = default_store_path(role.value).parent
        path = dialogs.ask_open_file(self, tr("開啟資料檔"), STORE_FILTER, folder)
        if path is None:
            return
        try:
            found = Role(read_store_kind(Path(path)))
        except AppError as error:
            self.notices.show_error(error)
            return
        self.store_chosen.emit(found, path)
