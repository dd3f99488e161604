"""意見: the remarks at the focused field and those about the whole return."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.models.answers import Place
from app.models.reviews import ReviewComment
from app.ui.agency.fill.inspector.part import Part
from app.ui.agency.fill.inspector.remark_card import RemarkCard
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class RemarksPart(Part):
    """A card for each; one that is being typed in stays while the focus moves within it."""

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        self.none = build_label(tr("沒有意見。"), Tone.MUTED, wraps=True)
        holder = QWidget()
        super().__init__(tr("意見"), self.none, holder)
        self._workspace = workspace
        self._draft = draft
        self._cards = fill_box(QVBoxLayout(holder), margins=0, spacing=theme.GAP)
        self.cards: list[RemarkCard] = []
        workspace.answers_changed.connect(self._follow)
        self.show_place(None)

    def show_place(self, place: Place | None) -> None:
        """Show what was remarked there."""
        path = None if place is None else place.path
        shown = [each for each in self._draft.remarks.all() if each.place in (path, None)]
        if shown != [each.comment for each in self.cards]:
            self._build(shown)
        self.none.setVisible(not shown)
        self.count(len(shown))

    def commit(self) -> None:
        """Keep what is being typed now."""
        for each in self.cards:
            each.commit()

    def _build(self, shown: list[ReviewComment]) -> None:
        for card in self.cards:
            card.commit()
            self._cards.removeWidget(card)
            let_go(card)
        self.cards = [RemarkCard(self._workspace, self._draft, each) for each in shown]
        for each in self.cards:
            self._cards.addWidget(each)

    def _follow(self) -> None:
        for each in self.cards:
            each.show_answer()
