"""The review sheet: a return place by place, beside the revision it is compared with."""

from collections.abc import Iterable, Mapping, Sequence

from app.forms.blank_builder import build_blank
from app.forms.evaluation import Evaluation
from app.forms.field_types import field_type
from app.forms.iteration import row_label, walk_section
from app.messages import word
from app.models.answers import Place, StoredValue
from app.models.forms import BlankSection, FieldSpec, FieldType, FormSpec, RowSource
from app.models.money import MoneyUnit
from app.models.programme import Programme
from app.models.received import ReceivedReturn
from app.models.record import Record
from app.models.returns import ExplainedFinding, Payload
from app.models.reviews import ReturnState
from app.models.rounds import Round
from app.office.review.text_changes import TextPiece, compare_texts
from app.office.review.threads import PastComment, collect_threads
from app.returns.document.computed_values import compare_computed
from app.returns.judging.return_context import ReturnContext
from app.returns.layouts.v1.printed_values import NONE_MARK


class ReviewRow(Record, frozen=True, kw_only=True):
    """One place: what stands there now and before, as shown; empty for nothing."""

    place: Place
    section: str
    """The section's title."""
    label: str
    text: str
    before: str
    is_computed: bool
    is_changed: bool
    explained: tuple[ExplainedFinding, ...] = ()
    past_comments: tuple[PastComment, ...] = ()
    pieces: tuple[TextPiece, ...] = ()
    """A long text that was reworded, piece by piece; empty for everything else."""
    printed: str | None = None
    """What the papers print, where this program computes something else: `text` is what it
    computes."""
    filled_by: str = ""
    """The unit that filled it in, as the agency states it."""

    @property
    def wants_notice(self) -> bool:
        """Return whether a reviewer has something to look at though nothing changed."""
        return bool(self.explained) or self.printed is not None


class ReviewSheet(Record, frozen=True, kw_only=True):
    """A whole return for review; places empty now and before are left out."""

    current: ReceivedReturn
    baseline: ReceivedReturn | None
    """The last accepted revision; where there is none, the one before; None for a first one."""
    project_ids: tuple[str, ...]
    rows: tuple[ReviewRow, ...]
    general_comments: tuple[PastComment, ...] = ()
    """Comments about the whole return or a section, or about places that are gone."""

    def rows_of(self, project_id: str | None) -> tuple[ReviewRow, ...]:
        """The rows of one project, or the agency's own (None)."""
        return tuple(each for each in self.rows if each.place.project == project_id)


def choose_baseline(
    received: Sequence[ReceivedReturn], current: ReceivedReturn
) -> ReceivedReturn | None:
    """The revision the present one is compared with."""
    earlier = [each for each in received if each.revision < current.revision]
    accepted = [each for each in earlier if each.state is ReturnState.ACCEPTED]
    candidates = accepted or earlier
    return candidates[-1] if candidates else None


def build_review_sheet(
    context: ReturnContext,
    received: Sequence[ReceivedReturn],
    current: ReceivedReturn,
    unit: MoneyUnit = MoneyUnit.YUAN,
) -> ReviewSheet:
    """Lay `current` out beside its baseline. `received` are the agency's revisions, first first."""
    baseline = choose_baseline(received, current)
    now = context.evaluate(current.payload.answers())
    before = None if baseline is None else context.evaluate(baseline.payload.answers())
    comments = collect_threads([each for each in received if each.revision <= current.revision])
    earlier = {} if baseline is None else baseline.payload.attachment_names()
    names = earlier | current.payload.attachment_names()
    builder = _RowBuilder(context, now, before, current.payload, comments, unit, names)
    rows = tuple(row for section in context.blank.sections for row in builder.build(section))
    shown = {each.place.path for each in rows}
    return ReviewSheet(
        current=current,
        baseline=baseline,
        project_ids=context.blank.project_ids,
        rows=rows,
        general_comments=tuple(each for each in comments if each.comment.place not in shown),
    )


