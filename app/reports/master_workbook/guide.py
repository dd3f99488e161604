"""First and last sheet of the master workbook: guide (說明) and reconciliation (調節)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from app.models.agency_names import AgencyNames
from app.models.periods import format_roc_date
from app.models.programme import Programme
from app.programme.catalogue_text import name_mark
from app.programme.reconciliation import AmountsByYear, Reconciliation
from app.reports.annual_report.front import DEMO_MARK
from app.reports.columns import Column, Table
from app.reports.coverage import ReportPart
from app.reports.figure_values import Figures
from app.reports.states import describe_states
from app.reports.table_columns import CODE, LONG, MONEY, describe_rates, own_column


@dataclass(frozen=True)
class GuideRow:
    """One row of the guide (說明)."""

    item: str
    text: str


@dataclass(frozen=True)
class ReconciliationRow:
    """One row of the reconciliation (調節): a sum of one year or the whole period (None)."""

    group: str
    item: str
    year_roc: int | None
    amount_ntd: int | None
    """None where no cell has an amount, which is not zero."""


def build_guide(figures: Figures, names: AgencyNames, day: date) -> Table[GuideRow]:
    """Build the guide (說明): scope, missing agencies, units, definitions of the rates."""
    columns = (
        own_column("item", "項目", width=20),
        own_column("text", "說明", LONG, 100),
    )
    return Table("guide", "說明", columns, tuple(_guide_rows(figures, names, day)))


def _guide_rows(figures: Figures, names: AgencyNames, day: date) -> Iterator[GuideRow]:
    round_ = figures.round
    if round_.is_demo:
        yield GuideRow(DEMO_MARK, "本活頁簿之填報內容為程式產生，非機關實際資料。")
    yield GuideRow("方案", figures.programme_name)
    yield GuideRow("填報期", f"{round_.title}（{round_.id}）")
    yield GuideRow("表單", f"{figures.form_title}　第 {figures.form_version} 版")
    yield GuideRow("製表日期", format_roc_date(day))
    counted = sum(1 for each in figures.agencies if not each.is_missing)
    yield GuideRow("彙整範圍", f"應填報 {len(figures.agencies)} 個機關，納入統計 {counted} 個。")
    yield GuideRow("未報送機關", _list(names, figures.missing))
    yield GuideRow("退回補正機關", _list(names, figures.sent_back))
    if figures.waiting:
        yield GuideRow("待審查而未納入", _list(names, figures.waiting))
    if figures.drafts:
        yield GuideRow("初稿", f"下列機關之填報表尚待審查：{_list(names, figures.drafts)}")
    renamed = [each.code for each in figures.agencies if names.full(each.code)
               != names.with_former(each.code)]  # fmt: skip
    yield GuideRow("機關更名", "、".join(names.with_former(each) for each in renamed) or "無")
    yield GuideRow("單位", "金額一律為新臺幣元（整數）；比率為百分比數值，95.5 即 95.5%。")
    rates = describe_rates(figures.coverage)
    if rates:
        yield GuideRow("比率", f"{rates}。")
    yield GuideRow("空白儲存格", "表示未填報、未列金額或無分母，不等於零。")
    if figures.coverage.has(ReportPart.STATES):
        yield GuideRow("狀態", describe_states(round_))


def _list(names: AgencyNames, codes: tuple[str, ...]) -> str:
    return "、".join(f"{names.full(each)}（{each}）" for each in codes) or "無"


def build_reconciliation(found: Reconciliation, programme: Programme) -> Table[ReconciliationRow]:
    """Build the reconciliation (調節): sums by year, status and strategy, and stated totals."""
    columns: tuple[Column[ReconciliationRow], ...] = (
        own_column("group", "類別", width=18),
        own_column("item", "項目", width=36),
        Column("year_roc", "年度", lambda row: row.year_roc or "四年合計", CODE, 12),
        own_column("amount_ntd", "金額", MONEY, 20),
    )
    return Table("reconciliation", "調節", columns, tuple(_sums(found, programme)))


def _sums(found: Reconciliation, programme: Programme) -> Iterator[ReconciliationRow]:
    for each in (*found.by_year, found.whole_period):
        year = each.year_roc
        yield ReconciliationRow("總數比較", "附表各計畫合計", year, each.cells_ntd)
        yield ReconciliationRow("總數比較", "核定本肆、二所載", year, each.stated_ntd)
        yield ReconciliationRow("總數比較", "差額（附表－所載）", year, each.difference_ntd)
    for strategy in found.by_strategy:
        name = programme.strategy(strategy.strategy).name
        yield from _by_year(found, "單一策略計畫", name, strategy.amounts)
    for shared in found.multi_strategy:
        project = programme.project(shared.project)
        empty = {cell.year_roc for cell in project.budgets if cell.amount_ntd is None}
        yield from _by_year(found, "跨策略計畫", project.name, shared.amounts, empty)
    for status in found.by_status:
        empty = set() if status.status.holds_amount else set(found.years)
        yield from _by_year(found, "預算欄註記", name_mark(status.status), status.amounts, empty)


def _by_year(
    found: Reconciliation,
    group: str,
    item: str,
    amounts: AmountsByYear,
    empty: Collection[int] = (),
) -> Iterator[ReconciliationRow]:
    for year, amount in zip(found.years, amounts.by_year, strict=True):
        yield ReconciliationRow(group, item, year, None if year in empty else amount)
    total = None if len(empty) == len(found.years) else amounts.total_ntd
    yield ReconciliationRow(group, item, None, total)
