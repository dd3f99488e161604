"""The inspector: everything there is to know about the focused field."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.agency.drafts.draft import Draft
from app.models.answers import Place
from app.models.forms import BlankSection, FieldSpec, FieldType
from app.models.money import MoneyUnit
from app.ui.agency.fill.inspector.earlier_part import EarlierPart
from app.ui.agency.fill.inspector.part import Part
from app.ui.agency.fill.inspector.remarks_part import RemarksPart
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.section_view import is_money
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label


class Inspector(QScrollArea):
    """Parts below one another, each folds: 說明, 去年, 意見."""

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
        self.help = HelpPart()
        self.earlier = EarlierPart(workspace, draft)
        self.remarks = RemarksPart(workspace, draft)
        body = QWidget()
        parts = (self.help, self.earlier, self.remarks)
        fill_box(QVBoxLayout(body), *parts, 1, margins=theme.GAP, spacing=theme.GAP)
        self.setWidget(body)
        workspace.unit_changed.connect(self._refresh)
        self.show_place(None, None)

    def show_place(self, section: BlankSection | None, place: Place | None) -> None:
        """Explain a place; None explains the page."""
        self._section, self._place = section, place
        self.remarks.show_place(place)
        self._refresh()

    def commit(self) -> None:
        """Keep what is being typed now."""
        self.remarks.commit()

    def _spec(self) -> FieldSpec | None:
        if self._section is None or self._place is None:
            return None
        known = {each.id: each for each in self._section.spec.fields}
        return known.get(self._place.field)

    def _refresh(self) -> None:
        self.help.show_field(self._spec(), self._workspace.unit)
        self.earlier.show_place(self._section, self._place)


class HelpPart(Part):
    """The help of the form, with the limits and ways of typing of the field's type."""

    def __init__(self) -> None:
        self.text = build_label(wraps=True, selectable=True)
        super().__init__(tr("說明"), self.text)

    def show_field(self, spec: FieldSpec | None, unit: MoneyUnit) -> None:
        """Explain a field; None explains the page."""
        if spec is None:
            self.text.setText(
                tr("點選欄位後，這裡會顯示填寫說明、去年填報值與退回意見。每次輸入都會自動存檔。")
            )
            return
        parts = [
            tr("{label}：{help}", label=spec.label, help=spec.help) if spec.help else spec.label
        ]
        if is_money(spec) and spec.type is FieldType.MONEY:
            parts.append(tr("以{unit}輸入，也可直接輸入「1億2,000萬元」。", unit=word(unit)))
        if spec.type is FieldType.DATE:
            parts.append(tr("可輸入 114.12.31、1141231、114年12月31日或 2025-12-31。"))
        if spec.max_length is not None:
            parts.append(tr("以 {max_length:,} 字為限。", max_length=spec.max_length))
        if spec.pattern_hint:
            parts.append(tr("格式：{pattern_hint}", pattern_hint=spec.pattern_hint))
        self.text.setText("\n".join(parts))
