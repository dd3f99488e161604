"""From a payload to the printable document that workbook and PDF both render."""

from collections.abc import Callable, Iterable
from itertools import groupby

from app.models.answers import Answers, Place, StoredValue
from app.models.forms import Blank, BlankSection, FieldSpec, FieldType
from app.models.periods import format_taiwan_time
from app.models.returns import AnsweredComment, ExplainedFinding, Payload, build_control_number
from app.models.reviews import CommentAnswerKind
from app.models.signatures import SignerRole
from app.returns.layouts.printed_document import (
    Card,
    Chapter,
    Column,
    Cover,
    DocumentSection,
    Entry,
    PrintedValue,
    ReturnDocument,
    SignerLine,
    StampBox,
    Table,
    ValueStyle,
)
from app.returns.layouts.v1.control_rows import build_control_rows
from app.returns.layouts.v1.printed_values import (
    AGENCY_CHAPTER,
    NONE_MARK,
    ValuePrinter,
    field_label,
    is_own_row,
    place_label,
    value_style,
)
from app.returns.layouts.v1.sections import (
    StatedValues,
    find_remark,
    nil_section,
    printed_rows,
    stated_values,
)

NO_ROWS = "無。"
_ROLES = {SignerRole.PREPARER: "填報人", SignerRole.APPROVER: "核定人"}
_UNITS = {
    FieldType.MONEY: "金額單位：新臺幣元。",
    FieldType.PERCENT: "百分比四捨五入至小數點後二位。",
}
_SEALED = "本表由系統產製並經電子簽章；請勿以試算表軟體修改後另存，否則簽章失效。"
_KEY_COLUMN = Column(label="代號", width=9, style=ValueStyle.CODE)
_NUMBER_COLUMN = Column(label="項次", width=9, style=ValueStyle.CODE)
EXPLAINED_COLUMNS = (
    Column(label="代碼", width=9, style=ValueStyle.CODE),
    Column(label="位置", width=28, style=ValueStyle.TEXT),
    Column(label="檢核內容", width=40, style=ValueStyle.LONG_TEXT),
    Column(label="理由", width=40, style=ValueStyle.LONG_TEXT),
)

COMMENT_COLUMNS = (
    _NUMBER_COLUMN,
    Column(label="位置", width=28, style=ValueStyle.TEXT),
    Column(label="審查意見", width=40, style=ValueStyle.LONG_TEXT),
    Column(label="處理情形", width=18, style=ValueStyle.CODE),
    Column(label="回復說明", width=40, style=ValueStyle.LONG_TEXT),
)
WHOLE_RETURN = "整份填報表"
ANSWER_KINDS = {
    CommentAnswerKind.CORRECTED: "已修正",
    CommentAnswerKind.KEPT_WITH_REASON: "維持並說明",
}


def build_document(
    payload: Payload,
    blank: Blank,
) -> ReturnDocument:
    """Lay out a return: all words and figures are its own or its form's, none is computed here.

    Raises ValueError for a path that is none.
    """
    stated = stated_values(payload)
    digest = payload.sha256()
    number = build_control_number(digest)
    names = payload.attachment_names()

    def name_place(path: str) -> str:
        return place_label(path, blank, stated.answers)

    builder = _SectionBuilder(ValuePrinter(blank.form, names), stated)
    chapters = tuple(
        Chapter(
            project_id=project_id,
            title=_chapter_title(payload, project_id),
            sections=builder.build_chapter(project_id, sections),
        )
        for project_id, sections in groupby(blank.sections, key=lambda each: each.project_id)
    )
    return ReturnDocument(
        running_head=f"{payload.agency_name}　{payload.round_title}　第 {payload.revision} 版",
        control_number=number,
        is_demo=payload.is_demo,
        cover=_build_cover(payload, number, blank, stated.answers),
        chapters=chapters,
        explained=_build_explained(payload.explained, name_place),
        comment_answers=_build_comment_answers(payload.comment_answers, name_place),
        control=build_control_rows(payload, digest, name_place),
        layout_version=payload.layout_version,
    )


def _chapter_title(payload: Payload, project_id: str | None) -> str:
    if project_id is None:
        return AGENCY_CHAPTER
    return f"{project_id} {payload.project_names.get(project_id, NONE_MARK)}"


