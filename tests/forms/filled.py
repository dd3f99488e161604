"""One agency's return of the tiny programme, complete and without a single finding.

Every rule is tested from here: change one thing, see one finding.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from msgspec.structs import replace

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.evaluation import Evaluation, evaluate
from app.forms.form_loader import load_form
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.earlier import EarlierYears
from app.models.findings import Finding
from app.models.forms import Blank, SectionSpec
from app.models.programme import Programme
from app.models.rounds import Round
from tests.support.programmes import AGENCY, RUNNING, UNFUNDED, build_programme, build_round

NARRATIVE = "本年度辦理十二場工作坊，參與者來自北、中、南、東四區，並完成成果發表。"
EMAIL, PHONE = "name@agency.gov.tw", "02-2316-5300 分機 5432"


@dataclass
class Filled:
    """A blank with answers; `findings()` as check_draft gives them."""

    programme: Programme = field(default_factory=build_programme)
    round: Round = field(default_factory=build_round)
    answers: Answers = field(default_factory=Answers)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    earlier: EarlierYears = field(default_factory=EarlierYears)
    on: date | None = None

    def __post_init__(self) -> None:
        self.blank: Blank = build_blank(
            load_form("annual-results"), self.programme, self.round, AGENCY
        )
        self.answers = Answers(_agency() | _running() | _unfunded())

    def set(
        self, section: str, row: str | None = None, project: str | None = RUNNING, **values: Any
    ) -> "Filled":
        """Set fields of one section (None empties); rows are added as they are named."""
        changes: dict[Place, StoredValue] = {
            Place(project, section, row, name): value for name, value in values.items()
        }
        if section in ("highlights", "amendments") and row is not None:
            keys = self.answers.row_keys(project, section)
            if row not in keys:
                changes[Place(project, section, None, ROWS)] = (*keys, row)
        self.answers = self.answers.changed(changes)
        return self

    def respec(self, section: str, field: str | None = None, **changes: Any) -> "Filled":
        """Change the form's words for a section (its rows) or one of its fields."""

        def change(spec: SectionSpec) -> SectionSpec:
            if spec.id != section:
                return spec
            if field is None:
                assert spec.rows is not None
                return replace(spec, rows=replace(spec.rows, **changes))
            fields = (
                replace(each, **changes) if each.id == field else each for each in spec.fields
            )
            return replace(spec, fields=tuple(fields))

        sections = (replace(each, spec=change(each.spec)) for each in self.blank.sections)
        self.blank = replace(self.blank, sections=tuple(sections))
        return self

    def evaluation(self) -> Evaluation:
        return evaluate(self.blank, self.programme, self.round, self.answers)

    def findings(self) -> tuple[Finding, ...]:
        return check_draft(
            self.blank,
            self.programme,
            self.round,
            self.answers,
            self.reasons,
            earlier=self.earlier,
            on=self.on,
        )

    def codes(self) -> list[str]:
        return [each.code for each in self.findings()]

    def only(self, code: str) -> Finding:
        """The one finding of that code; fails where there are none or several."""
        found = [each for each in self.findings() if each.code == code]
        assert len(found) == 1, self.findings()
        return found[0]


DELAY: dict[str, Any] = {
    "category": "procurement",
    "cause": "採購案兩度流標。",
    "measures": "調整標案內容後重新公告。",
    "responsibility": "own_agency",
    "improve_by": "2026-03-31",
    "catch_up_on": "2026-06-30",
}
HIGHLIGHT: dict[str, Any] = {"title": "社區廚房", "summary": "由居民共同經營的社區廚房。"}
AMENDMENT: dict[str, Any] = {
    "field": "budget",
    "before": "1,000 萬元",
    "after": "1,200 萬元",
    "reason": "配合年度法定預算數調整，爰修正本年度經費。",
}


def behind() -> Filled:
    """Filled, with spending at half of the allocation and the delay explained."""
    return Filled().set("budget", paid=5_000_000, completed_on=None).set("delay", **DELAY)


def _agency() -> dict[Place, StoredValue]:
    officers: dict[str, StoredValue] = {
        "preparer_name": "𠮷田㲿",
        "preparer_title": "專員",
        "preparer_phone": PHONE,
        "preparer_email": EMAIL,
        "supervisor_name": "王小明",
        "head_name": "林大同",
    }
    values = {Place(None, "officers", None, key): value for key, value in officers.items()}
    return values | {Place(None, "overview", None, "summary"): NARRATIVE}


def _project(project: str, amount: int) -> dict[Place, StoredValue]:
    sections: dict[str, dict[str, StoredValue]] = {
        "basic": {"contact_name": "陳聯絡", "contact_phone": PHONE, "contact_email": EMAIL},
        "budget": {"available": amount, "allocated": amount, "paid": amount},
        "results": {"narrative": f"{project}：{NARRATIVE}"},
        "next_year": {"focus": "持續辦理工作坊並擴大參與。"},
    }
    return {
        Place(project, section, None, key): value
        for section, fields in sections.items()
        for key, value in fields.items()
    }


def _running() -> dict[Place, StoredValue]:
    values = _project(RUNNING, 10_000_000)
    values[Place(RUNNING, "budget", None, "funding_source")] = ("official",)
    values[Place(RUNNING, "budget", None, "completed_on")] = "2025-12-31"
    values[Place(RUNNING, "indicators", "I01-1", "achieved")] = "100"
    values[Place(RUNNING, "qualitative", "I02", "state")] = "ongoing"
    values[Place(RUNNING, "qualitative", "I02", "note")] = "已完成三場座談。"
    return values


def _unfunded() -> dict[Place, StoredValue]:
    return _project(UNFUNDED, 0)
