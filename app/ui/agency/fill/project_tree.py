"""The tree beside the form: the agency's part, then each project with its sections and states."""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTreeView

from app.agency.drafts.draft import Draft
from app.forms.nil_statements import is_covered, is_nil
from app.forms.rules.generic import MISSING_CODES
from app.models.findings import Finding, Severity
from app.models.forms import BlankSection, FieldType, RowSource
from app.ui.agency.destinations import AGENCY_PART
from app.ui.agency.fill_target import FillTarget
from app.ui.translation import tr
from app.ui.widgets import icons
from app.ui.widgets.labels import build_tip
from app.ui.widgets.theme import Tone
from app.visible_text import visible_line

_TARGET_ROLE = Qt.ItemDataRole.UserRole
_STATE_ROLE = _TARGET_ROLE + 1
_DONE, _WRONG = tr("完成"), tr("錯誤")
_NIL, _NOT_ASKED = tr("本期無執行"), tr("免填")
_UNEXPLAINED, _UNFINISHED = tr("警告"), tr("未填")
_LOOKS = {
    _DONE: ("circle-check", Tone.OK),
    _NIL: ("ban", Tone.MUTED),
    _NOT_ASKED: ("ban", Tone.MUTED),
    _WRONG: ("circle-alert", Tone.ERROR),
    _UNEXPLAINED: ("triangle-alert", Tone.WARNING),
    _UNFINISHED: ("circle-dashed", Tone.MUTED),
}


class ProjectTree(QTreeView):
    """Emits `target_chosen(FillTarget)` when a project or section is clicked or stepped to."""

    target_chosen = Signal(object)

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self._draft = draft
        self._items: dict[FillTarget, QStandardItem] = {}
        self._sections: dict[FillTarget, BlankSection] = {}
        self._model = QStandardItemModel(self)
        self._fill(draft)
        self.setModel(self._model)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAccessibleName(tr("計畫"))
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._note_current)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Mark each section and project with how far it is."""
        by_target: defaultdict[FillTarget, list[Finding]] = defaultdict(list)
        for each in findings:
            by_target[FillTarget(each.place.project, each.place.section)].append(each)
            by_target[FillTarget(each.place.project)].append(each)
        for target, item in self._items.items():
            state = describe_state(by_target.get(target, ()))
            if state == _DONE:
                state = _NIL if self._is_nil(target) else self._look_into(target)
            icon_name, tone = _LOOKS[state]
            item.setIcon(icons.icon(icon_name, tone))
            item.setData(state, _STATE_ROLE)
            item.setToolTip(build_tip(tr("{title}：{state}", title=item.text(), state=state)))
            item.setData(
                tr("{title}，{state}", title=item.text(), state=state),
                Qt.ItemDataRole.AccessibleTextRole,
            )

    def state_of(self, target: FillTarget) -> str:
        """The word for how far a section or project is."""
        return str(self._items[target].data(_STATE_ROLE))

    def mark(self, target: FillTarget) -> None:
        """Mark where the form is, without announcing it."""
        item = self._items.get(target) or self._items.get(FillTarget(target.project))
        if item is not None and item.index() != self.currentIndex():
            with QSignalBlocker(self.selectionModel()):
                self.setCurrentIndex(item.index())
            self.viewport().update()
        if item is not None:
            parent = item.parent() or item
            self.expand(parent.index())

    def _look_into(self, target: FillTarget) -> str:
        """A section nobody has touched is not done, though nothing in it is wrong."""
        section = self._sections.get(target)
        if section is None:
            return _DONE
        rows = section.spec.rows
        has_no_rows = rows is not None and rows.source is not RowSource.FREE
        if has_no_rows and not section.fixed_rows:
            return _NOT_ASKED
        head = (target.project, target.section)
        if any(each[:2] == head for each in (*self._draft.answers, *self._draft.texts)):
            return _DONE
        is_refused = section.spec.refused_unless_behind and target.project is not None
        if is_refused and not self._draft.results.evaluation.is_behind(str(target.project)):
            return _NOT_ASKED
        is_shown = all(each.type is FieldType.COMPUTED for each in section.spec.fields)
        return _DONE if is_shown else _UNFINISHED

    def _is_nil(self, target: FillTarget) -> bool:
        """Return whether a nil statement stands in for all of a part, or for a section."""
        answers = self._draft.answers
        if target.section is None:
            return is_nil(answers, target.project)
        sections = self._draft.blank.sections_of(target.project)
        return any(is_covered(answers, each) for each in sections if each.spec.id == target.section)

    def _fill(self, draft: Draft) -> None:
        self._add_part(draft, None, AGENCY_PART)
        for project_id in draft.blank.project_ids:
            self._add_part(draft, project_id, draft.programme.project(project_id).name)

    def _add_part(self, draft: Draft, project_id: str | None, name: str) -> None:
        head = self._build_item(name, FillTarget(project_id))
        self._model.appendRow(head)
        for section in draft.blank.sections_of(project_id):
            target = FillTarget(project_id, section.spec.id)
            self._sections[target] = section
            head.appendRow(self._build_item(section.spec.title, target))

    def _build_item(self, text: str, target: FillTarget) -> QStandardItem:
        item = QStandardItem(visible_line(text))
        item.setData(target, _TARGET_ROLE)
        self._items[target] = item
        return item

    def _note_current(self, current: QModelIndex, previous: QModelIndex) -> None:
        if current.isValid():
            self.target_chosen.emit(FillTarget(*current.data(_TARGET_ROLE)))


def describe_state(findings: Iterable[Finding]) -> str:
    """錯誤, 未填, 警告 or 完成: the worst thing that is open."""
    still_open = [each for each in findings if each.is_open]
    real = [each for each in still_open if each.code not in MISSING_CODES]
    if any(each.severity is Severity.ERROR for each in real):
        return _WRONG
    if len(still_open) > len(real):
        return _UNFINISHED
    return _UNEXPLAINED if real else _DONE
