"""The columns of the overview matrix: agencies by sections, state, revision and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.forms import FieldRole, FormSpec, MatrixColumn
from app.models.money import format_rate
from app.models.periods import format_taiwan_day_short, format_taiwan_time
from app.models.progress import FigureState
from app.models.received import OverviewRow, Progress
from app.models.reviews import ReturnState
from app.models.signatures import Carrier
from app.office.review.standing import SectionStanding
from app.office.rounds.file_news import RoundFileNews, WrittenRoundFile
from app.ui.messages import word
from app.ui.office.state_marks import STATE_ICONS, STATE_TONES
from app.ui.translation import tr
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone

_SECTIONS = (
    (MatrixColumn.BASIC, tr("基本"), tr("基本資料")),
    (MatrixColumn.BUDGET, tr("預算"), tr("預算執行")),
    (MatrixColumn.INDICATORS, tr("指標"), tr("量化與質化指標")),
    (MatrixColumn.RESULTS, tr("成果"), tr("執行成果與亮點案例")),
)
_JUDGED = (FieldRole.BUDGET_STATE, FieldRole.TARGET_STATE, FieldRole.OWN_WORD)
_BEHIND, AMENDMENTS = "behind", "amendments"
_CARRIERS = {Carrier.WORKBOOK: "Excel", Carrier.PDF: "PDF"}
_WARNED = "⚠"


@dataclass(frozen=True)
class OverviewRecord:
    """One agency of the matrix, with everything a cell shows."""

    row: OverviewRow
    name: str
    order: int
    sections: Mapping[MatrixColumn, SectionStanding] = field(default_factory=dict)
    """Empty until the figures have arrived."""
    news: RoundFileNews | None = None
    is_unfolded: bool = False
    """Its projects stand below it."""

    @property
    def round_file(self) -> WrittenRoundFile | None:
        """The round file last written for it."""
        return None if self.news is None else self.news.written.get(self.row.agency)

    @property
    def has_stale_round_file(self) -> bool:
        """Return whether something changed since that one was written."""
        return self.news is not None and self.news.is_stale(self.row.agency)


def overview_columns() -> tuple[RecordColumn, ...]:
    """The declared columns, left to right."""
    return (
        RecordColumn(
            "agency", tr("機關"), lambda each: each.name, lambda each: each.order, width=18,
            header_tip=tr("依方案附件之順序"),
        ),
        RecordColumn(
            "state", tr("狀態"), _state_text, lambda each: list(ReturnState).index(each.row.state),
            width=11, tone=lambda each: STATE_TONES[each.row.state],
            icon_name=lambda each: STATE_ICONS[each.row.state],
        ),
        RecordColumn(
            "revision", tr("版次"), _revision, lambda each: each.row.revision, width=5,
            is_centred=True,
        ),
        RecordColumn(
            "received", tr("收件", "done"), _received, lambda each: each.row.received_at, width=16,
            tone=_received_tone, tip=_received_tip,
        ),
        RecordColumn(
            "projects", tr("計畫"), lambda each: str(each.row.projects),
            lambda each: each.row.projects, width=7, is_figure=True,
            icon_name=_fold_icon, header_tip=tr("按一下或按 → 展開各計畫，按 ← 收合"),
        ),
        RecordColumn(
            "rate", tr("執行率"), lambda each: show_rate(each.row.progress),
            lambda each: each.row.progress.executed_rate, width=8, is_figure=True,
            header_tip=tr("執行數 ÷ 累計分配數，依最近收到的版次"),
        ),
        RecordColumn(
            "targets", tr("達成"), lambda each: show_targets(each.row.progress),
            lambda each: each.row.progress.met, width=6, is_figure=True,
            header_tip=tr("達成的目標數／本年須判定的目標數"),
        ),
        *(_section_column(*each) for each in _SECTIONS),
        _count_column(_BEHIND, word(FigureState.BEHIND), tr("落後之計畫數"), Tone.WARNING),
        _count_column(AMENDMENTS, tr("修正"), tr("滾動修正提案數"), Tone.PLAIN),
        _count_column("nil_projects", tr("無執行"), tr("本期無執行之計畫數"), Tone.PLAIN, width=6),
        _count_column("warnings", tr("注意"), tr("已填理由之注意事項數"), Tone.PLAIN),
        RecordColumn(
            "carriers", tr("檔案"),
            lambda each: tr("＋").join(_CARRIERS[one] for one in each.row.carriers) or "—",
            width=10,
        ),
        RecordColumn(
            "round_file", tr("填報包"), _round_file,
            lambda each: each.round_file and each.round_file.at, width=12,
            tone=_round_file_tone, tip=_round_file_tip, header_tip=tr("最近一次產生填報包的日期"),
        ),
    )  # fmt: skip


def find_columns_without_matter(form: FormSpec) -> frozenset[str]:
    """The keys of the columns that no section or field of the form leads to."""
    shown = {each.matrix for each in form.sections}
    empty = {each.value for each in MatrixColumn if each not in shown}
    if not any(map(form.field_with, _JUDGED)):
        empty.add(_BEHIND)
    if form.field_with(FieldRole.AMENDED_FIELD) is None:
        empty.add(AMENDMENTS)
    return frozenset(empty)


def _section_column(key: MatrixColumn, header: str, title: str) -> RecordColumn:
    def mark(record: OverviewRecord) -> str:
        standing = record.sections.get(key)
        if record.row.revision is None:
            return "–"
        if standing is None and record.row.is_nil:
            return tr("無執行")
        if standing is None:
            return "–" if record.sections else ""
        return _WARNED if standing.explained else "✓"

    def tip(record: OverviewRecord) -> str:
        standing = record.sections.get(key)
        if standing is None and record.row.is_nil:
            return tr("{title}：本期無執行", title=title)
        if standing is None:
            return (
                tr("{title}：尚未收件", title=title)
                if record.row.revision is None
                else tr("{title}：無", title=title)
            )
        if standing.explained:
            return tr(
                "{title}：已填齊，{explained} 則注意事項已填理由",
                title=title,
                explained=standing.explained,
            )
        return tr("{title}：已填齊，無檢核問題", title=title)

    def tone(record: OverviewRecord) -> Tone:
        marked = mark(record)
        return {"✓": Tone.OK, _WARNED: Tone.WARNING}.get(marked, Tone.MUTED)

    return RecordColumn(
        key.value, header, mark, width=5, is_centred=True, tone=tone, tip=tip,
        header_tip=tr(
            "{title}：✓ 已填齊，{warned} 已填齊並就注意事項填具理由", title=title, warned=_WARNED
        ),
    )  # fmt: skip


def _count_column(key: str, header: str, tip: str, tone: Tone, width: int = 5) -> RecordColumn:
    def value(record: OverviewRecord) -> int | None:
        if record.row.revision is None:
            return None
        return int(getattr(record.row, key))

    def text(record: OverviewRecord) -> str:
        return str(value(record) or "–")

    def cell_tone(record: OverviewRecord) -> Tone:
        return tone if value(record) else Tone.MUTED

    return RecordColumn(
        key, header, text, value, width=width, is_centred=True, tone=cell_tone, header_tip=tip
    )


def show_rate(progress: Progress) -> str:
    """The execution rate; a dash where nobody reported one."""
    return format_rate(progress.executed_rate)


def show_targets(progress: Progress) -> str:
    """`3／4`: the targets met, of those judged."""
    if not progress.judged:
        return "—"
    return tr("{met}／{judged}", met=progress.met, judged=progress.judged)


def _fold_icon(record: OverviewRecord) -> str | None:
    if record.row.revision is None:
        return None
    return "chevron-down" if record.is_unfolded else "chevron-right"


def _state_text(record: OverviewRecord) -> str:
    row = record.row
    if row.state is ReturnState.OVERDUE:
        return tr("逾期 {days_late} 日", days_late=row.days_late)
    return word(row.state)


def _received_tip(record: OverviewRecord) -> str:
    row = record.row
    if row.revision is None or row.is_on_time:
        return _received(record)
    return tr("第一次報送逾期 {days_late} 日", days_late=row.days_late)


def _received_tone(record: OverviewRecord) -> Tone:
    row = record.row
    return Tone.WARNING if row.revision is not None and row.days_late else Tone.PLAIN


def _revision(record: OverviewRecord) -> str:
    return "—" if record.row.revision is None else f"r{record.row.revision}"


def _received(record: OverviewRecord) -> str:
    received = record.row.received_at
    if received is None:
        return "—"
    day, late = format_taiwan_day_short(received), record.row.days_late
    return tr("{day} 逾 {late} 日", day=day, late=late) if late else day


def _round_file(record: OverviewRecord) -> str:
    file = record.round_file
    if file is None:
        return "—"
    mark = f" {_WARNED}" if record.has_stale_round_file else ""
    return f"{format_taiwan_day_short(file.at)}{mark}"


def _round_file_tone(record: OverviewRecord) -> Tone:
    if record.round_file is None:
        return Tone.MUTED
    return Tone.WARNING if record.has_stale_round_file else Tone.PLAIN


def _round_file_tip(record: OverviewRecord) -> str:
    file = record.round_file
    if file is None:
        return tr("還沒有產生過填報包")
    words = tr("{at} 產生", at=format_taiwan_time(file.at))
    if file.registry is not None:
        words += tr("，憑證名冊第 {registry} 號", registry=file.registry)
    return (
        tr("{words}；之後有變更，須重新產生", words=words) if record.has_stale_round_file else words
    )
