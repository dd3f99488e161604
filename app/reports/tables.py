"""The tables of a round: each kind of row with its columns, declared once.

Money columns hold NT dollars; the workbook keeps them so, the PDF prints them in 萬元.
"""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Protocol, TypeVar

from app.reports.agency_names import AgencyNames
from app.reports.budget_figures import BudgetFigures
from app.reports.columns import CellKind, CellValue, Column, Table
from app.reports.figure_values import (
    AgencyFigures,
    AmendmentFigures,
    DelayFigures,
    Figures,
    FindingFigures,
    HighlightFigures,
    IndicatorFigures,
    ProjectFigures,
    QualitativeRow,
    StrategyFigures,
    TargetRow,
)
from app.reports.states import Standing

Row = TypeVar("Row")

CODE, LONG, COUNT = CellKind.CODE, CellKind.LONG_TEXT, CellKind.COUNT
NUMBER, MONEY, PERCENT, DATE = CellKind.NUMBER, CellKind.MONEY, CellKind.PERCENT, CellKind.DATE


class _OfProject(Protocol):
    @property
    def project_id(self) -> str: ...
    @property
    def agency(self) -> str: ...


class ReportTables:
    """Builds the tables of one round with the agency names of one day."""

    def __init__(self, figures: Figures, names: AgencyNames) -> None:
        self.figures = figures
        self.names = names
        self._projects = {each.id: each.name for each in figures.projects}
        self._strategies = {each.id: each.name for each in figures.strategies}

    def budgets(self) -> Table[ProjectFigures]:
        """計畫經費: one row a project."""
        return Table(
            "budgets", "計畫經費",
            (
                *self._project_columns(attrgetter("id"), attrgetter("agency")),
                Column("strategies", "策略", self._name_strategies, width=18),
                Column("approved_status", "核定註記", print_status, CODE, 12),
                *budget_columns(lambda row: row.budget),
                _own("approved_difference_ntd", "與核定數之差", MONEY, 16),
                _own("difference_note", "差異說明", LONG, 40),
                Column("funding_sources", "經費來源", _join("funding_sources"), width=16),
                _own("completed_on", "完成日期", DATE, 12),
                Column("standing", "狀態", lambda row: row.standing.value, CODE, 10),
            ),
            self.figures.projects,
        )  # fmt: skip

    def strategies(self) -> Table[StrategyFigures]:
        """策略經費: projects of one strategy only, one row a strategy."""
        return Table(
            "strategies", "策略經費",
            (
                Column("strategy_id", "策略代碼", attrgetter("id"), CODE, 8),
                Column("strategy_name", "策略", attrgetter("name"), width=18),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *budget_columns(lambda row: row.budget),
                *_state_columns(lambda row: row.states),
            ),
            self.figures.strategies,
        )  # fmt: skip

    def agencies(self) -> Table[AgencyFigures]:
        """機關: one row an agency, those without a return included."""
        return Table(
            "agencies", "機關",
            (
                *self._agency_columns(attrgetter("code")),
                _own("order", "順序", CODE, 6),
                Column("state", "收件狀態", lambda row: row.state.value, CODE, 10),
                _own("revision", "版次", CODE, 6),
                Column("received_on", "收件日期", _received_on, DATE, 12),
                _own("control_number", "控制碼", CODE, 24),
                Column("projects", "計畫數", lambda row: len(row.project_ids), COUNT, 8),
                *_state_columns(lambda row: row.states),
                *budget_columns(lambda row: row.budget),
                Column("preparer", "承辦人", attrgetter("officers.preparer_name"), width=12),
                Column("preparer_phone", "承辦人電話", attrgetter("officers.preparer_phone"),
                       width=20),
                Column("preparer_email", "承辦人電子郵件", attrgetter("officers.preparer_email"),
                       width=26),
                Column("supervisor", "單位主管", attrgetter("officers.supervisor_name"), width=12),
                Column("head", "機關首長", attrgetter("officers.head_name"), width=12),
                _own("summary", "整體執行摘要", LONG, 60),
                _own("coordination", "跨機關協調事項", LONG, 40),
            ),
            self.figures.agencies,
        )  # fmt: skip

    def targets(self) -> Table[TargetRow]:
        """量化指標: one row a target of the year and project."""
        return Table(
            "targets", "量化指標",
            (
                *self._columns_of_project(),
                _own("target_id", "目標代碼", CODE, 10),
                _own("indicator", "指標編號", CODE, 8),
                _own("metric", "指標項目", width=30),
                _own("target_text", "目標值", width=22),
                _own("unit", "單位", CODE, 8),
                _own("achieved", "本年達成值", NUMBER, 12),
                _own("cumulative", "累計達成值", NUMBER, 12),
                _own("attainment", "達成率", PERCENT, 10),
                Column("state", "狀態", _label_state, CODE, 8),
                _own("note", "說明", LONG, 40),
            ),
            self.figures.targets,
        )  # fmt: skip

    def qualitative(self) -> Table[QualitativeRow]:
        """質化指標: one row an indicator without a number and project."""
        return Table(
            "qualitative", "質化指標",
            (
                *self._columns_of_project(),
                _own("indicator", "指標編號", CODE, 8),
                _own("text", "指標內容", width=40),
                Column("state", "辦理情形", _label_state, CODE, 10),
                _own("note", "辦理說明", LONG, 60),
            ),
            tuple(each for project in self.figures.projects for each in project.qualitative),
        )  # fmt: skip

    def indicators(self) -> Table[IndicatorFigures]:
        """指標總表: the forty indicators, one row each."""
        return Table(
            "indicators", "指標總表",
            (
                _own("number", "指標編號", CODE, 8),
                _own("summary", "量化指標", width=40),
                *self._agency_columns(attrgetter("agency")),
                Column("strategy", "策略", lambda row: self._strategies[row.strategy], width=18),
                Column("projects", "計畫代碼", _join("project_ids"), width=12),
                Column("mapping", "對應依據", _print_mapping, CODE, 10),
                Column("outcome", "結果", lambda row: row.outcome.value, CODE, 12),
            ),
            self.figures.indicators,
        )  # fmt: skip

    def results(self) -> Table[ProjectFigures]:
        """執行成果: the narrative of every project that reported."""
        return Table(
            "results", "執行成果",
            (
                *self._project_columns(attrgetter("id"), attrgetter("agency")),
                _own("narrative", "執行成果說明", LONG, 90),
                _own("beneficiaries", "受益人數", COUNT, 12),
                Column("contact", "聯絡人", attrgetter("contact.name"), width=12),
                Column("contact_phone", "聯絡電話", attrgetter("contact.phone"), width=22),
                Column("contact_email", "聯絡電子郵件", attrgetter("contact.email"), width=26),
            ),
            self._reported(),
        )  # fmt: skip

    def highlights(self) -> Table[HighlightFigures]:
        """亮點案例: one row a case."""
        return Table(
            "highlights", "亮點案例",
            (
                *self._columns_of_project(),
                _own("number", "序號", CODE, 6),
                _own("title", "案例名稱", width=30),
                _own("summary", "案例摘要", LONG, 70),
                _own("beneficiaries", "受益人數", COUNT, 12),
                Column("sdgs", "永續發展目標", _join("sdgs"), width=16),
                Column("partners", "合作機關", self._name_partners, width=24),
                Column("photos", "照片", _join("photos"), width=24),
            ),
            self.figures.highlights,
        )  # fmt: skip

    def delays(self) -> Table[DelayFigures]:
        """落後說明: one row a project that is behind and says why."""
        return Table(
            "delays", "落後說明",
            (
                *self._columns_of_project(),
                _own("category", "落後類別", width=16),
                _own("cause", "落後原因", LONG, 50),
                _own("measures", "解決對策", LONG, 50),
                _own("responsibility", "責任歸屬", width=16),
                _own("coordination", "須協調事項", LONG, 40),
                _own("improve_by", "改進完成期限", DATE, 14),
                _own("catch_up_on", "預定趕上日期", DATE, 14),
            ),
            self.figures.delays,
        )  # fmt: skip

    def amendments(self) -> Table[AmendmentFigures]:
        """修正提案: one row a proposed change."""
        return Table(
            "amendments", "修正提案",
            (
                *self._columns_of_project(),
                _own("number", "序號", CODE, 6),
                _own("field", "修正欄位", width=14),
                _own("before", "修正前（原核定）", LONG, 46),
                _own("after", "修正後", LONG, 46),
                _own("reason", "修正說明", LONG, 46),
            ),
            self.figures.amendments,
        )  # fmt: skip

    def next_year(self) -> Table[ProjectFigures]:
        """下年度重點: what every reporting project plans."""
        return Table(
            "next_year", "下年度重點",
            (
                *self._project_columns(attrgetter("id"), attrgetter("agency")),
                _own("next_focus", "下年度重點工作", LONG, 90),
            ),
            self._reported(),
        )  # fmt: skip

    def explained(self) -> Table[FindingFigures]:
        """檢核說明: warnings with the reason that stays with the figure."""
        return Table(
            "explained", "檢核說明",
            (
                *self._agency_columns(attrgetter("agency")),
                _own("project_id", "計畫代碼", CODE, 10),
                Column("project_name", "計畫名稱", self._name_project, width=34),
                _own("code", "檢核代碼", CODE, 10),
                _own("place_label", "位置", width=30),
                _own("sentence", "檢核結果", LONG, 50),
                _own("reason", "機關說明", LONG, 50),
            ),
            self.figures.explained,
        )  # fmt: skip

    def _reported(self) -> tuple[ProjectFigures, ...]:
        return tuple(each for each in self.figures.projects if each.is_reported)

    def _agency_columns(self, agency: Callable[[Row], str]) -> tuple[Column[Row], ...]:
        return (
            Column("agency", "機關代碼", agency, CODE, 10),
            Column("agency_name", "機關", lambda row: self.names.current(agency(row)), width=22),
        )

    def _project_columns(
        self, project: Callable[[Row], str], agency: Callable[[Row], str]
    ) -> tuple[Column[Row], ...]:
        def name(row: Row) -> str:
            return self._projects[project(row)]

        return (
            *self._agency_columns(agency),
            Column("project_id", "計畫代碼", project, CODE, 10),
            Column("project_name", "計畫名稱", name, width=34),
        )

    def _columns_of_project(self) -> "tuple[Column[Any], ...]":
        project: Callable[[_OfProject], str] = attrgetter("project_id")
        agency: Callable[[_OfProject], str] = attrgetter("agency")
        return self._project_columns(project, agency)

    def _name_strategies(self, row: ProjectFigures) -> str:
        return "、".join(self._strategies[each] for each in row.strategies)

    def _name_partners(self, row: HighlightFigures) -> str:
        return "、".join(self.names.current(each) for each in row.partners)

    def _name_project(self, row: FindingFigures) -> str:
        return self._projects[row.project_id] if row.project_id is not None else ""


