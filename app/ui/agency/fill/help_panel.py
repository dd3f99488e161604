"""Beside the form: what the focused field means, what stood there last year, what was remarked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.forms.field_types import field_type
from app.models.answers import Place
from app.models.forms import BlankSection, FieldSpec, FieldType
from app.models.money import MoneyUnit
from app.ui.agency.fill.comment_card import CommentCard
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.section_view import is_money
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box, let_go
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class HelpPanel(QScrollArea):
    """Three parts below one another: 說明, 去年, 意見."""

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        super().__init__()
        self._workspace = workspace
        self._draft = draft
        self._place: Place | None = None
        self._section: BlankSection | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(180)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("說明"))
        self.help_text = _build_text()
        self.prior_text = _build_text()
        self._comments = QVBoxLayout()
        self._comments.setSpacing(theme.GAP)
        body = QWidget()
        layout = fill_box(QVBoxLayout(body), margins=theme.GAP, spacing=theme.GAP_SMALL)
        for heading, content in ((tr("說明"), self.help_text), (tr("去年"), self.prior_text)):
            layout.addWidget(_build_heading(heading))
            layout.addWidget(content)
            layout.addSpacing(theme.GAP)
        layout.addWidget(_build_heading(tr("意見")))
        layout.addLayout(self._comments)
        layout.addStretch(1)
        self.setWidget(body)
        workspace.unit_changed.connect(self._show_prior)
        self.show_place(None, None)

    def show_place(self, section: BlankSection | None, place: Place | None) -> None:
        """Explain a place; None explains the page."""
        self._section, self._place = section, place
        self._show_help()
        self._show_prior()
        self._show_comments()

    def _spec(self) -> FieldSpec | None:
        if self._section is None or self._place is None:
            return None
        known = {each.id: each for each in self._section.spec.fields}
        return known.get(self._place.field)

    def _show_help(self) -> None:
        spec = self._spec()
        if spec is None:
            self.help_text.setText(
                tr("點選欄位後，這裡會顯示填寫說明、去年填報值與退回意見。每次輸入都會自動存檔。")
            )
            return
        parts = [
            tr("{label}：{help}", label=spec.label, help=spec.help) if spec.help else spec.label
        ]
        if is_money(spec) and spec.type is FieldType.MONEY:
            parts.append(
                tr("以{unit}輸入，也可直接輸入「1億2,000萬元」。", unit=word(self._workspace.unit))
            )
        if spec.type is FieldType.DATE:
            parts.append(tr("可輸入 114.12.31、1141231、114年12月31日或 2025-12-31。"))
        if spec.max_length is not None:
            parts.append(tr("以 {max_length:,} 字為限。", max_length=spec.max_length))
        if spec.pattern_hint:
            parts.append(tr("格式：{pattern_hint}", pattern_hint=spec.pattern_hint))
        self.help_text.setText("\n".join(parts))

    def _show_prior(self, unit: MoneyUnit | None = None) -> None:
        spec = self._spec()
        if spec is None or self._place is None or spec.type is FieldType.COMPUTED:
            self.prior_text.setText("—")
            return
        value = self._draft.basis.prior_answers.get(self._place)
        if value is None:
            self.prior_text.setText(tr("沒有去年填報值。"))
            return
        used = self._workspace.unit
        shown = field_type(spec, self._draft.blank.form, used).format(value)
        tail = f" {word(used)}" if is_money(spec) else f" {spec.unit}".rstrip()
        origin = self._draft.basis.prior_origin
        source = tr("\n（彙整機關審查通過之「{title}」）", title=origin) if origin else ""
        self.prior_text.setText(f"{shown}{tail}{source}")

    def _show_comments(self) -> None:
        while (item := self._comments.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                let_go(widget)
        path = self._place.path if self._place is not None else None
        shown = [each for each in self._draft.remarks.all() if each.place in (path, None)]
        for comment in shown:
            self._comments.addWidget(CommentCard(self._workspace, self._draft, comment))
        if not shown:
            none = _build_text()
            none.setText(tr("沒有意見。"))
            self._comments.addWidget(none)


def _build_heading(text: str) -> QLabel:
    return build_label(text, style="heading")


def _build_text() -> QLabel:
    return build_label(tone=Tone.PLAIN, wraps=True, selectable=True)
