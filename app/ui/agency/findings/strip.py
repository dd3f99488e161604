"""One line at the foot of the form: the finding in hand, and the way to the others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
)

from app.models.findings import Severity
from app.ui.agency.destinations import describe_place
from app.ui.agency.findings.model import KIND_LOOKS, KIND_WORDS, MISSING, kind_of
from app.ui.agency.findings.panel import FindingsPanel
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.forms.finding_text import describe_finding
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import ElidedLabel, build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton


class FindingStrip(QFrame):
    """Shows what the list has marked. Emits `list_wanted(True)` to open it, False to close it."""

    list_wanted = Signal(bool)

    def __init__(self, workspace: AgencyWorkspace, panel: FindingsPanel) -> None:
        super().__init__()
        theme.set_panel(self, "bottom")
        self._workspace, self._panel = workspace, panel
        self.back = IconButton("chevron-left", tr("上一項檢核結果（Shift+F8）"))
        self.back.clicked.connect(lambda: panel.step(-1))
        self.on = IconButton("chevron-right", tr("下一項檢核結果（F8）"))
        self.on.clicked.connect(lambda: panel.step(1))
        self.place = build_label(tone=Tone.MUTED)
        self.mark = build_label()
        self.sentence = ElidedLabel()
        self.reason = QPushButton(tr("理由"))
        self.reason.clicked.connect(self._explain)
        self.mend = QPushButton(tr("修正"))
        self.mend.setToolTip(build_tip(tr("前往並開始修改")))
        self.mend.clicked.connect(self._mend)
        self.jump = QPushButton(tr("前往"))
        self.jump.clicked.connect(panel.choose)
        self.all = QPushButton()
        self.all.setCheckable(True)
        self.all.toggled.connect(self._toggle_list)
        for each in (self.back, self.on):
            each.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fill_box(
            QHBoxLayout(self),
            self.back,
            self.place,
            self.on,
            self.mark,
            (self.sentence, 1),
            self.mend,
            self.reason,
            self.jump,
            self.all,
            margins=(theme.GAP, 2, theme.GAP, 2),
            spacing=theme.GAP_SMALL,
        )
        self._name_toggle()
        panel.shown.connect(self.refresh)
        workspace.unit_changed.connect(lambda _: self.refresh())
        self.refresh()

    def refresh(self) -> None:
        """Show what is marked by now."""
        finding, draft = self._panel.selected(), self._workspace.draft
        number, total = self._panel.position()
        self.place.setText(f"{number}/{total}" if total else "")
        for each in (self.back, self.on):
            each.setVisible(total > 0)
        self.jump.setVisible(finding is not None)
        self.mend.setVisible(finding is not None)
        self.reason.setVisible(finding is not None and finding.severity is Severity.WARNING)
        if finding is None or draft is None:
            self._show_rest()
            return
        kind = kind_of(finding)
        icon_name, tone = KIND_LOOKS[kind]
        self.mark.setPixmap(icons.pixmap(icon_name, tone))
        sentence = describe_finding(finding, self._workspace.unit)
        where = describe_place(draft, finding.place)
        if finding.place.project == self._panel.project:  # named above the form
            where = where.partition("・")[2] or where
        self.sentence.setText(f"{KIND_WORDS[kind]} {finding.code}　{sentence} — {where}")
        theme.set_tone(self.sentence, tone)

    def _show_rest(self) -> None:
        counts = self._panel.model.counts()
        missing = counts[MISSING]
        others = sum(counts.values()) - missing
        icon_name, tone = KIND_LOOKS[MISSING] if missing or others else ("circle-check", Tone.OK)
        self.mark.setPixmap(icons.pixmap(icon_name, tone))
        theme.set_tone(self.sentence, Tone.MUTED)
        if others:
            self.sentence.setText(tr("錯誤與警告共 {count} 項，按 F8 逐項前往。", count=others))
        elif missing:
            self.sentence.setText(tr("沒有錯誤或警告，未填 {count} 欄。", count=missing))
        else:
            self.sentence.setText(tr("沒有檢核結果。"))

    def _mend(self) -> None:
        """Go there, the cell open or the text of the line marked, so that typing replaces it."""
        self._panel.choose()
        focused = self.window().focusWidget()
        if isinstance(focused, QAbstractItemView):
            focused.edit(focused.currentIndex())
        elif isinstance(focused, QLineEdit):
            focused.selectAll()

    def _explain(self) -> None:
        self.all.setChecked(True)
        self._panel.reason.setFocus()

    def _toggle_list(self, is_open: bool) -> None:
        self._name_toggle()
        self.list_wanted.emit(is_open)

    def _name_toggle(self) -> None:
        is_open = self.all.isChecked()
        self.all.setText(tr("收合") if is_open else tr("全部"))
        self.all.setIcon(icons.icon("chevron-down" if is_open else "chevron-up"))
