"""The tables of what only the form of the year has, each kind of row with its declared columns."""

from operator import attrgetter

from app.reports.columns import Column, Table
from app.reports.coverage import ReportPart
from app.reports.figure_values import AgencyFigures
from app.reports.project_figures import (
    AmendmentFigures,
    DelayFigures,
    HighlightFigures,
    ProjectFigures,
)
from app.reports.table_columns import CODE, COUNT, DATE, LONG, join_values, own_column
from app.reports.tables import ReportTables

HIGHLIGHT_WIDTHS = {
    "project_id": 6, "project_name": 30, "title": 36, "beneficiaries": 10, "sdgs": 14,
}  # fmt: skip
AMENDMENT_WIDTHS = {
    "project_id": 6, "project_name": 19, "agency_name": 13, "field": 10, "before": 29,
    "after": 29, "reason": 29,
}  # fmt: skip
AMENDMENT_WIDTHS_OF_ONE = {"field": 12, "before": 30, "after": 30, "reason": 28}
"""Widths of their columns on paper; of amendments in one list, and of those of one project."""


class OwnTables:
    """Builds them for one round."""

    def __init__(self, tables: ReportTables) -> None:
        self._tables = tables

    def agencies(self) -> Table[AgencyFigures]:
        """機關: with the officers and what the agency says of the whole."""
        has = self._tables.coverage.has
        officers: tuple[Column[AgencyFigures], ...] = (
            Column("preparer", "承辦人", attrgetter("officers.preparer_name"), width=12),
            Column("preparer_phone", "承辦人電話", attrgetter("officers.preparer_phone"), width=20),
            Column(
                "preparer_email", "承辦人電子郵件", attrgetter("officers.preparer_email"), width=26
            ),
            Column("supervisor", "單位主管", attrgetter("officers.supervisor_name"), width=12),
            Column("head", "機關首長", attrgetter("officers.head_name"), width=12),
        )
        words: tuple[Column[AgencyFigures], ...] = (
            own_column("summary", "整體執行摘要", LONG, 60),
            own_column("coordination", "跨機關協調事項", LONG, 40),
        )
        return self._tables.agencies(
            (
                *(officers if has(ReportPart.OFFICERS) else ()),
                *(words if has(ReportPart.SUMMARY) else ()),
            )
        )

    def results(self) -> Table[ProjectFigures]:
        """執行成果: one row per reporting project, with its narrative."""
        has = self._tables.coverage.has
        words: tuple[Column[ProjectFigures], ...] = (
            own_column("narrative", "執行成果說明", LONG, 90),
            own_column("beneficiaries", "受益人數", COUNT, 12),
        )
        contacts: tuple[Column[ProjectFigures], ...] = (
            Column("contact", "聯絡人", attrgetter("contact.name"), width=12),
            Column("contact_phone", "聯絡電話", attrgetter("contact.phone"), width=22),
            Column("contact_email", "聯絡電子郵件", attrgetter("contact.email"), width=26),
        )
        return Table(
            "results", "執行成果",
            (
                *self._tables.project_columns("id"),
                *(words if has(ReportPart.RESULTS) else ()),
                *(contacts if has(ReportPart.CONTACTS) else ()),
            ),
            self._reported(),
        )  # fmt: skip

    def highlights(self) -> Table[HighlightFigures]:
        """亮點案例: one row per highlight."""
        return Table(
            "highlights", "亮點案例",
            (
                *self._tables.project_columns("project_id"),
                own_column("number", "序號", CODE, 6),
                own_column("title", "案例名稱", width=30),
                own_column("summary", "案例摘要", LONG, 70),
                own_column("beneficiaries", "受益人數", COUNT, 12),
                Column("sdgs", "永續發展目標", join_values("sdgs"), width=16),
                Column("partners", "合作機關", self._name_partners, width=24),
                Column("photos", "照片", join_values("photos"), width=24),
            ),
            self._tables.figures.highlights,
        )  # fmt: skip

    def delays(self) -> Table[DelayFigures]:
        """落後說明: one row per delay record."""
        return Table(
            "delays", "落後說明",
            (
                *self._tables.project_columns("project_id"),
                own_column("grounds", "落後依據", width=40),
                own_column("category", "落後類別", width=16),
                own_column("cause", "落後原因", LONG, 50),
                own_column("measures", "解決對策", LONG, 50),
                own_column("responsibility", "責任歸屬", width=16),
                own_column("coordination", "須協調事項", LONG, 40),
                own_column("improve_by", "改進完成期限", DATE, 14),
                own_column("catch_up_on", "預定趕上日期", DATE, 14),
            ),
            self._tables.figures.delays,
        )  # fmt: skip

    def amendments(self) -> Table[AmendmentFigures]:
        """修正提案: one row per proposed amendment."""
        return Table(
            "amendments", "修正提案",
            (
                *self._tables.project_columns("project_id"),
                own_column("number", "序號", CODE, 6),
                own_column("field", "修正欄位", width=14),
                own_column("before", "修正前（原核定）", LONG, 46),
                own_column("after", "修正後", LONG, 46),
                own_column("reason", "修正說明", LONG, 46),
            ),
            self._tables.figures.amendments,
        )  # fmt: skip

    def next_year(self) -> Table[ProjectFigures]:
        """下年度重點: one row per reporting project, with its plan for the next year."""
        return Table(
            "next_year", "下年度重點",
            (
                *self._tables.project_columns("id"),
                own_column("next_focus", "下年度重點工作", LONG, 90),
            ),
            self._reported(),
        )  # fmt: skip

    def _name_partners(self, row: HighlightFigures) -> str:
        return "、".join(self._tables.names.full(each) for each in row.partners)

    def _reported(self) -> tuple[ProjectFigures, ...]:
        return tuple(each for each in self._tables.figures.projects if each.is_reported)