class _RowBuilder:
    def __init__(
        self,
        context: ReturnContext,
        now: Evaluation,
        before: Evaluation | None,
        payload: Payload,
        comments: Iterable[PastComment],
        unit: MoneyUnit,
        file_names: Mapping[str, str],
    ) -> None:
        self._form = context.blank.form
        self._file_names = file_names
        self._now = now
        self._before = before
        self._explained = payload.explained
        self._filled_by = payload.filled_by
        self._printed = {
            each.place: each.stated for each in compare_computed(payload, context.blank, now)
        }
        self._comments = tuple(comments)
        self._unit = unit

    def build(self, section: BlankSection) -> list[ReviewRow]:
        """The rows of a section: the present ones in order, then those that are gone."""
        steps: dict[Place, FieldSpec] = {}
        for evaluation in (self._now, self._before):
            if evaluation is not None:
                for _section, _key, field, place in walk_section(section, evaluation.answers):
                    steps.setdefault(place, field)
        rows = (self._build_row(section, place, field) for place, field in steps.items())
        return [
            each
            for each in rows
            if each.text
            or each.before
            or each.explained
            or each.past_comments
            or each.printed is not None
        ]

    def _build_row(self, section: BlankSection, place: Place, field: FieldSpec) -> ReviewRow:
        value = self._now.value(place)
        earlier = None if self._before is None else self._before.value(place)
        path = place.path
        text, before = self._show(value, field), self._show(earlier, field)
        is_changed = self._before is not None and value != earlier
        is_reworded = is_changed and field.type is FieldType.LONG_TEXT and text and before
        return ReviewRow(
            place=place,
            section=section.spec.title,
            label=_name_field(section, place, field, self._holder(place, value))
            + _name_unit(field, self._unit),
            text=text,
            before=before,
            is_computed=field.type is FieldType.COMPUTED,
            is_changed=is_changed,
            pieces=compare_texts(before, text) if is_reworded else (),
            filled_by=self._filled_by.get(path, ""),
            printed=self._show(self._printed[place], field) or NONE_MARK
            if place in self._printed
            else None,
            explained=tuple(each for each in self._explained if each.place == path),
            past_comments=tuple(each for each in self._comments if each.comment.place == path),
        )

    def _holder(self, place: Place, value: StoredValue) -> Evaluation:
        """The evaluation whose rows a place is named after: a removed row by its old number."""
        if value is None and place.row is not None and self._before is not None:
            return self._before
        return self._now

    def _show(self, value: StoredValue, field: FieldSpec) -> str:
        if field.type is FieldType.ATTACHMENT and isinstance(value, tuple):
            value = tuple(self._file_names.get(each, each) for each in value)
        return field_type(field, self._form, self._unit).format(value) if value is not None else ""


def build_context(
    received: ReceivedReturn, form: FormSpec, programme: Programme, round_: Round
) -> ReturnContext:
    """What a received return is read against."""
    blank = build_blank(form, programme, round_, received.agency)
    return ReturnContext(programme, round_, blank)


def _name_field(
    section: BlankSection, place: Place, field: FieldSpec, evaluation: Evaluation
) -> str:
    """`實支數`, `亮點案例 2：案例名稱`, `I05-1：本年達成值`."""
    rows = section.spec.rows
    if rows is None or place.row is None:
        return field.label
    is_free = rows.source is RowSource.FREE
    name = row_label(section, place.row, evaluation.answers) if is_free else place.row
    return f"{name}：{field.label}"


def _name_unit(field: FieldSpec, unit: MoneyUnit) -> str:
    """（萬元） behind an amount, （人） behind a count; a percentage says it itself."""
    shown = field.shown_type
    if shown is FieldType.MONEY:
        return f"（{word(unit)}）"
    return f"（{field.unit}）" if field.unit and shown is not FieldType.PERCENT else ""
