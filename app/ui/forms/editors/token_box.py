"""A box of tokens with a line behind them: one stop of Tab, whatever stands in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from app.forms.field_types.choices import Hit
from app.ui.forms.editors.search_line import SearchLine
from app.ui.translation import join_words, tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.tinted import IconButton

_WIDEST_TOKEN = 320
_LINE_WIDTH = 150


class TokenLine(SearchLine):
    """Keys at the beginning of the line mean the tokens before it."""

    stepped = Signal(int)
    """-1 and 1: to the token before or behind the marked one."""
    removal_asked = Signal()
    """Of the marked token, or of the last one."""
    ended = Signal()
    """Enter, with nothing in the list to take."""

    has_mark = False
    """Whether a token is marked, so that Delete means it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the tokens and remove them from where the text begins."""
        key, keys = event.key(), Qt.Key
        is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        begins = self.cursorPosition() == 0 and not self.hasSelectedText()
        if key in (keys.Key_Return, keys.Key_Enter) and not self.is_listing:
            self.ended.emit()
        elif is_plain and key == keys.Key_Left and begins:
            self.stepped.emit(-1)
        elif is_plain and key == keys.Key_Right and self.has_mark:
            self.stepped.emit(1)
        elif is_plain and (
            (key == keys.Key_Backspace and begins) or (key == keys.Key_Delete and self.has_mark)
        ):
            if not event.isAutoRepeat():  # whoever deletes a long text does not mean what is before
                self.removal_asked.emit()
        else:
            super().keyPressEvent(event)


class Token(QFrame):
    """One chosen entry, with a cross for the mouse."""

    removed = Signal()

    def __init__(self, label: str) -> None:
        super().__init__()
        self.label = label
        theme.set_panel(self, "token")
        text: QLabel = build_label()
        text.setText(
            text.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, _WIDEST_TOKEN)
        )
        self.setToolTip(build_tip(label))
        self.cross = IconButton("x", tr("移除「{name}」", name=label))
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        fill_box(QHBoxLayout(self), text, self.cross, margins=(6, 1, 1, 1), spacing=2)


class TokenBox(QFrame):
    """Tokens that wrap like words; the line takes what is left of the last row."""

    removed = Signal(str)
    """The id of a token the officer takes away."""

    def __init__(self, name: str, search: Callable[[str], Sequence[Hit]]) -> None:
        super().__init__()
        self._name = name
        self._tokens: dict[str, Token] = {}
        self._marked: str | None = None
        self._is_read_only = False
        theme.set_panel(self, "input")
        self.line = TokenLine(search)
        self.line.setFrame(False)
        self.line.setMinimumWidth(_LINE_WIDTH)
        self.line.setAccessibleName(name)
        self.line.stepped.connect(self._step)
        self.line.removal_asked.connect(self._remove_marked)
        self.line.textEdited.connect(lambda: self._mark(None))
        self.line.installEventFilter(self)
        self._flow = FlowLayout(self, gap=theme.GAP_SMALL, stretches_last=True)
        self._flow.setContentsMargins(3, 3, 3, 3)
        self._flow.addWidget(self.line)
        self._describe()

    @property
    def labels(self) -> tuple[str, ...]:
        """What the tokens say, in order."""
        return tuple(each.label for each in self._tokens.values())

    def token(self, key: str) -> Token:
        """Return the token of an id."""
        return self._tokens[key]

    def show_tokens(self, tokens: Sequence[tuple[str, str]]) -> None:
        """Show entries as (id, label)."""
        if [*self._tokens] == [key for key, _ in tokens]:
            return
        for token in self._tokens.values():
            let_go(token)
        while self._flow.takeAt(0) is not None:
            pass
        self._tokens = {key: self._build_token(key, label) for key, label in tokens}
        for token in self._tokens.values():
            self._flow.addWidget(token)
        self._flow.addWidget(self.line)
        self._mark(None)
        self._describe()
        self.updateGeometry()

    def set_read_only(self, read_only: bool) -> None:
        """Let the tokens be read only, or changed again."""
        self._is_read_only = read_only
        self.line.setReadOnly(read_only)
        for token in self._tokens.values():
            token.cross.setVisible(not read_only)
        self._describe()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Frame the box while its line has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            theme.set_active(self, True)
        elif event.type() == QEvent.Type.FocusOut:
            theme.set_active(self, False)
            self._mark(None)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click anywhere in the box is one into its line."""
        self.line.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _build_token(self, key: str, label: str) -> Token:
        token = Token(label)
        token.cross.setVisible(not self._is_read_only)
        token.removed.connect(lambda: self.removed.emit(key))
        return token

    def _step(self, by: int) -> None:
        keys = [*self._tokens]
        at = keys.index(self._marked) if self._marked in keys else len(keys)
        self._mark(keys[max(at + by, 0)] if 0 <= at + by < len(keys) or (by < 0 and keys) else None)

    def _remove_marked(self) -> None:
        keys = [*self._tokens]
        if not keys or self._is_read_only:
            return
        key = self._marked or keys[-1]
        at = keys.index(key)
        follows = keys[at + 1] if self._marked is not None and at + 1 < len(keys) else None
        self.removed.emit(key)
        if follows in self._tokens:
            self._mark(follows)

    def _mark(self, key: str | None) -> None:
        if key == self._marked:
            return
        for each, token in self._tokens.items():
            theme.set_active(token, each == key)
        self._marked = key
        self.line.has_mark = key is not None
        if key is not None:
            announce(self.line, tr("{name}，按 Delete 移除", name=self._tokens[key].label))

    def _describe(self) -> None:
        chosen = join_words(self.labels)
        self.line.setAccessibleDescription(
            tr("已選 {count} 項：{names}", count=len(self._tokens), names=chosen)
            if chosen
            else tr("尚未選擇")
        )
        is_inviting = not self._tokens and not self._is_read_only
        self.line.setPlaceholderText(tr("輸入編號或名稱，↓ 列出全部") if is_inviting else "")


def announce(widget: QWidget, sentence: str) -> None:
    """Have a screen reader say a sentence."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, sentence))