class _SectionBuilder:
    """Lays out sections of one return."""

    def __init__(self, printer: ValuePrinter, stated: StatedValues) -> None:
        self._printer = printer
        self._stated = stated

    def build_chapter(
        self, project_id: str | None, sections: Iterable[BlankSection]
    ) -> tuple[DocumentSection, ...]:
        """The sections of a chapter, after the nil statement where one is made in it."""
        stated = self._stated.answers.nil_reason(project_id)
        first = (nil_section(project_id),) if stated else ()
        return tuple(self.build(each) for each in (*first, *sections))

    def build(self, section: BlankSection) -> DocumentSection:
        """One section as entries, cards, a table or a remark."""
        spec, answers = section.spec, self._stated.answers
        remark = find_remark(section, answers)
        if remark:
            return DocumentSection(id=spec.id, title=spec.title, remark=remark)
        keys = printed_rows(section, answers)
        if spec.rows is None:
            entries = self._entries(section, None)
            return DocumentSection(id=spec.id, title=spec.title, entries=entries)
        if not keys:
            return DocumentSection(id=spec.id, title=spec.title, remark=NO_ROWS)
        if not spec.as_cards:
            table = self._table(section, keys)
            return DocumentSection(id=spec.id, title=spec.title, table=table)
        name = spec.rows.label or spec.title
        cards = tuple(
            Card(title=f"{name} {number}", key=key or "", entries=self._entries(section, key))
            for number, key in enumerate(keys, start=1)
        )
        return DocumentSection(id=spec.id, title=spec.title, cards=cards)

    def _entries(self, section: BlankSection, key: str | None) -> tuple[Entry, ...]:
        fields = section.spec.fields
        return tuple(
            Entry(label=field_label(each), value=self._printed(section, key, each))
            for each in fields
        )

    def _table(self, section: BlankSection, keys: tuple[str | None, ...]) -> Table:
        fields = section.spec.fields
        columns = tuple(
            Column(label=field_label(each), width=each.print_width, style=value_style(each))
            for each in fields
        )
        numbered = all(map(is_own_row, keys))
        rows = tuple(
            (
                PrintedValue(text=str(number) if numbered else key or "", style=ValueStyle.CODE),
                *(self._printed(section, key, each) for each in fields),
            )
            for number, key in enumerate(keys, start=1)
        )
        return Table(columns=(_NUMBER_COLUMN if numbered else _KEY_COLUMN, *columns), rows=rows)

    def _printed(self, section: BlankSection, key: str | None, field: FieldSpec) -> PrintedValue:
        place = Place(section.project_id, section.spec.id, key, field.id)
        value: StoredValue = self._stated.value(place)
        return self._printer.print_value(value, field, place.path)


def _build_cover(
    payload: Payload,
    control_number: str,
    blank: Blank,
    answers: Answers,
) -> Cover:
    superseded = payload.supersedes_sha256
    facts = (
        ("填報機關", payload.agency_name),
        ("填報期", payload.round_title),
        ("表單", f"{blank.form.title}　第 {blank.form.version} 版"),
        ("報送版次", f"第 {payload.revision} 版"),
        ("取代之控制碼", build_control_number(superseded) if superseded else NONE_MARK),
        ("資料時間", format_taiwan_time(payload.created_at)),
        ("控制碼", control_number),
        ("計畫數", f"{len(blank.project_ids)} 項"),
        ("填列欄位數", f"{payload.row_count} 欄"),
    )
    return Cover(
        title=blank.form.title,
        subtitle=f"{payload.programme_name}　{payload.round_title}",
        facts=tuple(_stated(label, text) for label, text in facts),
        totals=tuple(_stated_amount(each.label, each.value) for each in payload.control_totals),
        signers=tuple(
            SignerLine(
                role=_ROLES[each.role],
                name=each.person_name,
                fingerprint=_group_fingerprint(each.certificate_sha256),
            )
            for each in payload.signers
        ),
        stamps=_build_stamps(blank, answers),
        remarks=_build_remarks(blank),
    )


def _stated(label: str, text: str) -> Entry:
    return Entry(label=label, value=PrintedValue(text=text, is_computed=True))


def _stated_amount(label: str, amount: int) -> Entry:
    value = PrintedValue(
        text=f"{amount:,}", style=ValueStyle.FIGURE, figure=amount, is_computed=True
    )
    return Entry(label=label, value=value)


def _build_stamps(blank: Blank, answers: Answers) -> tuple[StampBox, ...]:
    """The boxes the form declares, each with the name that was filled in for it."""
    stamped = (
        (field.stamp, answers.get(Place(None, section.spec.id, key, field.id)))
        for section in blank.sections_of(None)
        for key in printed_rows(section, answers)
        for field in section.spec.fields
        if field.stamp
    )
    return tuple(
        StampBox(label=title, name=name if isinstance(name, str) else "") for title, name in stamped
    )


def _build_remarks(blank: Blank) -> tuple[str, ...]:
    """Notes on the units that are printed, and on the signature."""
    shown = {field.shown_type for section in blank.form.sections for field in section.fields}
    units = "".join(text for kind, text in _UNITS.items() if kind in shown)
    return (units, _SEALED) if units else (_SEALED,)


def _build_explained(
    explained: tuple[ExplainedFinding, ...], name_place: Callable[[str], str]
) -> Table:
    rows = tuple(
        (
            PrintedValue(text=each.code, style=ValueStyle.CODE),
            PrintedValue(text=name_place(each.place), is_computed=True),
            PrintedValue(text=each.message, style=ValueStyle.LONG_TEXT, is_computed=True),
            PrintedValue(text=each.reason, style=ValueStyle.LONG_TEXT, place=each.place),
        )
        for each in explained
    )
    return Table(columns=EXPLAINED_COLUMNS, rows=rows)


def _build_comment_answers(
    answers: tuple[AnsweredComment, ...], name_place: Callable[[str], str]
) -> Table:
    rows = tuple(
        (
            PrintedValue(text=str(number), style=ValueStyle.CODE),
            PrintedValue(
                text=WHOLE_RETURN if each.place is None else name_place(each.place),
                is_computed=True,
            ),
            PrintedValue(text=each.comment, style=ValueStyle.LONG_TEXT, is_computed=True),
            PrintedValue(text=ANSWER_KINDS[each.kind], style=ValueStyle.CODE),
            PrintedValue(text=each.text, style=ValueStyle.LONG_TEXT),
        )
        for number, each in enumerate(answers, start=1)
    )
    return Table(columns=COMMENT_COLUMNS, rows=rows)


def _group_fingerprint(sha256_hex: str) -> str:
    """The first 96 bits in six groups of four, to be read aloud."""
    shown = sha256_hex[:24].upper()
    return " ".join(shown[at : at + 4] for at in range(0, len(shown), 4))
