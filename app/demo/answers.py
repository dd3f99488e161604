"""Generated answers from a fixed seed, plausible for each project's targets and budget."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from random import Random

from app.demo.narratives import write_highlight, write_narrative, write_next_year
from app.forms.duties import owes_report
from app.forms.targets import needs_cumulative
from app.models.answers import ROWS, Place, StoredValue
from app.models.forms import Blank, BlankSection
from app.models.money import MoneyUnit, format_money
from app.models.periods import ce_year
from app.models.programme import PeriodKind, Programme, Project, Target
from app.models.progress import OwnWord

BEHIND = {"P07", "P15", "P23", "P30", "P36"}
AHEAD = {"P06", "P12", "P26", "P33"}
LONG_NARRATIVE = "P06"
UNEXPLAINED = {"P37", "P08"}  # without a reason for the difference from the approved cell
AMENDED = {"P03", "P18", "P35"}

_CONTACTS = ("林怡君", "陳冠宇", "張雅婷", "黃柏翰", "李宜庭", "王志豪", "吳佩珊", "劉家瑋")
# Names with characters missing in common fonts, as on real returns.
_RARE_CONTACTS = {"P08": "𠮷田美玲", "P22": "陳㲿", "P38": "彭𨡸"}

Values = dict[Place, StoredValue]


@dataclass(frozen=True)
class DemoProject:
    """The input of the answers of one project: its targets, year and random generator."""

    project: Project
    year_roc: int
    random: Random = field(default_factory=lambda: Random(0))
    targets: Mapping[str, Target] = field(default_factory=dict)

    @property
    def is_behind(self) -> bool:
        """Whether the generated answers put this project behind."""
        return self.project.id in BEHIND

    def place(self, section: str, name: str, row: str | None = None) -> Place:
        """A place of this project."""
        return Place(self.project.id, section, row, name)


def build_agency_answers(programme: Programme, blank: Blank, seed: int) -> Values:
    """Build all answers of one agency: its own sections and every project of its blank."""
    random = Random(f"{seed}-{blank.agency}")
    targets = {each.id: each for each in programme.all_targets()}
    values = _officer_values(programme, blank, random)
    for project_id in blank.project_ids:
        if not owes_report(programme.project(project_id), blank.year_roc):
            continue
        subject = DemoProject(
            programme.project(project_id), blank.year_roc, Random(f"{seed}-{project_id}"), targets
        )
        for section in blank.sections_of(project_id):
            values |= _BUILDERS[section.spec.id](subject, section)
    return values


def _officer_values(programme: Programme, blank: Blank, random: Random) -> Values:
    names = random.sample(_CONTACTS, 3)
    agency = programme.agency(blank.agency)
    officers = {
        "preparer_name": names[0],
        "preparer_title": "科員",
        "preparer_phone": f"02-2356-{random.randint(1000, 9999)}",
        "preparer_email": f"officer@{agency.code.lower()}.example.tw",
        "supervisor_name": names[1],
        "supervisor_title": "科長",
        "head_name": names[2],
        "head_title": "主任秘書",
    }
    summary = (
        f"（示範資料）{agency.short_name}本年度辦理 {len(blank.project_ids)} 項計畫，"
        "各計畫依核定內容推動，落後項目已列明原因及改善期限。"
    )
    values: Values = {Place(None, "officers", None, key): value for key, value in officers.items()}
    values[Place(None, "overview", None, "summary")] = summary
    return values


def _basic(subject: DemoProject, _section: BlankSection) -> Values:
    name = _RARE_CONTACTS.get(subject.project.id) or subject.random.choice(_CONTACTS)
    extension = subject.random.randint(100, 999)
    return {
        subject.place("basic", "contact_name"): name,
        subject.place("basic", "contact_phone"): f"02-2356-5511#{extension}",
        subject.place("basic", "contact_email"): f"{subject.project.id.lower()}@example.tw",
    }


def _budget(subject: DemoProject, _section: BlankSection) -> Values:
    approved = subject.project.budget(subject.year_roc).amount_ntd
    random = subject.random
    share = Decimal(random.choice((100, 100, 98, 95))) / 100
    if subject.project.id in UNEXPLAINED:
        share = Decimal("0.9")
    basis = approved if approved is not None else random.choice((0, 0, 2_400_000))
    available = _thousands(basis * share)
    spent = Decimal(random.randint(55, 68) if subject.is_behind else random.randint(88, 97)) / 100
    paid = _thousands(available * spent)
    rest = available - paid
    payable = _thousands(rest * Decimal("0.3"))
    surplus = 0 if subject.is_behind else _thousands(rest * Decimal("0.5"))
    values: Values = {
        subject.place("budget", "funding_source"): ("official",) if available else ("other",),
        subject.place("budget", "available"): available,
        subject.place("budget", "allocated"): available,
        subject.place("budget", "paid"): paid,
        subject.place("budget", "payable"): payable,
        subject.place("budget", "surplus"): surplus,
        subject.place("budget", "prepaid"): 0,
    }
    if available != (approved or 0) and subject.project.id not in UNEXPLAINED:
        printed = format_money(available, MoneyUnit.TEN_THOUSAND)
        values[subject.place("budget", "difference_note")] = (
            f"（示範資料）依法定預算及年度中調整，本年度可支用預算為 {printed} 萬元。"
        )
    return values


def _thousands(amount: Decimal | int) -> int:
    return int(Decimal(amount) / 1000) * 1000


def _indicators(subject: DemoProject, section: BlankSection) -> Values:
    values: Values = {}
    for row in section.fixed_rows:
        target = subject.targets[row.target_id or row.key]
        achieved, cumulative = _achievement(subject, target)
        values[subject.place("indicators", "achieved", row.key)] = achieved
        values[subject.place("indicators", "cumulative", row.key)] = cumulative
        values[subject.place("indicators", "note", row.key)] = "示範資料"
    return values


def _achievement(subject: DemoProject, target: Target) -> tuple[str, str | None]:
    low, high = (50, 70) if subject.is_behind else (98, 108)
    if subject.project.id in AHEAD:
        low, high = 115, 130
    factor = Decimal(subject.random.randint(low, high)) / 100
    if not needs_cumulative(target):
        return str(_whole(target, target.aim * factor)), None
    period, year = target.period, subject.year_roc
    first, last = period.first_year, period.last_year
    if period.kind is PeriodKind.EVERY_TWO_YEARS:
        first += (year - first) // 2 * 2
        last = min(first + 1, last)
    elapsed, length = year - first + 1, last - first + 1
    start = period.start_value or Decimal(0)
    cumulative = _whole(target, start + (target.aim - start) * factor * elapsed / length)
    achieved = min(_whole(target, (cumulative - start) / elapsed), cumulative)
    return str(achieved if elapsed > 1 else cumulative - start), str(cumulative)


def _whole(target: Target, value: Decimal) -> Decimal:
    rounded = value.to_integral_value()
    if target.unit in {"%", "％"}:
        return min(rounded, Decimal(100))
    if target.max is not None:
        return min(rounded, target.max)
    return max(rounded, Decimal(1))


def _qualitative(subject: DemoProject, section: BlankSection) -> Values:
    values: Values = {}
    for row in section.fixed_rows:
        state = "ongoing" if subject.is_behind else "completed"
        values[subject.place("qualitative", "state", row.key)] = state
        values[subject.place("qualitative", "note", row.key)] = (
            "（示範資料）依規劃辦理，相關成果詳執行成果欄。"
        )
    return values


def _results(subject: DemoProject, _section: BlankSection) -> Values:
    paragraphs = 16 if subject.project.id == LONG_NARRATIVE else subject.random.randint(3, 6)
    word = OwnWord.BEHIND if subject.is_behind else OwnWord.ON_TRACK
    if subject.project.id in AHEAD:
        word = OwnWord.AHEAD
    return {
        subject.place("results", "own_progress"): word.value,
        subject.place("results", "narrative"): write_narrative(
            subject.random, subject.project.name, paragraphs
        ),
        subject.place("results", "beneficiaries"): subject.random.randint(120, 18_000),
    }


def _highlights(subject: DemoProject, _section: BlankSection) -> Values:
    count = subject.random.randint(1, 3)
    keys = tuple(f"r{number}" for number in range(1, count + 1))
    values: Values = {subject.place("highlights", ROWS): keys}
    for number, key in enumerate(keys, start=1):
        title, summary = write_highlight(subject.random, subject.project.name)
        goals = subject.random.sample(range(1, 18), 3)
        values |= {
            subject.place("highlights", "title", key): f"{title} {number}",
            subject.place("highlights", "summary", key): summary,
            subject.place("highlights", "beneficiaries", key): subject.random.randint(20, 900),
            subject.place("highlights", "sdgs", key): tuple(str(each) for each in sorted(goals)),
            subject.place("highlights", "partners", key): ("MOEA",)
            if subject.project.agency != "MOEA"
            else ("MOE",),
        }
    return values


def build_delay_answers(subject: DemoProject, section: BlankSection, choices: Values) -> Values:
    """Build the delay record (落後說明) of a project that is behind; `choices` are included."""
    end = date(ce_year(subject.year_roc) + 1, 1, 31)
    texts = {
        "cause": "（示範資料）合作單位用人及採購程序較預期延後，致經費支用及部分目標落後。",
        "measures": "（示範資料）每月召開進度會議，採分批驗收付款，並提前公告下年度徵件。",
        "coordination": "（示範資料）尚無須跨機關協調事項。",
        "improve_by": (end + timedelta(days=59)).isoformat(),
        "catch_up_on": (end + timedelta(days=150)).isoformat(),
    }
    declared = {each.id for each in section.spec.fields}
    return choices | {
        subject.place("delay", key): value for key, value in texts.items() if key in declared
    }


def _delay(_subject: DemoProject, _section: BlankSection) -> Values:
    return {}  # built afterwards, for projects that are behind


def _amendments(subject: DemoProject, _section: BlankSection) -> Values:
    if subject.project.id not in AMENDED:
        return {}
    return {
        subject.place("amendments", ROWS): ("r1",),
        subject.place("amendments", "field", "r1"): "results",
        subject.place("amendments", "before", "r1"): "（示範資料）每年辦理成果發表 1 場次。",
        subject.place("amendments", "after", "r1"): "（示範資料）每年分區辦理成果發表 2 場次。",
        subject.place("amendments", "reason", "r1"): "（示範資料）回應地方參與單位需求。",
    }


def _next_year(subject: DemoProject, _section: BlankSection) -> Values:
    focus = write_next_year(subject.random, subject.project.name)
    return {subject.place("next_year", "focus"): focus}


_BUILDERS = {
    "basic": _basic,
    "budget": _budget,
    "indicators": _indicators,
    "qualitative": _qualitative,
    "results": _results,
    "highlights": _highlights,
    "delay": _delay,
    "amendments": _amendments,
    "next_year": _next_year,
}
