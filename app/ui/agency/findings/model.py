"""Findings as an item model, and the filter in front of it."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QBrush, QColor

from app.forms.rules.generic import MISSING_CODES
from app.models.answers import Place
from app.models.findings import Finding, Severity
from app.models.money import MoneyUnit
from app.ui.forms.field_box import SEVERITY_LOOKS
from app.ui.forms.finding_text import describe_finding
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.labels import build_tip
from app.visible_text import visible_text

Index = QModelIndex | QPersistentModelIndex
FINDING_ROLE = Qt.ItemDataRole.UserRole
HEADERS = (tr("類別"), tr("代碼"), tr("內容"), tr("位置"), tr("理由"))
MISSING = "missing"
KIND_LOOKS = {each.value: look for each, look in SEVERITY_LOOKS.items()} | {
    MISSING: ("circle-dashed", theme.Tone.MUTED)
}
KIND_WORDS = {each.value: word(each) for each in SEVERITY_LOOKS} | {MISSING: tr("未填")}
KINDS = (Severity.ERROR.value, Severity.WARNING.value, Severity.NOTE.value, MISSING)


class FindingsModel(QAbstractTableModel):
    """One finding a row, in reading order."""

    def __init__(
        self,
        where: Callable[[Place], str] = lambda place: place.path,
        parent: QObject | None = None,
    ) -> None:
        """`where` says project, section, row and field of a place."""
        super().__init__(parent)
        self._where = where
        self._findings: tuple[Finding, ...] = ()
        self._unit = MoneyUnit.YUAN

    def set_unit(self, unit: MoneyUnit) -> None:
        """Show amounts in another unit."""
        self._unit = unit
        if self._findings:
            self.dataChanged.emit(self.index(0, 2), self.index(len(self._findings) - 1, 2))

    def set_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these instead."""
        if findings != self._findings:
            self.beginResetModel()
            self._findings = findings
            self.endResetModel()

    def findings(self) -> tuple[Finding, ...]:
        """All of them."""
        return self._findings

    def finding(self, row: int) -> Finding:
        """The finding of a row."""
        return self._findings[row]

    def counts(self) -> Mapping[str, int]:
        """How many there are of each kind."""
        found = dict.fromkeys(KINDS, 0)
        for each in self._findings:
            found[kind_of(each)] += 1
        return found

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(self._findings)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Qt override."""
        return 0 if parent.isValid() else len(HEADERS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Qt override."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return HEADERS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Qt override."""
        if not index.isValid():
            return None
        finding = self._findings[index.row()]
        if role == FINDING_ROLE:
            return finding
        kind = kind_of(finding)
        icon_name, tone = KIND_LOOKS[kind]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            text = self._texts(finding, KIND_WORDS[kind])[index.column()]
            return build_tip(text) if role == Qt.ItemDataRole.ToolTipRole else visible_text(text)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return icons.icon(icon_name, tone)
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 0:
            return QBrush(QColor(theme.current_colours().tone(tone)))
        return None

    def _texts(self, finding: Finding, word: str) -> tuple[str, ...]:
        return (
            word,
            finding.code,
            describe_finding(finding, self._unit),
            self._where(finding.place),
            finding.reason or "",
        )


class FindingFilter(QSortFilterProxyModel):
    """Shows the chosen kinds, of all projects or of one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kinds = set(KINDS)
        self._project: str | None = None
        self._one_project = False

    def show_kind(self, kind: str, shown: bool) -> None:
        """Show a kind or not."""
        self.beginFilterChange()
        if shown:
            self._kinds.add(kind)
        else:
            self._kinds.discard(kind)
        self.endFilterChange()

    def limit_to(self, project: str | None, one_project: bool) -> None:
        """Show one project's findings only (None: the agency's own part), or all."""
        self.beginFilterChange()
        self._project, self._one_project = project, one_project
        self.endFilterChange()

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """Qt override."""
        model = self.sourceModel()
        assert isinstance(model, FindingsModel)
        finding = model.finding(source_row)
        if self._one_project and finding.place.project != self._project:
            return False
        return kind_of(finding) in self._kinds


def kind_of(finding: Finding) -> str:
    """Its severity, or `missing` where it only says that nothing is there yet."""
    return MISSING if finding.code in MISSING_CODES else finding.severity.value
