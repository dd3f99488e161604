"""The tables of a round, each kind of row with its declared columns.

Money columns are in NT dollars, as in the workbook; the PDF prints them in 萬元.
"""

from operator import attrgetter
from typing import Any

from app.models.agency_names import AgencyNames
from app.reports.columns import Column, Table
from app.reports.figure_values import (
    AgencyFigures,
    Figures,
    FindingFigures,
    IndicatorFigures,
    StrategyFigures,
)
from app.reports.project_figures import (
    AmendmentFigures,
    DelayFigures,
    HighlightFigures,
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
    own_column,
    received_on_day,
    state_columns,
    word_column,
)


class ReportTables:
    """Builds the tables of one round with its agency names."""

    def __init__(self, figures: Figures, names: AgencyNames) -> None:
        self.figures = figures
        self.names = names
        self._projects = {each.id: each.name for each in figures.projects}
        self._strategies = {each.id: each.name for each in figures.strategies}

    def budgets(self) -> Table[ProjectFigures]:
        """計畫經費: one row per project."""
        return Table(
            "budgets", "計畫經費",
            (
                *self._project_columns("id"),
                Column("strategies", "策略", self._name_strategies, width=18),
                word_column("approved_status", "核定註記", 12),
                *budget_columns(lambda row: row.budget),
                own_column("approved_difference_ntd", "與核定數之差", MONEY, 16),
                own_column("difference_note", "差異說明", LONG, 40),
                Column("funding_sources", "經費來源", join_values("funding_sources"), width=16),
                own_column("completed_on", "完成日期", DATE, 12),
                word_column("standing", "狀態", 10),
                own_column("grounds_text", "落後依據", width=40),
                own_column("nil_reason", "本期無執行之理由", LONG, 40),
                own_column("own_progress", "自評進度", CODE, 10),
            ),
            self.figures.projects,
        )  # fmt: skip

    def strategies(self) -> Table[StrategyFigures]:
        """策略經費: one row per strategy, of the projects that belong to it alone."""
        return Table(
            "strategies", "策略經費",
            (
                Column("strategy_id", "策略代碼", attrgetter("id"), CODE, 8),
                Column("strategy_name", "策略", attrgetter("name"), width=18),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *budget_columns(lambda row: row.budget),
                *state_columns(lambda row: row.states),
            ),
            self.figures.strategies,
        )  # fmt: skip

    def agencies(self) -> Table[AgencyFigures]:
        """機關: one row per agency, including those without a return."""
        return Table(
            "agencies", "機關",
            (
                *self._agency_columns("code"),
                own_column("order", "順序", CODE, 6),
                word_column("state", "收件狀態", 10),
                own_column("revision", "版次", CODE, 6),
                Column("received_on", "收件日期", received_on_day, DATE, 12),
                own_column("control_number", "控制碼", CODE, 24),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *state_columns(lambda row: row.states),
                *budget_columns(lambda row: row.budget),
                Column("preparer", "承辦人", attrgetter("officers.preparer_name"), width=12),
                Column("preparer_phone", "承辦人電話", attrgetter("officers.preparer_phone"),
                       width=20),
                Column("preparer_email", "承辦人電子郵件", attrgetter("officers.preparer_email"),
                       width=26),
                Column("supervisor", "單位主管", attrgetter("officers.supervisor_name"), width=12),
                Column("head", "機關首長", attrgetter("officers.head_name"), width=12),
                own_column("summary", "整體執行摘要", LONG, 60),
                own_column("coordination", "跨機關協調事項", LONG, 40),
            ),
            self.figures.agencies,
        )  # fmt: skip

    def targets(self) -> Table[TargetRow]:
        """量化指標: one row per target of the year and project."""
        return Table(
            "targets", "量化指標",
            (
                *self._project_columns("project_id"),
                own_column("target_id", "目標代碼", CODE, 10),
                own_column("indicator", "指標編號", CODE, 8),
                own_column("metric", "指標項目", width=30),
                own_column("target_text", "目標值", width=22),
                own_column("unit", "單位", CODE, 8),
                own_column("achieved", "本年達成值", NUMBER, 12),
                own_column("cumulative", "累計達成值", NUMBER, 12),
                own_column("completed_on", "完成日期", DATE, 12),
                own_column("attainment", "達成率", PERCENT, 10),
                own_column("appendix_rate", "附表達成率", PERCENT, 10),
                Column("state", "狀態", label_state, CODE, 10),
                own_column("rates_note", "判定說明", width=30),
                own_column("note", "說明", LONG, 40),
            ),
            self.figures.targets,
        )  # fmt: skip

    def qualitative(self) -> Table[QualitativeRow]:
        """質化指標: one row per qualitative indicator and project."""
        return Table(
            "qualitative", "質化指標",
            (
                *self._project_columns("project_id"),
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
                *self._agency_columns("agency"),
                Column("strategy", "策略", lambda row: self._strategies[row.strategy], width=18),
                Column("projects", "計畫代碼", join_values("project_ids"), width=12),
                word_column("mapping", "對應依據", 10),
                word_column("outcome", "結果", 12),
            ),
            self.figures.indicators,
        )  # fmt: skip

    def results(self) -> Table[ProjectFigures]:
        """執行成果: one row per reporting project, with its narrative."""
        return Table(
            "results", "執行成果",
            (
                *self._project_columns("id"),
                own_column("narrative", "執行成果說明", LONG, 90),
                own_column("beneficiaries", "受益人數", COUNT, 12),
                Column("contact", "聯絡人", attrgetter("contact.name"), width=12),
                Column("contact_phone", "聯絡電話", attrgetter("contact.phone"), width=22),
                Column("contact_email", "聯絡電子郵件", attrgetter("contact.email"), width=26),
            ),
            self._reported(),
        )  # fmt: skip

    def highlights(self) -> Table[HighlightFigures]:
        """亮點案例: one row per highlight."""
        return Table(
            "highlights", "亮點案例",
            (
                *self._project_columns("project_id"),
                own_column("number", "序號", CODE, 6),
                own_column("title", "案例名稱", width=30),
                own_column("summary", "案例摘要", LONG, 70),
                own_column("beneficiaries", "受益人數", COUNT, 12),
                Column("sdgs", "永續發展目標", join_values("sdgs"), width=16),
                Column("partners", "合作機關", self._name_partners, width=24),
                Column("photos", "照片", join_values("photos"), width=24),
            ),
            self.figures.highlights,
        )  # fmt: skip

    def delays(self) -> Table[DelayFigures]:
        """落後說明: one row per delay record."""
        return Table(
            "delays", "落後說明",
            (
                *self._project_columns("project_id"),
                own_column("grounds", "落後依據", width=40),
                own_column("category", "落後類別", width=16),
                own_column("cause", "落後原因", LONG, 50),
                own_column("measures", "解決對策", LONG, 50),
                own_column("responsibility", "責任歸屬", width=16),
                own_column("coordination", "須協調事項", LONG, 40),
                own_column("improve_by", "改進完成期限", DATE, 14),
                own_column("catch_up_on", "預定趕上日期", DATE, 14),
            ),
            self.figures.delays,
        )  # fmt: skip

    def amendments(self) -> Table[AmendmentFigures]:
        """修正提案: one row per proposed amendment."""
        return Table(
            "amendments", "修正提案",
            (
                *self._project_columns("project_id"),
                own_column("number", "序號", CODE, 6),
                own_column("field", "修正欄位", width=14),
                own_column("before", "修正前（原核定）", LONG, 46),
                own_column("after", "修正後", LONG, 46),
                own_column("reason", "修正說明", LONG, 46),
            ),
            self.figures.amendments,
        )  # fmt: skip

    def next_year(self) -> Table[ProjectFigures]:
        """下年度重點: one row per reporting project, with its plan for the next year."""
        return Table(
            "next_year", "下年度重點",
            (
                *self._project_columns("id"),
                own_column("next_focus", "下年度重點工作", LONG, 90),
            ),
            self._reported(),
        )  # fmt: skip

    def explained(self) -> Table[FindingFigures]:
        """檢核說明: one row per warning explained with a reason."""
        return Table(
            "explained", "檢核說明",
            (
                *self._agency_columns("agency"),
                own_column("project_id", "計畫代碼", CODE, 10),
                Column("project_name", "計畫名稱", self._name_project, width=34),
                own_column("code", "檢核代碼", CODE, 10),
                own_column("place_label", "位置", width=30),
                own_column("sentence", "檢核結果", LONG, 50),
                own_column("reason", "機關說明", LONG, 50),
            ),
            self.figures.explained,
        )  # fmt: skip

    def _reported(self) -> tuple[ProjectFigures, ...]:
        return tuple(each for each in self.figures.projects if each.is_reported)

    def _agency_columns(self, code_key: str) -> "tuple[Column[Any], ...]":
        code = attrgetter(code_key)
        return (
            Column("agency", "機關代碼", code, CODE, 10),
            Column("agency_name", "機關", lambda row: self.names.full(code(row)), width=22),
        )

    def _project_columns(self, id_key: str) -> "tuple[Column[Any], ...]":
        key = attrgetter(id_key)
        return (
            *self._agency_columns("agency"),
            Column("project_id", "計畫代碼", key, CODE, 10),
            Column("project_name", "計畫名稱", lambda row: self._projects[key(row)], width=34),
        )

    def _name_strategies(self, row: ProjectFigures) -> str:
        return "、".join(self._strategies[each] for each in row.strategies)

    def _name_partners(self, row: HighlightFigures) -> str:
        return "、".join(self.names.full(each) for each in row.partners)

    def _name_project(self, row: FindingFigures) -> str:
        return self._projects[row.project_id] if row.project_id is not None else ""
