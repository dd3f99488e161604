"""Base of the section views: help, and a body the subclass fills."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.models.answers import Place
from app.models.forms import BlankSection, FieldSpec, FieldType
from app.models.money import MoneyUnit
from app.ui.forms.editors.editor import NO_WHEEL_POLICY
from app.ui.forms.form_host import FormHost
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import theme
from app.ui.widgets.labels import build_label
from app.ui.widgets.theme import Tone


class SectionView(QFrame):
    """View of one section of one project, or of the agency."""

    place_focused = Signal(object)
    """The place whose field has the focus now."""
    moved = Signal(object)
    """A widget that stands elsewhere now, and is to be kept in view."""

    def __init__(self, host: FormHost, section: BlankSection) -> None:
        super().__init__()
        self.host = host
        self.section = section
        theme.set_panel(self, "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(theme.GAP_LARGE, theme.GAP, theme.GAP_LARGE, theme.GAP_LARGE)
        self.body.setSpacing(theme.GAP)
        if section.spec.help:
            self.body.addWidget(build_help(section.spec.help))

    def refresh(self, places: frozenset[Place]) -> None:
        """Show the present values of these places and of everything computed."""
        raise NotImplementedError

    def refresh_findings(self) -> None:
        """Show the present findings."""

    def focus_place(self, place: Place) -> QWidget | None:
        """Put the focus on a place and return the widget that shows it; None if it is not here."""
        raise NotImplementedError

    def commit(self) -> None:
        """Commit what is being typed."""


class UnitChoice(QWidget):
    """單位：萬元 ▾ — money unit of the whole window."""

    def __init__(self, host: FormHost, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        label = build_label(tr("單位："), Tone.MUTED)
        self.combo = QComboBox()
        self.combo.setAccessibleName(tr("金額單位"))
        self.combo.setFocusPolicy(NO_WHEEL_POLICY)
        for unit in MoneyUnit:
            self.combo.addItem(word(unit), unit)
        self._show(host.unit)
        self.combo.activated.connect(lambda index: host.set_unit(list(MoneyUnit)[index]))
        host.unit_changed.connect(self._show)
        layout.addWidget(label)
        layout.addWidget(self.combo)

    def _show(self, unit: MoneyUnit) -> None:
        self.combo.setCurrentIndex(list(MoneyUnit).index(unit))


def is_money(spec: FieldSpec) -> bool:
    """Return whether a field shows an amount, entered or computed."""
    return FieldType.MONEY in (spec.type, spec.shows)


def build_help(text: str) -> QLabel:
    """Build the muted help text below a heading."""
    return build_label(text, Tone.MUTED, style="small", wraps=True)
