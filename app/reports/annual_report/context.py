"""Shared context of the parts of a report: figures, agency names, tables, outline."""

from dataclasses import dataclass, field
from datetime import date

from app.models.agency_names import AgencyNames
from app.models.money import format_money
from app.models.programme import Programme
from app.models.received import MergedRound
from app.reports.annual_report.flow import UNIT
from app.reports.annual_report.outline import Outline
from app.reports.annual_results.tables import OwnTables
from app.reports.coverage import ReportPart
from app.reports.figure_values import Figures
from app.reports.project_figures import ProjectFigures
from app.reports.tables import ReportTables

COMPILED_BY = "社會創新行動方案跨部會行政幕僚"
"""The plan assigns the consolidation to an inter-agency secretariat, to no agency."""


@dataclass(frozen=True)
class ReportContext:
    """The context of one report."""

    figures: Figures
    merged: MergedRound
    today: date
    compiled_by: str
    names: AgencyNames
    tables: ReportTables
    own: OwnTables
    outline: Outline = field(default_factory=Outline)

    @property
    def programme(self) -> Programme:
        """The approved plan."""
        return self.merged.programme

    @property
    def year(self) -> str:
        """The year of the round: 114 年度."""
        return f"{self.figures.round.year_roc} 年度"

    @property
    def title(self) -> str:
        """The title: 「社會創新行動方案 2.0」114年度執行成果彙整報告."""
        return f"「{self.programme.name}」{self.figures.round.title}彙整報告"

    def has(self, *parts: ReportPart) -> bool:
        """Return whether the form of the round gives matter for any of these parts."""
        return self.figures.coverage.has(*parts)

    def name_strategies(self, project: ProjectFigures) -> str:
        """Format the names of a project's strategies."""
        return "、".join(self.programme.strategy(each).name for each in project.strategies)


def build_context(
    figures: Figures, merged: MergedRound, today: date, compiled_by: str = COMPILED_BY
) -> ReportContext:
    """Build the context of a report dated `today`."""
    names = AgencyNames(merged.programme, merged.round)
    tables = ReportTables(figures, names)
    return ReportContext(figures, merged, today, compiled_by, names, tables, OwnTables(tables))


def wan(amount_ntd: int | None) -> str:
    """Format an amount in prose: 281,260.9 萬元."""
    return "—" if amount_ntd is None else f"{format_money(amount_ntd, UNIT, 1)} 萬元"