def budget_columns(budget: Callable[[Row], BudgetFigures]) -> tuple[Column[Row], ...]:
    """The eight amounts and the three rates of a budget."""
    amounts = {
        "approved_ntd": "核定預算數", "available_ntd": "可支用預算數",
        "allocated_ntd": "累計分配數", "paid_ntd": "實支數", "payable_ntd": "應付未付數",
        "surplus_ntd": "節餘數", "prepaid_ntd": "預付款", "executed_ntd": "執行數",
    }  # fmt: skip
    rates = {"execution_rate": "執行率", "attainment_rate": "達成率", "payment_rate": "支用率"}
    return (
        *(Column(key, text, _of(budget, key), MONEY, 16) for key, text in amounts.items()),
        *(Column(key, text, _of(budget, key), PERCENT, 10) for key, text in rates.items()),
    )


def print_status(row: ProjectFigures) -> str:
    """The mark of the approved cell; 未匡列 where the sheet prints ---."""
    words = {"none": "未匡列", "unmarked": "無註記"}
    return words.get(row.approved_status.value, row.approved_status.value)


def _state_columns(states: Callable[[Row], dict[Standing, int]]) -> tuple[Column[Row], ...]:
    def count(standing: Standing) -> Callable[[Row], int]:
        return lambda row: states(row)[standing]

    return tuple(Column(each.name.lower(), each.value, count(each), COUNT, 10) for each in Standing)


def _of(part: Callable[[Row], object], key: str) -> Callable[[Row], CellValue]:
    get: Callable[[object], CellValue] = attrgetter(key)
    return lambda row: get(part(row))


def _own(key: str, header: str, kind: CellKind = CellKind.TEXT, width: int = 12) -> "Column[Any]":
    return Column(key, header, attrgetter(key), kind, width)


def _join(key: str) -> "Callable[[Any], str]":
    get = attrgetter(key)
    return lambda row: "、".join(get(row))


def _label_state(row: TargetRow | QualitativeRow) -> str:
    return row.state.label if row.state is not None else "未填"


def _received_on(row: AgencyFigures) -> CellValue:
    return row.received_at.date() if row.received_at is not None else None


def _print_mapping(row: IndicatorFigures) -> str:
    return {"explicit": "明列", "inferred": "推定"}[row.mapping.value]
