"""The tables of a round, each kind of row with its declared columns.

Money columns are in NT dollars, as in the workbook; the PDF prints them in 萬元.
"""

from operator import attrgetter
from typing import Any

from app.models.agency_names import AgencyNames
from app.models.forms import FieldRole
from app.reports.columns import Column, Table
from app.reports.coverage import ReportPart
from app.reports.figure_values import (
    AgencyFigures,
    Figures,
    FindingFigures,
    IndicatorFigures,
    StrategyFigures,
)
from app.reports.project_figures import (
    ProjectFigures,
    QualitativeRow,
    TargetRow,
)
from app.reports.table_columns import (
    CODE,
    COUNT,
    DATE,
    LONG,
    MONEY,
    NUMBER,
    PERCENT,
    budget_columns,
    join_values,
    label_state,
    name_standing_of,
    own_column,
    received_on_day,
    state_columns,
    word_column,
)


class ReportTables:
    """Builds the tables of one round with its agency names."""

    def __init__(self, figures: Figures, names: AgencyNames) -> None:
        self.figures = figures
        self.coverage = figures.coverage
        self.names = names
        self._projects = {each.id: each.name for each in figures.projects}
        self._strategies = {each.id: each.name for each in figures.strategies}

    def budgets(self) -> Table[ProjectFigures]:
        """計畫經費: one row per project."""
        return Table(
            "budgets", "計畫經費" if self.coverage.has(ReportPart.MONEY) else "計畫",
            (
                *self.project_columns("id"),
                Column("strategies", "策略", self._name_strategies, width=18),
                *self._money_columns(),
                Column("standing", "狀態", self._name_standing, CODE, 10),
                *self._state_columns(),
                own_column("nil_reason", "本期無執行之理由", LONG, 40),
            ),
            self.figures.projects,
        )  # fmt: skip

    def _money_columns(self) -> tuple[Column[ProjectFigures], ...]:
        if not self.coverage.has(ReportPart.MONEY):
            return ()
        return (
            word_column("approved_status", "核定註記", 12),
            *budget_columns(lambda row: row.budget, self.coverage),
            own_column("approved_difference_ntd", "與核定數之差", MONEY, 16),
            own_column(FieldRole.DIFFERENCE_NOTE, "差異說明", LONG, 40),
            Column("funding_sources", "經費來源", join_values("funding_sources"), width=16),
            own_column("spent_on", "完成日期", DATE, 12),
        )

    def _state_columns(self) -> tuple[Column[ProjectFigures], ...]:
        if not self.coverage.has(ReportPart.STATES):
            return ()
        return (
            own_column("grounds_text", "落後依據", width=40),
            own_column("own_word", "自評進度", CODE, 10),
        )

    def _name_standing(self, row: ProjectFigures) -> str:
        return name_standing_of(row.standing, self.coverage)

    def strategies(self) -> Table[StrategyFigures]:
        """策略經費: one row per strategy, of the projects that belong to it alone."""
        return Table(
            "strategies", "策略經費",
            (
                Column("strategy_id", "策略代碼", attrgetter("id"), CODE, 8),
                Column("strategy_name", "策略", attrgetter("name"), width=18),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *budget_columns(lambda row: row.budget, self.coverage),
                *state_columns(lambda row: row.states, self.coverage),
            ),
            self.figures.strategies,
        )  # fmt: skip

    def agencies(self, own: tuple[Column[AgencyFigures], ...] = ()) -> Table[AgencyFigures]:
        """機關: one row per agency, including those without a return; `own` columns at the end."""
        return Table(
            "agencies", "機關",
            (
                *self.agency_columns("code"),
                own_column("order", "順序", CODE, 6),
                word_column("state", "收件狀態", 10),
                own_column("revision", "版次", CODE, 6),
                Column("received_on", "收件日期", received_on_day, DATE, 12),
                own_column("control_number", "控制碼", CODE, 24),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *state_columns(lambda row: row.states, self.coverage),
                *budget_columns(lambda row: row.budget, self.coverage),
                *own,
            ),
            self.figures.agencies,
        )  # fmt: skip

    def targets(self) -> Table[TargetRow]:
        """量化指標: one row per target of the year and project."""
        return Table(
            "targets", "量化指標",
            (
                *self.project_columns("project_id"),
                own_column("target_id", "目標代碼", CODE, 10),
                own_column("indicator", "指標編號", CODE, 8),
                own_column(FieldRole.METRIC, "指標項目", width=30),
                own_column(FieldRole.TARGET_TEXT, "目標值", width=22),
                own_column("unit", "單位", CODE, 8),
                own_column(FieldRole.ACHIEVED, "本年達成值", NUMBER, 12),
                own_column(FieldRole.RUNNING, "累計達成值", NUMBER, 12),
                own_column(FieldRole.COMPLETED_ON, "完成日期", DATE, 12),
                own_column(FieldRole.TARGET_RATE, "達成率", PERCENT, 10),
                own_column(FieldRole.APPENDIX_RATE, "附表達成率", PERCENT, 10),
                Column("state", "狀態", label_state, CODE, 10),
                own_column(FieldRole.RATES_NOTE, "判定說明", width=30),
                own_column("note", "說明", LONG, 40),
            ),
            self.figures.targets,
        )  # fmt: skip

    def qualitative(self) -> Table[QualitativeRow]:
        """質化指標: one row per qualitative indicator and project."""
        return Table(
            "qualitative", "質化指標",
            (
                *self.project_columns("project_id"),
                own_column("indicator", "指標編號", CODE, 8),
                own_column("text", "指標內容", width=40),
                Column("state", "辦理情形", label_state, CODE, 10),
                own_column("note", "辦理說明", LONG, 60),
            ),
            tuple(each for project in self.figures.projects for each in project.qualitative),
        )  # fmt: skip

    def indicators(self) -> Table[IndicatorFigures]:
        """指標總表: one row per indicator."""
        return Table(
            "indicators", "指標總表",
            (
                own_column("number", "指標編號", CODE, 8),
                own_column("summary", "量化指標", width=40),
                *self.agency_columns("agency"),
                Column("strategy", "策略", lambda row: self._strategies[row.strategy], width=18),
                Column("projects", "計畫代碼", join_values("project_ids"), width=12),
                word_column("mapping", "對應依據", 10),
                word_column("outcome", "結果", 12),
            ),
            self.figures.indicators,
        )  # fmt: skip

    def explained(self) -> Table[FindingFigures]:
        """檢核說明: one row per warning explained with a reason."""
        return Table(
            "explained", "檢核說明",
            (
                *self.agency_columns("agency"),
                own_column("project_id", "計畫代碼", CODE, 10),
                Column("project_name", "計畫名稱", self._name_project, width=34),
                own_column("code", "檢核代碼", CODE, 10),
                own_column("place_label", "位置", width=30),
                own_column("sentence", "檢核結果", LONG, 50),
                own_column("reason", "機關說明", LONG, 50),
            ),
            self.figures.explained,
        )  # fmt: skip

    def agency_columns(self, code_key: str) -> "tuple[Column[Any], ...]":
        """Build the columns of the agency of a row."""
        code = attrgetter(code_key)
        return (
            Column("agency", "機關代碼", code, CODE, 10),
            Column("agency_name", "機關", lambda row: self.names.full(code(row)), width=22),
        )

    def project_columns(self, id_key: str) -> "tuple[Column[Any], ...]":
        """Build the columns of the agency and the project of a row."""
        key = attrgetter(id_key)
        return (
            *self.agency_columns("agency"),
            Column("project_id", "計畫代碼", key, CODE, 10),
            Column("project_name", "計畫名稱", lambda row: self._projects[key(row)], width=34),
        )

    def _name_strategies(self, row: ProjectFigures) -> str:
        return "、".join(self._strategies[each] for each in row.strategies)

    def _name_project(self, row: FindingFigures) -> str:
        return self._projects[row.project_id] if row.project_id is not None else ""
