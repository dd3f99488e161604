"""Panel above the form of a project: what a newer form or programme set aside there."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.agency.drafts.change import Change
from app.agency.drafts.draft import Draft
from app.agency.drafts.set_aside import SetAsideEntry
from app.forms.unread_texts import NOT_TAKEN
from app.models.answers import Place
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import build_scroll_area, fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone

_LIST_HEIGHT = 220
"""The list scrolls beyond this, so that the form below keeps its room (in device-independent
pixels)."""


class SetAsidePanel(QFrame):
    """改版後移出的內容 of one project (None: the agency's part); hidden where there is none."""

    def __init__(
        self, workspace: AgencyWorkspace, draft: Draft, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._draft = draft
        self._project: str | None = None
        self._has_acted = False
        theme.set_panel(self, "warning")
        self.head = build_label(style="section")
        self.toggle = QPushButton()
        self.toggle.clicked.connect(lambda: self._open(self.list.isHidden()))
        words = build_label(
            tr("新版表單不再填報，或改為其他類型。以下內容不隨填報表送出，可複製、填回或捨棄。"),
            Tone.MUTED,
            wraps=True,
        )
        self.done = build_label(wraps=True)
        self.undo = QPushButton(tr("復原"))
        self.undo.clicked.connect(lambda: workspace.undo())
        self.foot = QWidget()
        fill_box(QHBoxLayout(self.foot), (self.done, 1), self.undo, margins=0)
        self.list: QScrollArea = build_scroll_area()
        self.list.setMaximumHeight(_LIST_HEIGHT)
        self.rows: list[SetAsideRow] = []
        fill_box(
            QVBoxLayout(self),
            fill_box(QHBoxLayout(), (self.head, 1), self.toggle),
            words,
            self.list,
            self.foot,
            margins=theme.GAP,
            spacing=theme.GAP_SMALL,
        )
        self.foot.hide()
        self._open(True)
        workspace.draft_changed.connect(self._follow)
        self._show_entries()

    def show_project(self, project: str | None) -> None:
        """Show what is set aside of one project."""
        if project != self._project:
            self._project = project
            self.foot.hide()
        self._show_entries()

    def _follow(self, places: frozenset[Place]) -> None:
        if not places:
            return  # another draft, which gets a panel of its own
        if not self._has_acted:
            self.foot.hide()  # Ctrl+Z would take something else back by now
        self._show_entries()

    def _show_entries(self) -> None:
        known = self._draft.blank.project_ids
        entries = [
            each
            for each in self._draft.set_aside.entries()
            if (each.place.project if each.place.project in known else None) == self._project
        ]
        self.rows = [SetAsideRow(each, self._take_over, self._discard) for each in entries]
        self.head.setText(tr("改版後移出的內容（{count}）", count=len(entries)))
        body = QWidget()
        fill_box(QVBoxLayout(body), *self.rows, 1, margins=0, spacing=theme.GAP_SMALL)
        old = self.list.takeWidget()
        if old is not None:
            old.deleteLater()  # the button in it that was pressed is still at work
        self.list.setWidget(body)
        self.setVisible(bool(entries) or self._has_acted or not self.foot.isHidden())

    def _take_over(self, entry: SetAsideEntry) -> None:
        done = tr("已填回「{name}」。", name=entry.labels[-1])
        self._act(lambda: self._draft.set_aside.take_over(entry), done)

    def _discard(self, entry: SetAsideEntry) -> None:
        done = tr("已捨棄「{name}」。", name=entry.labels[-1])
        self._act(lambda: self._draft.set_aside.discard(entry), done)

    def _act(self, act: Callable[[], Change], done: str) -> None:
        with self._workspace.telling_errors():
            change = act()
            self._has_acted = True
            self.done.setText(done)
            self.foot.show()
            self._workspace.note_change(frozenset(change.places))
            self._has_acted = False
            self._focus_next()

    def _focus_next(self) -> None:
        """Keep the keyboard here: the button that was pressed is gone with its row."""
        if self.rows:
            self.rows[0].copy.setFocus()
        else:
            self.undo.setFocus()

    def _open(self, is_open: bool) -> None:
        self.list.setVisible(is_open)
        self.toggle.setText(tr("收合") if is_open else tr("展開"))


class SetAsideRow(QFrame):
    """One value: what it was called, what it was, and what can be done with it."""

    def __init__(
        self,
        entry: SetAsideEntry,
        take_over: Callable[[SetAsideEntry], None],
        discard: Callable[[SetAsideEntry], None],
    ) -> None:
        super().__init__()
        self.entry = entry
        theme.set_panel(self, "surface")
        name = "・".join(entry.labels)
        head = build_label(_describe_origin(entry, name), Tone.MUTED, style="small", wraps=True)
        text = build_label(entry.text, wraps=True, selectable=True)
        self.offer = build_label(_describe_offer(entry), Tone.MUTED, style="small", wraps=True)
        self.offer.setVisible(bool(self.offer.text()))
        self.copy = QPushButton(tr("複製"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(entry.text))
        self.take_over = QPushButton(tr("填回"))
        self.take_over.setVisible(entry.offer is not None)
        self.take_over.clicked.connect(lambda: take_over(entry))
        self.discard = QPushButton(tr("捨棄"))
        self.discard.clicked.connect(lambda: discard(entry))
        for button in (self.copy, self.take_over, self.discard):
            button.setAccessibleName(tr("{action}「{name}」", action=button.text(), name=name))
        buttons = fill_box(QHBoxLayout(), self.copy, self.take_over, self.discard, 1)
        fill_box(
            QVBoxLayout(self),
            head,
            text,
            self.offer,
            buttons,
            margins=theme.GAP_SMALL,
            spacing=theme.GAP_SMALL,
        )


def _describe_origin(entry: SetAsideEntry, name: str) -> str:
    if entry.key is None:
        return tr("{name}：計畫或目標已不在方案內", name=name)
    if entry.code == NOT_TAKEN:
        return tr(
            "{name}：輸入而未採用的內容（表單第 {version} 版）",
            name=name,
            version=entry.form_version,
        )
    if entry.code:
        return tr(
            "{name}：{code} 的理由（表單第 {version} 版）",
            name=name,
            code=entry.code,
            version=entry.form_version,
        )
    if entry.is_asked_otherwise:
        return tr(
            "{name}（表單第 {version} 版）：新版改為其他類型或選項，請決定是否填回",
            name=name,
            version=entry.form_version,
        )
    return tr("{name}（表單第 {version} 版）：新版已無此欄", name=name, version=entry.form_version)


def _describe_offer(entry: SetAsideEntry) -> str:
    offer = entry.offer
    if offer is None:
        return ""
    if offer.replaces:
        return tr(
            "填回後為「{text}」，取代目前的「{present}」", text=offer.text, present=offer.replaces
        )
    return tr("填回後為「{text}」", text=offer.text)
