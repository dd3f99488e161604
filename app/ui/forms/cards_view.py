"""Section of free rows as cards (highlights, amendments): add, copy, order, remove, put back."""

from pathlib import Path

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.models.answers import ROWS, Place
from app.models.forms import BlankSection, FieldType, RowsSpec
from app.ui.forms.card import Card
from app.ui.forms.card_drag import CardDrag
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import SectionView, build_help
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.drop_area import FileDrops
from app.ui.widgets.labels import build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton, TintedButton, TintedMark


class CardsView(SectionView):
    """One card per row; what is removed can be put back where it stood, and is not asked about."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__(host, section)
        assert section.spec.rows is not None
        self.rows: RowsSpec = section.spec.rows
        self.cards: dict[str, Card] = {}
        self._keys: tuple[str, ...] = ()
        self._empty = build_help(tr("目前沒有{name}。", name=self.name))
        self.add = TintedButton("plus", tr("新增{name}", name=self.name), self._add)
        self.removed = RemovedBar(host)
        self._drag = CardDrag(self, self._ordered, self._drop)
        self._stack = QVBoxLayout()
        self._stack.setSpacing(theme.GAP)
        self._stack.addWidget(self.removed)
        self.body.addWidget(self._empty)
        self.body.addLayout(self._stack)
        self.body.addLayout(fill_box(QHBoxLayout(), self.add, 1))
        self._show_rows()
        if any(each.type is FieldType.ATTACHMENT for each in section.spec.fields):
            FileDrops(self).dropped.connect(self._take_files)

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

    def _ordered(self) -> list[Card]:
        return [self.cards[key] for key in self._keys]

    def _show_rows(self) -> None:
        self._keys = keys = self.host.row_keys(self.section)
        for key in [each for each in self.cards if each not in keys]:
            card = self.cards.pop(key)
            self._stack.removeWidget(card)
            let_go(card)
        for key in keys:
            if key not in self.cards:
                self.cards[key] = self._build_card(key)
        stacked: list[QWidget] = [*self._ordered()]
        stacked.insert(self.removed.position, self.removed)
        for position, each in enumerate(stacked):
            if self._stack.indexOf(each) != position:
                self._stack.insertWidget(position, each)
        for position, card in enumerate(self._ordered()):
            card.set_position(position, len(keys))
        self._empty.setVisible(not keys)
        self._allow_more(len(keys) < self.rows.max_rows)

    def _allow_more(self, is_room: bool) -> None:
        limit = "" if is_room else tr("最多 {max_rows} 項", max_rows=self.rows.max_rows)
        self.add.setVisible(not self.host.read_only)
        for button in (self.add, *(each.copy for each in self.cards.values())):
            button.setEnabled(is_room)
        self.add.setToolTip(build_tip(limit))

    def _build_card(self, key: str) -> Card:
        card = Card(self.host, self.section, key, self.name)
        card.fields.place_focused.connect(self.place_focused)
        card.copy.clicked.connect(lambda: self._duplicate(key))
        card.remove.clicked.connect(lambda: self._remove(key))
        card.wants_step.connect(lambda step: self._move(key, self._keys.index(key) + step))
        self._drag.watch(card)
        return card

    def _add(self) -> None:
        self._go_to(self.host.add_row(self.section))

    def _take_files(self, paths: tuple[Path, ...]) -> None:
        """Files dropped beside the cards are for the last one, made now if need be."""
        if not self._keys:
            self._add()
        if self._keys and (files := self.cards[self._keys[-1]].files) is not None:
            files.files_chosen.emit(paths)

    def _duplicate(self, key: str) -> None:
        self.commit()
        self._go_to(self.host.duplicate_row(self.section, key))

    def _go_to(self, key: str | None) -> None:
        if key is not None and key in self.cards:
            next(iter(self.cards[key].fields.boxes.values())).editor.setFocus()
            self.moved.emit(self.cards[key])

    def _remove(self, key: str) -> None:
        # The bar takes the focus first: it would go anywhere when its widget disappears.
        self.removed.offer(self.cards[key].title, self._keys.index(key))
        self.host.remove_row(self.section, key)
        self.removed.keep_if(key not in self.cards)
        self.moved.emit(self.removed)

    def _drop(self, card: Card, position: int) -> None:
        self._move(next(key for key, each in self.cards.items() if each is card), position)

    def _move(self, key: str, position: int) -> None:
        if 0 <= position < len(self._keys) and not self.host.read_only:
            self.commit()
            self.host.move_row(self.section, key, position)
            self.moved.emit(self.cards[key])


class RemovedBar(QFrame):
    """Stands where a card was until something else is done: one press brings the card back."""

    def __init__(self, host: FormHost) -> None:
        super().__init__()
        self._host = host
        self._step = 0
        self.position = 0
        """Before which of the cards it stands."""
        theme.set_panel(self, "info")
        self.label = build_label()
        self.undo = TintedButton("undo-2", tr("復原"), host.undo, tr("放回原處（Ctrl+Z）"))
        close = IconButton("x", tr("關閉訊息"), Tone.MUTED)
        close.clicked.connect(self.hide)
        fill_box(
            QHBoxLayout(self),
            TintedMark("trash-2", Tone.ACCENT),
            (self.label, 1),
            self.undo,
            close,
            margins=(theme.GAP, theme.GAP_SMALL, theme.GAP_SMALL, theme.GAP_SMALL),
        )
        self.hide()
        host.history_changed.connect(self._follow)

    def offer(self, title: str, position: int) -> None:
        """Say what is removed at a position."""
        self._step = 0
        self.position = position
        self.label.setText(tr("已刪除「{title}」。", title=title))
        self.show()
        self.undo.setFocus()

    def keep_if(self, is_removed: bool) -> None:
        """Stay while the removal is the last step; go where nothing was removed."""
        self._step = self._host.last_step()
        self.setVisible(is_removed)

    def _follow(self) -> None:
        if self._step and self._host.last_step() != self._step:
            self._step = 0
            self.hide()
