"""調節表: what the appendix adds up to, beside the totals the plan states."""

import re
from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTabWidget, QVBoxLayout, QWidget

from app.models.money import MoneyUnit, format_money
from app.models.programme import BudgetStatus, Programme
from app.programme.reconciliation import AmountsByYear, Reconciliation, TotalComparison, reconcile
from app.ui.messages import word
from app.ui.translation import as_written, tr
from app.ui.widgets.boxes import fill_box
from app.ui.widgets.labels import build_label
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.record_view import RecordView
from app.ui.widgets.theme import Tone


def describe_reconciliation(result: Reconciliation) -> str:
    """附表合計 111.78 億元　核定 111.3 億元　差 0.48 億元"""
    unit, whole = MoneyUnit.HUNDRED_MILLION, result.whole_period
    cells = format_money(whole.cells_ntd, unit, 2)
    difference = format_money(whole.difference_ntd, unit, 2)
    spaced = as_written(r"(?<=\d)(?=[億萬])")  # like the others
    stated = re.sub(spaced, " ", whole.stated_printed)
    parts = (
        tr("附表合計 {cells} 億元", cells=cells),
        tr("核定 {stated}", stated=stated),
        tr("差 {difference} 億元", difference=difference),
    )
    return "　".join(each.replace(" ", "\N{NO-BREAK SPACE}") for each in parts)


class ReconciliationTables(QWidget):
    """The comparison by year, by status and by strategy; used here and on the plan's page."""

    def __init__(self, programme: Programme) -> None:
        super().__init__()
        result = reconcile(programme)
        words = tr("單位：新臺幣元。差額為附件各計畫合計減本文所載總數；僅列差額，不推定原因。")
        unit = build_label(words, Tone.MUTED, wraps=True)
        self.tabs = QTabWidget()
        self.tabs.addTab(_comparison_view(result), tr("年度與全程"))
        self.tabs.addTab(_status_view(result), tr("依註記"))
        self.tabs.addTab(_strategy_view(result, programme), tr("依策略"))
        fill_box(QVBoxLayout(self), unit, (self.tabs, 1), margins=0)


class ReconciliationDialog(QDialog):
    """The tables in a window of their own, over the overview."""

    def __init__(self, programme: Programme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("調節表"))
        self.resize(900, 460)
        heading = build_label(describe_reconciliation(reconcile(programme)), style="heading")
        self.tables = ReconciliationTables(programme)
        buttons = QDialogButtonBox()
        buttons.addButton(tr("關閉"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        fill_box(QVBoxLayout(self), heading, (self.tables, 1), buttons)


def _money_column(key: str, header: str, read: Callable[..., int]) -> RecordColumn:
    def show(each: object) -> str:
        return format_money(read(each), MoneyUnit.YUAN)

    return RecordColumn(key, header, show, read, width=20, is_figure=True)


def _name_year(each: TotalComparison) -> str:
    return tr("全程") if each.year_roc is None else tr("{year_roc} 年", year_roc=each.year_roc)


def _comparison_view(result: Reconciliation) -> RecordView:
    view = RecordView(
        (
            RecordColumn("year", tr("年度"), _name_year, lambda each: each.year_roc, width=10),
            _money_column("cells", tr("附件各計畫合計"), lambda each: each.cells_ntd),
            _money_column("stated", tr("本文所載總數"), lambda each: each.stated_ntd),
            RecordColumn("printed", tr("本文寫法"), lambda each: each.stated_printed, width=14),
            _money_column("difference", tr("差額"), lambda each: each.difference_ntd),
            RecordColumn("end", "", lambda _each: "", width=2),
        ),
        tr("年度與全程經費對照"),
    )
    view.set_records((*result.by_year, result.whole_period))
    return view


def _amount_columns(
    years: tuple[int, ...], read: Callable[..., AmountsByYear]
) -> tuple[RecordColumn, ...]:
    def of_year(position: int) -> Callable[..., int]:
        return lambda each: read(each).by_year[position]

    return (
        *(
            _money_column(str(year), tr("{year} 年", year=year), of_year(position))
            for position, year in enumerate(years)
        ),
        _money_column("total", tr("合計"), lambda each: read(each).total_ntd),
    )


def _name_status(status: BudgetStatus) -> str:
    if status is BudgetStatus.REMARK:
        return tr("詳備註（無金額）")
    shown = word(status)
    return tr("{status}（---）", status=shown) if status is BudgetStatus.NONE else shown


def _status_view(result: Reconciliation) -> RecordView:
    view = RecordView(
        (
            RecordColumn("status", tr("註記"), lambda each: _name_status(each.status), width=18),
            RecordColumn(
                "cells", tr("欄數"), lambda each: str(each.cells), lambda each: each.cells,
                width=8, is_figure=True,
            ),
            *_amount_columns(result.years, lambda each: each.amounts),
        ),
        tr("依註記之經費"),
    )  # fmt: skip
    view.set_records(result.by_status)
    return view


def _strategy_view(result: Reconciliation, programme: Programme) -> RecordView:
    def name(each: object) -> str:
        project = getattr(each, "project", None)
        if project is None:
            return programme.strategy(getattr(each, "strategy", "")).name
        return tr(
            "{project} {name}（跨策略）", project=project, name=programme.project(project).name
        )

    view = RecordView(
        (
            RecordColumn("strategy", tr("策略或跨策略計畫"), name, width=40),
            *_amount_columns(result.years, lambda each: each.amounts),
        ),
        tr("依策略之經費"),
    )
    view.set_records((*result.by_strategy, *result.multi_strategy))
    return view
