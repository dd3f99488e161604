"""The frame all pages of the office share: a title line, messages, work under way, the content."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.models.rounds import Round
from app.ui.office.round_chooser import RoundChooser
from app.ui.office.workspace import OfficeWorkspace
from app.ui.shell.clock_monitor import ClockNotice
from app.ui.shell.page import Page
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.desktop import open_path
from app.ui.widgets.labels import build_label
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel

_MAKE_WORDS = tr(
    "彙整機關簽發填報包、憑證與收件回條時，使用自己的簽章金鑰。"
    "請設定金鑰的通行碼；金鑰檔會存在資料檔旁，通行碼不會存檔，每次開啟程式時輸入一次。"
)


class OfficePage(Page):
    """A page with `notices`, `tasks` and a content that may give way to an empty state.

    Subclasses add to `self.tools` (the right end of the title line) and put their widget in with
    `hold_contents`. With `minds_clock` it says on top where the clock is not believed.
    """

    def __init__(
        self, workspace: OfficeWorkspace, has_round: bool = True, minds_clock: bool = False
    ) -> None:
        super().__init__()
        self.workspace = workspace
        self.heading = build_label(self.title, style="title")
        self.notices = NoticeBar()
        self.clock = ClockNotice(workspace.clock_monitor) if minds_clock else None
        self.tasks = TaskPanel()
        self.tools = QHBoxLayout()
        self.stack = QStackedWidget()
        self.chooser = RoundChooser(workspace, self) if has_round else None
        shown = () if self.chooser is None else (self.chooser,)
        head = fill_box(QHBoxLayout(), self.heading, *shown, 1, self.tools, spacing=theme.GAP)
        clock = () if self.clock is None else (self.clock,)
        margins = (theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP)
        parts = (head, *clock, self.notices, self.tasks, (self.stack, 1))
        fill_box(QVBoxLayout(self), *parts, margins=margins, spacing=theme.GAP)
        workspace.round_changed.connect(self._refresh_if_shown)
        workspace.records_changed.connect(self._refresh_if_shown)

    def activate(self) -> None:
        """Show the present state."""
        if self.clock is not None:
            self.clock.show_state()
        self.refresh()

    def refresh(self) -> None:
        """Show what the store holds now."""
        raise NotImplementedError

    def hold_contents(self, *contents: QWidget) -> None:
        """Own the widgets one of which is shown; a widget nobody owns dies on any thread."""
        for each in contents:
            self.stack.addWidget(each)

    def set_content(self, content: QWidget) -> None:
        """Show one of the widgets held."""
        self.stack.setCurrentWidget(content)

    def ensure_key(self) -> bool:
        """Make or unlock the office's key if need be; False where the user left or it failed.

        One try a click: a wrong passphrase is said in the page, and nothing is tried again by
        itself.
        """
        from app.ui.widgets import dialogs  # after the first paint

        keys = self.workspace.desk.keys
        with self.notices.showing_errors():
            if keys.is_unlocked:
                return True
            if keys.certificate() is None:
                passphrase = dialogs.ask_new_passphrase(self, tr("建立金鑰"), _MAKE_WORDS)
                if passphrase is not None:
                    keys.make(passphrase)
                    self.workspace.note_change()
            else:
                passphrase = dialogs.ask_passphrase(
                    self, tr("解鎖彙整機關金鑰"), tr("請輸入彙整機關金鑰的通行碼：")
                )
                if passphrase is not None:
                    keys.unlock(passphrase)
        return keys.is_unlocked

    def write_round_files(
        self, agencies: Sequence[str] | None = None, round_: Round | None = None
    ) -> None:
        """Ask for a folder and write the round files of some agencies, or all, into it.

        They are those of the round in hand unless another one is given.
        """
        from app.ui.widgets import dialogs

        round_ = round_ or self.workspace.round
        if round_ is None or self.tasks.is_busy or not self.ensure_key():
            return
        folder = dialogs.ask_folder(self, tr("選擇存放填報包的資料夾"))
        if folder is None:
            return
        desk, round_id = self.workspace.desk, round_.id
        self.tasks.start(
            tr("產生填報包"),
            lambda _progress: desk.round_files.write(round_id, folder, agencies),
            lambda written: self._report_written(written, folder),
            self.notices.show_error,
        )

    def _report_written(self, written: dict[str, Path], folder: Path) -> None:
        self.workspace.note_change()
        if len(written) == 1:
            ((code, path),) = written.items()
            agency = self.workspace.agency_name(code)
            text = tr("已產生 {name}，請寄給{agency}。", name=path.name, agency=agency)
        else:
            text = tr(
                "已產生 {count} 個填報包，存於 {folder}。"
                "請寄發各機關；每個檔案只給檔名所示的機關。",
                count=len(written),
                folder=folder,
            )
        self.notices.show_done(text, (tr("開啟資料夾"), partial(open_path, folder)))

    def _refresh_if_shown(self) -> None:
        if self.isVisible():
            self.refresh()
