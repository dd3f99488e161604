"""The columns of the plan's tables."""

from collections.abc import Callable

from app.models.periods import format_roc_date_short
from app.models.programme import (
    Agency,
    BudgetCell,
    Indicator,
    Mapping,
    Programme,
    Project,
)
from app.programme.catalogue_text import format_target
from app.ui.messages import word
from app.ui.translation import join_words, tr
from app.ui.widgets.record_table import RecordColumn
from app.ui.widgets.theme import Tone


def print_cell(cell: BudgetCell) -> str:
    """The figure as the plan prints it, with its mark."""
    if not cell.status.is_marked:
        return cell.printed
    return tr("{printed}（{status}）", printed=cell.printed, status=word(cell.status))


def project_columns(
    programme: Programme, short_name: Callable[[str], str]
) -> tuple[RecordColumn, ...]:
    """The 39 projects with their four budget cells."""
    return (
        RecordColumn("id", tr("代碼"), lambda each: each.id, width=5),
        RecordColumn(
            "agency", tr("機關"), lambda each: short_name(each.agency),
            lambda each: programme.agency(each.agency).order, width=10,
        ),
        RecordColumn("name", tr("計畫", "one"), lambda each: each.name, width=28),
        RecordColumn(
            "strategies", tr("策略"),
            lambda each: join_words(each.strategies), width=7,
            tip=lambda each: join_words(programme.strategy(one).name for one in each.strategies),
        ),
        *(_budget_column(year) for year in programme.years),
        RecordColumn(
            "indicators", tr("指標"), lambda each: _labels(programme, each), width=10
        ),
    )  # fmt: skip


def indicator_columns(
    programme: Programme, short_name: Callable[[str], str]
) -> tuple[RecordColumn, ...]:
    """The forty indicators with their targets."""
    return (
        RecordColumn(
            "number", tr("編號"), lambda each: each.label, lambda each: each.number, width=9
        ),
        RecordColumn("summary", tr("指標"), lambda each: each.summary, width=36),
        RecordColumn(
            "agency", tr("機關"), lambda each: short_name(each.agency),
            lambda each: programme.agency(each.agency).order, width=10,
        ),
        RecordColumn("strategy", tr("策略"), lambda each: each.strategy, width=6),
        RecordColumn("projects", tr("計畫"), lambda each: join_words(each.projects), width=12),
        RecordColumn(
            "mapping", tr("對應"),
            lambda each: word(each.mapping), width=7,
            tone=lambda each: Tone.PLAIN if each.mapping is Mapping.EXPLICIT else Tone.WARNING,
            header_tip=tr("指標與計畫之對應：方案明列，或依內容推定"),
        ),
        RecordColumn("targets", tr("目標值"), _targets, width=40),
    )  # fmt: skip


def work_content_columns() -> tuple[RecordColumn, ...]:
    """The twelve work contents under their strategies."""
    return (
        RecordColumn("id", tr("代碼"), lambda each: each[1].id, width=8),
        RecordColumn("strategy", tr("策略"), lambda each: each[0].name, width=24),
        RecordColumn(
            "aliases", tr("又稱"), lambda each: join_words(each[0].aliases) or "—", width=24
        ),
        RecordColumn("content", tr("工作內容"), lambda each: each[1].name, width=40),
    )


def agency_columns(programme: Programme) -> tuple[RecordColumn, ...]:
    """The agencies with the names they bear and bore."""
    return (
        RecordColumn(
            "order", tr("順序"), lambda each: str(each.order), lambda each: each.order, width=6,
            is_figure=True,
        ),
        RecordColumn("code", tr("代碼"), lambda each: each.code, width=10),
        RecordColumn("short", tr("簡稱"), lambda each: each.short_name, width=14),
        RecordColumn("names", tr("名稱（期間）"), describe_names, width=40),
        RecordColumn(
            "projects", tr("計畫數"), lambda each: str(len(programme.projects_of(each.code))),
            lambda each: len(programme.projects_of(each.code)), width=8, is_figure=True,
        ),
    )  # fmt: skip


def discrepancy_columns(programme: Programme) -> tuple[RecordColumn, ...]:
    """Where the plan's body and its appendix say different things."""
    labels = {each.number: each.label for each in programme.indicators}
    return (
        RecordColumn("id", tr("編號"), lambda each: each.id, width=8),
        RecordColumn(
            "indicator", tr("指標"), lambda each: labels[each.indicator],
            lambda each: each.indicator, width=9,
        ),
        RecordColumn("project", tr("計畫", "one"), lambda each: each.project, width=7),
        RecordColumn("body", tr("本文"), lambda each: each.body, width=40),
        RecordColumn("appendix", tr("附件"), lambda each: each.appendix, width=48),
    )  # fmt: skip


def describe_names(agency: Agency) -> str:
    """教育部, or both names with the day between them."""
    words = []
    for each in agency.names:
        since = (
            ""
            if each.valid_from is None
            else tr("{valid_from} 起", valid_from=format_roc_date_short(each.valid_from))
        )
        until = (
            ""
            if each.valid_to is None
            else tr("至 {valid_to}", valid_to=format_roc_date_short(each.valid_to))
        )
        period = tr("，").join(part for part in (since, until) if part)
        words.append(
            tr("{name}（{period}）", name=each.name, period=period) if period else each.name
        )
    return tr("；").join(words)


def _budget_column(year: int) -> RecordColumn:
    def text(project: Project) -> str:
        return print_cell(project.budget(year))

    def amount(project: Project) -> int | None:
        return project.budget(year).amount_ntd

    return RecordColumn(
        f"budget_{year}", tr("{year} 年", year=year), text, amount, width=20, is_figure=True,
        tone=lambda each: Tone.MUTED if amount(each) is None else Tone.PLAIN,
        header_tip=tr("依方案附件所載單位與註記"),
    )  # fmt: skip


def _labels(programme: Programme, project: Project) -> str:
    return "".join(each.label for each in programme.indicators_of(project.id)) or "—"


def _targets(indicator: Indicator) -> str:
    return tr("；").join(format_target(each) for each in indicator.targets) or tr("質化指標")
