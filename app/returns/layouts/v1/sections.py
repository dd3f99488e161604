"""Which rows of a return are printed, and what stands in place of sections that are not.

What the forms of today say of these is written here once more: it may change, a paper may not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from app.models.answers import NIL, ROWS, Answers, Place, StoredValue, nil_place, parse_place
from app.models.forms import BlankSection, FieldSpec, FieldType, RowSource, Scope, SectionSpec
from app.models.returns import Payload

NIL_TITLE = "本期無執行"
NOT_BEHIND = "本計畫未落後，免填。"
_NIL_REASON = FieldSpec(id=nil_place(None).field, label="理由", type=FieldType.LONG_TEXT)


@dataclass(frozen=True)
class StatedValues:
    """What a payload states: its answers, and what was computed from them."""

    answers: Answers
    computed: Mapping[Place, StoredValue]

    def value(self, place: Place) -> StoredValue:
        """What stands at a place, computed or entered; None where nothing does."""
        return self.computed[place] if place in self.computed else self.answers.get(place)


def stated_values(payload: Payload) -> StatedValues:
    """The values of a payload, just as it states them; nothing is judged.

    Raises ValueError for a path that is none.
    """
    computed = {parse_place(path): value for path, value in payload.computed.items()}
    return StatedValues(payload.answers(), computed)


def printed_rows(section: BlankSection, answers: Answers) -> tuple[str | None, ...]:
    """The rows of a section in order: fixed ones, the officer's own, or (None,) without rows."""
    rows = section.spec.rows
    if rows is None:
        return (None,)
    if rows.source is RowSource.FREE:
        return answers.row_keys(section.project_id, section.spec.id)
    return tuple(each.key for each in section.fixed_rows)


def number_row(section: BlankSection, key: str, answers: Answers) -> str:
    """What a row without a name is called: 亮點案例 2."""
    keys = printed_rows(section, answers)
    number = keys.index(key) + 1 if key in keys else 0
    label = section.spec.rows.label if section.spec.rows is not None else ""
    return f"{label or section.spec.title} {number}"


def nil_section(project_id: str | None) -> BlankSection:
    """The section that prints the nil statement of a project, or of the agency (None)."""
    scope = Scope.AGENCY if project_id is None else Scope.PROJECT
    spec = SectionSpec(id=NIL, title=NIL_TITLE, scope=scope, fields=(_NIL_REASON,))
    return BlankSection(project_id=project_id, spec=spec)


def find_remark(section: BlankSection, answers: Answers) -> str:
    """What is printed in place of a section's fields; empty where they are printed."""
    spec = section.spec
    reason = answers.nil_reason(section.project_id) or answers.nil_reason(None)
    is_covered = bool(reason) and not spec.despite_nil and spec.id != NIL
    if is_covered and not _is_entered(section, answers):
        return f"{NIL_TITLE}：{reason.replace(chr(10), ' ')}"
    if spec.refused_unless_behind and not _is_filled(section, None, answers):
        return NOT_BEHIND
    return ""


def _is_entered(section: BlankSection, answers: Answers) -> bool:
    """Return whether anything was entered in a section, or a row added to it."""
    rows = Place(section.project_id, section.spec.id, None, ROWS)
    return answers.get(rows) is not None or any(
        _is_filled(section, key, answers, entered=True) for key in printed_rows(section, answers)
    )


def _is_filled(
    section: BlankSection, key: str | None, answers: Answers, *, entered: bool = False
) -> bool:
    fields = (each for each in section.spec.fields
              if not entered or each.type is not FieldType.COMPUTED)  # fmt: skip
    places = (Place(section.project_id, section.spec.id, key, each.id) for each in fields)
    return any(answers.get(place) is not None for place in places)
