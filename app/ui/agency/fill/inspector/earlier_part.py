"""去年: what stood at the focused field in earlier rounds, and how far that came."""

from PySide6.QtWidgets import QLabel

from app.agency.drafts.draft import Draft
from app.forms.earlier_values import read_earlier
from app.forms.field_types import field_type
from app.forms.targets import with_row_unit
from app.models.answers import Place, is_empty
from app.models.earlier import EarlierYear
from app.models.forms import BlankSection, FieldSpec, FieldType
from app.models.money import MoneyUnit
from app.ui.agency.fill.inspector.part import Part
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.section_view import is_money
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets.labels import build_label

_BRIEF = 80
"""Characters of a long text of the years before the last one."""


class EarlierPart(Part):
    """A line a year, the newest first: value, and 通過 or not."""

    def __init__(self, workspace: AgencyWorkspace, draft: Draft) -> None:
        self.text: QLabel = build_label(wraps=True, selectable=True)
        super().__init__(tr("去年"), self.text)
        self._workspace = workspace
        self._draft = draft
        self._shown: tuple[BlankSection | None, Place | None] = (None, None)
        workspace.draft_changed.connect(lambda: self.show_place(*self._shown))

    def show_place(self, section: BlankSection | None, place: Place | None) -> None:
        """Show what stood at a place of a section; None where no field has the focus."""
        self._shown = section, place
        spec = _find_spec(section, place)
        if section is None or place is None or spec is None:
            self.text.setText("—")
            return
        if spec.type is FieldType.ATTACHMENT:
            self.text.setText(tr("附件不沿用，請另行附加。"))
            return
        row_spec = with_row_unit(section.spec, place, self._draft.results.evaluation.value)
        lines = [self._describe(row_spec, place, each) for each in self._draft.basis.earlier.years]
        self.text.setText("\n".join(each for each in lines if each) or tr("沒有去年填報值。"))

    def _describe(self, spec: FieldSpec, place: Place, year: EarlierYear) -> str:
        value = read_earlier(self._draft.blank, self._draft.answers, place, year)
        if is_empty(value):
            return ""
        used = self._workspace.unit
        shown = field_type(spec, self._draft.blank.form, used).format(value)
        if spec.shown_type is FieldType.LONG_TEXT:
            is_latest = year is self._draft.basis.earlier.latest
            text = shown if is_latest or len(shown) <= _BRIEF else f"{shown[:_BRIEF]}…"
            head = tr("{year} 年（{standing}）", year=year.year_roc, standing=word(year.standing))
            return f"{head}\n{text}"
        return tr(
            "{year} 年　{value}（{standing}）",
            year=year.year_roc,
            value=f"{shown}{_unit_behind(spec, used)}",
            standing=word(year.standing),
        )


def _find_spec(section: BlankSection | None, place: Place | None) -> FieldSpec | None:
    if section is None or place is None:
        return None
    return next((each for each in section.spec.fields if each.id == place.field), None)


def _unit_behind(spec: FieldSpec, used: MoneyUnit) -> str:
    return f" {word(used)}" if is_money(spec) else f" {spec.unit}".rstrip()
