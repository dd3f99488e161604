"""The columns of the overview matrix: agencies by sections, state, revision and date."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.models.periods import format_taiwan_day_short, format_taiwan_time
from app.models.received import OverviewRow
from app.models.reviews import ReturnState
from app.models.signatures import Carrier
from app.office.review.standing import SectionStanding, combine_standings
from app.office.rounds.file_news import RoundFileNews, WrittenRoundFile
from app.ui.messages import word
from app.ui.office.state_marks import STATE_ICONS, STATE_TONES
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone

_SECTIONS = (
    ("basic", "基本", "基本資料", ("basic",)),
    ("budget", "預算", "預算執行", ("budget",)),
    ("indicators", "指標", "量化與質化指標", ("indicators", "qualitative")),
    ("results", "成果", "執行成果與亮點案例", ("results", "highlights")),
)
_CARRIERS = {Carrier.WORKBOOK: "Excel", Carrier.PDF: "PDF"}
_WARNED = "⚠"


@dataclass(frozen=True)
class OverviewRecord:
    """One agency of the matrix, with everything a cell shows."""

    row: OverviewRow
    name: str
    order: int
    sections: Mapping[str, SectionStanding] = field(default_factory=dict)
    """Empty until the figures have arrived."""
    news: RoundFileNews | None = None

    @property
    def round_file(self) -> WrittenRoundFile | None:
        """The round file last written for it."""
        return None if self.news is None else self.news.written.get(self.row.agency)

    @property
    def has_stale_round_file(self) -> bool:
        """Tell whether something changed since that one was written."""
        return self.news is not None and self.news.is_stale(self.row.agency)

    def standing(self, sections: tuple[str, ...]) -> SectionStanding | None:
        """Several sections as one; None where the return holds none of them."""
        present = [self.sections[each] for each in sections if each in self.sections]
        return combine_standings(present) if present else None


def overview_columns() -> tuple[RecordColumn, ...]:
    """The declared columns, left to right."""
    return (
        RecordColumn(
            "agency", "機關", lambda each: each.name, lambda each: each.order, width=20,
            header_tip="依方案附件之順序",
        ),
        RecordColumn(
            "state", "狀態", _state_text, lambda each: list(ReturnState).index(each.row.state),
            width=15, tone=lambda each: STATE_TONES[each.row.state],
            icon_name=lambda each: STATE_ICONS[each.row.state],
        ),
        RecordColumn(
            "revision", "版次", _revision, lambda each: each.row.revision, width=6,
            is_centred=True,
        ),
        RecordColumn(
            "received", "收件", _received, lambda each: each.row.received_at, width=11,
        ),
        RecordColumn(
            "projects", "計畫", lambda each: str(each.row.projects),
            lambda each: each.row.projects, width=6, is_figure=True,
        ),
        *(_section_column(*each) for each in _SECTIONS),
        _count_column("behind", "落後", "落後之計畫數", Tone.WARNING),
        _count_column("amendments", "修正", "滾動修正提案數", Tone.PLAIN),
        _count_column("warnings", "注意", "已填理由之注意事項數", Tone.PLAIN),
        RecordColumn(
            "carriers", "檔案",
            lambda each: "＋".join(_CARRIERS[one] for one in each.row.carriers) or "—", width=11,
        ),
        RecordColumn(
            "round_file", "填報包", _round_file,
            lambda each: each.round_file and each.round_file.at, width=12,
            tone=_round_file_tone, tip=_round_file_tip, header_tip="最近一次產生填報包的日期",
        ),
    )  # fmt: skip


def _section_column(key: str, header: str, title: str, sections: tuple[str, ...]) -> RecordColumn:
    def mark(record: OverviewRecord) -> str:
        standing = record.standing(sections)
        if record.row.revision is None:
            return "–"
        if standing is None:
            return "–" if record.sections else ""
        return _WARNED if standing.explained else "✓"

    def tip(record: OverviewRecord) -> str:
        standing = record.standing(sections)
        if standing is None:
            return f"{title}：尚未收件" if record.row.revision is None else f"{title}：無"
        if standing.explained:
            return f"{title}：已填齊，{standing.explained} 則注意事項已填理由"
        return f"{title}：已填齊，無檢核問題"

    def tone(record: OverviewRecord) -> Tone:
        marked = mark(record)
        return {"✓": Tone.OK, _WARNED: Tone.WARNING}.get(marked, Tone.MUTED)

    return RecordColumn(
        key, header, mark, width=6, is_centred=True, tone=tone, tip=tip,
        header_tip=f"{title}：✓ 已填齊，{_WARNED} 已填齊並就注意事項填具理由",
    )  # fmt: skip


def _count_column(key: str, header: str, tip: str, tone: Tone) -> RecordColumn:
    def value(record: OverviewRecord) -> int | None:
        if record.row.revision is None:
            return None
        return int(getattr(record.row, key))

    def text(record: OverviewRecord) -> str:
        return str(value(record) or "–")

    def cell_tone(record: OverviewRecord) -> Tone:
        return tone if value(record) else Tone.MUTED

    return RecordColumn(
        key, header, text, value, width=5, is_centred=True, tone=cell_tone, header_tip=tip
    )


def _state_text(record: OverviewRecord) -> str:
    row = record.row
    if row.state is ReturnState.OVERDUE:
        return f"逾期 {row.days_overdue} 日"
    return word(row.state)


def _revision(record: OverviewRecord) -> str:
    return "—" if record.row.revision is None else f"r{record.row.revision}"


def _received(record: OverviewRecord) -> str:
    received = record.row.received_at
    return "—" if received is None else format_taiwan_day_short(received)


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
        return "還沒有產生過填報包"
    words = f"{format_taiwan_time(file.at)} 產生"
    if file.registry is not None:
        words += f"，憑證名冊第 {file.registry} 號"
    return f"{words}；之後有變更，須重新產生" if record.has_stale_round_file else words
