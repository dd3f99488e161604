"""信任政策 on the registry page: the one in force, importing one, going back to the built-in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.models.periods import format_taiwan_day
from app.office.registry.policy import PolicyStanding
from app.ui.office.page_frame import OfficePage
from app.ui.translation import tr
from app.ui.widgets import dialogs
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import TintedButton


class PolicyLine(QWidget):
    """One line: the policy in force, and two buttons."""

    changed = Signal(str)
    """Something was done: the sentence to show."""

    def __init__(self, page: OfficePage) -> None:
        super().__init__()
        self._page = page
        self.words = build_label(tone=Tone.MUTED, wraps=True)
        self.import_button = TintedButton("scale", tr("匯入信任政策…"), self.import_file)
        self.remove_button = TintedButton("undo-2", tr("改用內建政策…"), self.remove)
        fill_box(QHBoxLayout(self), (self.words, 1), self.remove_button, self.import_button)

    def show_standing(self, standing: PolicyStanding) -> None:
        """Show which policy is in force."""
        named = tr(
            "信任政策：{title}（第 {version} 版）",
            title=standing.policy.title,
            version=standing.policy.version,
        )
        if standing.is_own and standing.since is not None:
            since = format_taiwan_day(standing.since)
            named = tr("{named}，自 {since}起使用。", named=named, since=since)
        else:
            named = tr("{named}，本程式內建。", named=named)
        self.words.setText(named)
        self.remove_button.setVisible(standing.is_own)

    def import_file(self) -> None:
        """Ask for a policy file and put it in force."""
        workspace = self._page.workspace
        paths = dialogs.ask_open_files(self, tr("選擇信任政策檔"), tr("信任政策 (*.toml)"))
        if not paths:
            return
        with self._page.notices.showing_errors():
            title = workspace.desk.policy.import_file(paths[0]).policy.title
            self.changed.emit(
                tr("已改用信任政策「{title}」。請重新寫出填報包，各機關才會依此驗章。", title=title)
            )

    def remove(self) -> None:
        """Ask, and go back to the built-in policy."""
        question = tr("要移除自訂的信任政策，改回本程式內建的政策嗎？")
        if not dialogs.ask_yes_no(self, tr("改用內建政策"), question, tr("移除")):
            return
        with self._page.notices.showing_errors():
            self._page.workspace.desk.policy.remove()
            self.changed.emit(tr("已改回內建的信任政策。請重新寫出填報包，各機關才會依此驗章。"))
