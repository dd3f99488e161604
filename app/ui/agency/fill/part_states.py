"""How far each project and section of a draft is, in one word with its look."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from app.agency.drafts.draft import Draft
from app.forms.nil_statements import is_covered, is_nil
from app.forms.rules.generic import MISSING_CODES
from app.forms.sheets.layouts import find_sheets, sheet_of
from app.models.answers import parse_place
from app.models.findings import Finding, Severity
from app.models.forms import BlankSection, FieldType, RowSource
from app.ui.agency.fill_target import FillTarget
from app.ui.translation import tr
from app.ui.widgets.theme import Tone

WRONG, UNEXPLAINED, UNFINISHED = tr("錯誤"), tr("警告"), tr("未填")
_DONE, _NIL, _NOT_ASKED = tr("完成"), tr("本期無執行"), tr("免填")
LOOKS = {
    _DONE: ("circle-check", Tone.OK),
    _NIL: ("ban", Tone.MUTED),
    _NOT_ASKED: ("ban", Tone.MUTED),
    WRONG: ("circle-alert", Tone.ERROR),
    UNEXPLAINED: ("triangle-alert", Tone.WARNING),
    UNFINISHED: ("circle-dashed", Tone.MUTED),
}


class PartState(NamedTuple):
    """The worst that is open in a part, and how much of each kind."""

    word: str
    errors: int = 0
    warnings: int = 0
    missing: int = 0

    @property
    def words(self) -> str:
        """錯誤 3・未填 12, or the one word where nothing is to be counted."""
        counted = ((WRONG, self.errors), (UNEXPLAINED, self.warnings), (UNFINISHED, self.missing))
        return "・".join(f"{name} {count}" for name, count in counted if count) or self.word


class PartStates:
    """The states of one draft as of the findings taken last."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sections = {
            FillTarget(each.project_id, each.spec.id): each for each in draft.blank.sections
        }
        self._states: dict[FillTarget, PartState] = {}
        self._sent_back: frozenset[str | None] = frozenset()

    def take(self, findings: Iterable[Finding]) -> None:
        """Judge each part by these findings and by what stands in the draft."""
        by_part: defaultdict[FillTarget, list[Finding]] = defaultdict(list)
        for each in findings:
            by_part[FillTarget(each.place.project, each.place.section)].append(each)
            by_part[FillTarget(each.place.project)].append(each)
            if (sheet := sheet_of(self._draft.blank, each.place)) is not None:
                by_part[FillTarget(None, sheet=sheet)].append(each)
        draft = self._draft
        touched = {FillTarget(*each[:2]) for each in (*draft.answers, *draft.texts)}
        heads = [FillTarget(each) for each in (None, *draft.blank.project_ids)]
        heads += [FillTarget(None, sheet=each) for each in find_sheets(draft.blank)]
        self._states = {
            part: self._judge(part, by_part[part], touched) for part in (*heads, *self._sections)
        }
        places = (parse_place(each.place) for each in draft.remarks.unanswered() if each.place)
        self._sent_back = frozenset(each.project for each in places)

    def of(self, part: FillTarget) -> PartState:
        """The state of a section, of a sheet, or of a project (None: the agency's own part)."""
        return self._states[FillTarget(part.project, part.section, sheet=part.sheet)]

    def is_sent_back(self, project: str | None) -> bool:
        """Return whether a remark on a project still waits for its answer."""
        return project in self._sent_back

    def _judge(
        self, part: FillTarget, findings: list[Finding], touched: set[FillTarget]
    ) -> PartState:
        state = describe_state(findings)
        if state.word != _DONE:
            return state
        if self._is_nil(part):
            return PartState(_NIL)
        section = self._sections.get(part)
        return state if section is None else PartState(self._look_into(section, part in touched))

    def _look_into(self, section: BlankSection, is_touched: bool) -> str:
        """A section nobody has touched is not done, though nothing in it is wrong."""
        rows = section.spec.rows
        if rows is not None and rows.source is not RowSource.FREE and not section.fixed_rows:
            return _NOT_ASKED
        if is_touched:
            return _DONE
        is_refused = section.spec.refused_unless_behind and section.project_id is not None
        if is_refused and not self._draft.results.evaluation.is_behind(str(section.project_id)):
            return _NOT_ASKED
        is_shown = all(each.type is FieldType.COMPUTED for each in section.spec.fields)
        return _DONE if is_shown else UNFINISHED

    def _is_nil(self, part: FillTarget) -> bool:
        """Return whether a nil statement stands in for all of a part, or for a section."""
        section = self._sections.get(part)
        if section is None:
            return is_nil(self._draft.answers, part.project)
        return is_covered(self._draft.answers, section)


def describe_state(findings: Iterable[Finding]) -> PartState:
    """錯誤, 未填, 警告 or 完成: the worst thing that is open, and how much is."""
    still_open = [each for each in findings if each.is_open]
    real = [each for each in still_open if each.code not in MISSING_CODES]
    errors = sum(each.severity is Severity.ERROR for each in real)
    counts = (errors, len(real) - errors, len(still_open) - len(real))
    words = ((errors, WRONG), (counts[2], UNFINISHED), (counts[1], UNEXPLAINED))
    return PartState(next((word for count, word in words if count), _DONE), *counts)
