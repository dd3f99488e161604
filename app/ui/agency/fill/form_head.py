"""Above the form, always in view: project, budget, unit, state, and the way to sections."""

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QToolButton, QVBoxLayout

from app.agency.drafts.draft import Draft
from app.models.money import MoneyUnit, format_money
from app.ui.agency.destinations import project_name
from app.ui.agency.fill.part_states import LOOKS, PartStates
from app.ui.agency.fill_target import FillTarget
from app.ui.forms.editors.editor import NO_WHEEL_POLICY
from app.ui.forms.form_host import FormHost
from app.ui.forms.section_view import UnitChoice
from app.ui.messages import word
from app.ui.translation import tr
from app.ui.widgets import icons, theme
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import ElidedLabel, build_button_text, build_label, build_tip
from app.ui.widgets.theme import Tone
from app.ui.widgets.tinted import IconButton
from app.visible_text import visible_line

_WORDED = 720
"""Below this width (in device-independent pixels) the buttons show no section's name."""


class FormHead(QFrame):
    """Emits `section_chosen(FillTarget)`."""

    section_chosen = Signal(object)

    def __init__(self, host: FormHost, draft: Draft, states: PartStates) -> None:
        super().__init__()
        theme.set_panel(self, "top")
        self._draft, self._states, self._unit = draft, states, host.unit
        self._parts = [FillTarget(each.project_id, each.spec.id) for each in draft.blank.sections]
        self._titles = {
            part: each.spec.title
            for part, each in zip(self._parts, draft.blank.sections, strict=True)
        }
        self._target = self._parts[0]
        self.name = ElidedLabel()
        theme.set_text_style(self.name, "heading")
        self.mark = build_label()
        self.state = build_label()
        self.budget = build_label(tone=Tone.MUTED)
        self.back = self._build_step("chevron-left", -1)
        self.on = self._build_step("chevron-right", 1)
        self.on.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the word before the arrow
        self.sections = QComboBox()
        self.sections.setAccessibleName(tr("節"))
        self.sections.setFocusPolicy(NO_WHEEL_POLICY)
        self.sections.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.sections.activated.connect(lambda at: self._choose(self.sections.itemData(at)))
        self.help = IconButton("panel-right", tr("說明、去年、意見（F1）"))
        self.help.setCheckable(True)
        self.help.setFocusPolicy(NO_WHEEL_POLICY)
        self.help.setIconSize(QSize(20, 20))
        gap = theme.GAP
        first = fill_box(
            QHBoxLayout(), (self.name, 1), self.mark, self.state, self.budget, spacing=gap
        )
        second = fill_box(
            QHBoxLayout(),
            self.back,
            self.sections,
            self.on,
            1,
            UnitChoice(host),
            self.help,
            spacing=gap,
        )
        fill_box(
            QVBoxLayout(self), first, second, margins=(gap, theme.GAP_SMALL, gap, 4), spacing=2
        )
        host.unit_changed.connect(self._use_unit)

    def show_target(self, target: FillTarget) -> None:
        """Show the way from a section of a project."""
        for each in (self.back, self.sections, self.on):
            each.setVisible(target.sheet is None)
        if target.sheet is not None:
            self._target = FillTarget(None, sheet=target.sheet)
            self.name.setText(tr("{title}（各計畫）", title=word(target.sheet)))
            self.budget.hide()
            self.show_states()
            return
        is_other = target.project != self._target.project or not self.sections.count()
        is_other |= self._target.sheet is not None
        self._target = FillTarget(target.project, target.section)
        if is_other:
            self._list_sections()
        with QSignalBlocker(self.sections):
            self.sections.setCurrentIndex(self._siblings().index(self._target))
        self.name.setText(project_name(self._draft.programme, target.project))
        self._show_budget()
        self._show_way()
        self.show_states()

    def show_states(self) -> None:
        """Show how far the project and its sections are."""
        sheet = self._target.sheet
        whole = self._states.of(FillTarget(self._target.project, sheet=sheet))
        icon_name, tone = LOOKS[whole.word]
        self.mark.setPixmap(icons.pixmap(icon_name, tone))
        self.state.setText(whole.words)
        theme.set_tone(self.state, tone)
        for at, part in enumerate(self._siblings() if sheet is None else ()):
            state = self._states.of(part)
            title = visible_line(self._titles[part])
            self.sections.setItemIcon(at, icons.icon(*LOOKS[state.word]))
            self.sections.setItemText(at, tr("{title}　{state}", title=title, state=state.words))

    def _list_sections(self) -> None:
        with QSignalBlocker(self.sections):
            self.sections.clear()
            for part in self._siblings():
                self.sections.addItem("", part)

    def _siblings(self) -> list[FillTarget]:
        return [each for each in self._parts if each.project == self._target.project]

    def _neighbour(self, step: int) -> FillTarget | None:
        at = self._parts.index(self._target) + step
        return self._parts[at] if 0 <= at < len(self._parts) else None

    def _show_way(self) -> None:
        is_worded = self.width() >= _WORDED
        for button, step in ((self.back, -1), (self.on, 1)):
            there = self._neighbour(step)
            title = "" if there is None else self._titles[there]
            if there is not None and there.project != self._target.project:
                title = project_name(self._draft.programme, there.project)
            button.setEnabled(there is not None)
            shown = title if len(title) <= 10 else f"{title[:9]}…"
            button.setText(build_button_text(shown))
            style = Qt.ToolButtonStyle
            button.setToolButtonStyle(
                style.ToolButtonTextBesideIcon if is_worded else style.ToolButtonIconOnly
            )
            words = (
                tr("上一節：{title}", title=title)
                if step < 0
                else tr("下一節：{title}（Ctrl+Enter）", title=title)
            )
            button.setToolTip(build_tip(words))
            button.setAccessibleName(words)

    def _show_budget(self) -> None:
        project, year = self._target.project, self._draft.round.year_roc
        programme = self._draft.programme
        self.budget.hide()
        if project is not None and year in programme.years:
            cell = programme.project(project).budget(year)
            shown = format_money(cell.amount_ntd, self._unit)
            unit = word(self._unit) if cell.amount_ntd is not None else ""
            self.budget.setText(tr("核定 {shown} {unit}", shown=shown, unit=unit).rstrip())
            self.budget.show()

    def _use_unit(self, unit: MoneyUnit) -> None:
        self._unit = unit
        self._show_budget()

    def _choose(self, part: FillTarget | None) -> None:
        if part is not None:
            self.section_chosen.emit(FillTarget(*part))

    def _build_step(self, icon_name: str, step: int) -> QToolButton:
        button = IconButton(icon_name, "")
        button.setFocusPolicy(NO_WHEEL_POLICY)
        button.clicked.connect(lambda: self._choose(self._neighbour(step)))
        return button
