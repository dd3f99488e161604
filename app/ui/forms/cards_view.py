"""Section of free rows as cards (highlights, amendments): add, remove, move up and down."""

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.models.answers import ROWS, Place
from app.models.forms import BlankSection, RowsSpec
from app.ui.forms.fields_view import FieldGrid
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.tinted import IconButton, TintedButton


class CardsView(SectionView):
    """One card per row; removal is undone by Ctrl+Z rather than confirmed."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        assert section.spec.rows is not None
        self.rows: RowsSpec = section.spec.rows
        self.cards: dict[str, Card] = {}
        self._empty = build_help(tr("目前沒有{name}。", name=self.name))
        self.add = TintedButton("plus", tr("新增{name}", name=self.name), self._add)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(theme.GAP)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._stack)
        self.body.addLayout(fill_box(QHBoxLayout(), self.add, 1))
        self._show_rows()

    @property
    def name(self) -> str:
        """The label of one row."""
        return self.rows.label or self.section.spec.title

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present rows and values."""
        rows_place = Place(self.section.project_id, self.section.spec.id, None, ROWS)
        if not places or rows_place in places:
            self._show_rows()
        for card in self.cards.values():
            card.fields.refresh(places)

    def refresh_findings(self) -> None:
        """Show the present findings."""
        for card in self.cards.values():
            card.fields.refresh_findings()

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a field of a card."""
        if place.row is None:
            self.add.setFocus()
            return self.add
        card = self.cards.get(place.row)
        if card is None or place not in card.fields.boxes:
            return None
        box = card.fields.boxes[place]
        box.editor.setFocus()
        return box

    def commit(self) -> None:
        """Commit what is being typed."""
        for card in self.cards.values():
            card.fields.commit()

    def _show_rows(self) -> None:
        keys = self.host.row_keys(self.section)
        for key in [each for each in self.cards if each not in keys]:
            card = self.cards.pop(key)
            self._stack.removeWidget(card)
            let_go(card)
        for position, key in enumerate(keys):
            if key not in self.cards:
                self.cards[key] = self._build_card(key)
            card = self.cards[key]
            if self._stack.indexOf(card) != position:
                self._stack.insertWidget(position, card)
            card.set_position(position, len(keys))
        self._empty.setVisible(not keys)
        self.add.setVisible(not self.host.read_only)
        self.add.setEnabled(len(keys) < self.rows.max_rows)
        self.add.setToolTip(
            build_tip(
                ""
                if self.add.isEnabled()
                else tr("最多 {max_rows} 項", max_rows=self.rows.max_rows)
            )
        )

    def _build_card(self, key: str) -> "Card":
        card = Card(self.host, self.section, key, self.name)
        card.fields.place_focused.connect(self.place_focused)
        card.remove.clicked.connect(lambda: self.host.remove_row(self.section, key))
        card.up.clicked.connect(lambda: self._move(key, -1))
        card.down.clicked.connect(lambda: self._move(key, 1))
        return card

    def _add(self) -> None:
        key = self.host.add_row(self.section)
        if key is not None and key in self.cards:
            next(iter(self.cards[key].fields.boxes.values())).editor.setFocus()

    def _move(self, key: str, step: int) -> None:
        keys = self.host.row_keys(self.section)
        self.host.move_row(self.section, key, keys.index(key) + step)


class Card(QFrame):
    """Card of one free row."""

    def __init__(self, host: FormHost, section: BlankSection, key: str, name: str) -> None:
        super().__init__()
        theme.set_panel(self, "row")
        self._name = name
        self._title = build_label(style="heading")
        self.up = IconButton("arrow-up", tr("上移"))
        self.down = IconButton("arrow-down", tr("下移"))
        self.remove = IconButton("trash-2", tr("刪除"))
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        for button in (self.up, self.down, self.remove):
            head.addWidget(button)
            if host.read_only:  # shown without a parent it would be a window and take the focus
                button.hide()
        self.fields = FieldGrid(host, section, key)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE)
        layout.addLayout(head)
        layout.addWidget(self.fields)

    def set_position(self, position: int, total: int) -> None:
        """Set the card's number and enable the moves that are possible."""
        title = f"{self._name} {position + 1}"
        self._title.setText(title)
        self.up.setEnabled(position > 0)
        self.down.setEnabled(position + 1 < total)
        for button, verb in (
            (self.up, tr("上移")),
            (self.down, tr("下移")),
            (self.remove, tr("刪除")),
        ):
            button.set_tip(tr("{verb}「{title}」", verb=verb, title=title))
