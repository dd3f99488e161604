"""A tiny programme for tests that want to say exactly what the plan holds.

One agency with three projects (running, ended, without money) and a second agency; every piece
can be replaced: `build_programme(targets=(build_target(...),))`.
"""

from datetime import date
from decimal import Decimal

import msgspec

from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.models.programme import (
    Agency,
    AgencyName,
    BudgetCell,
    BudgetStatus,
    Comparator,
    Indicator,
    Mapping,
    PeriodKind,
    Programme,
    Project,
    SourceLines,
    Strategy,
    Target,
    TargetPeriod,
    WorkContent,
)
from app.models.rounds import Round, RoundKind
from app.models.signatures import SignerRole

AGENCY, OTHER_AGENCY = "MOE", "MOA"
RUNNING, ENDED, UNFUNDED, FOREIGN = "P01", "P02", "P03", "P04"
APPROVED_NTD = 10_000_000


def build_target(
    target_id: str = "I01-1",
    *,
    value: str | None = "100",
    comparator: Comparator = Comparator.AT_LEAST,
    kind: PeriodKind = PeriodKind.EACH_YEAR,
    first_year: int = 112,
    last_year: int = 115,
    unit: str = "人",
    metric: str = "參與人數",
    low: str | None = None,
    high: str | None = None,
    start_value: str | None = None,
    due_on: date | None = None,
    restates: str | None = None,
) -> Target:
    """A target; figures as decimal text. A range gives `low` and `high` and value None."""
    period = TargetPeriod(
        kind=kind,
        first_year=first_year,
        last_year=last_year,
        start_value=None if start_value is None else Decimal(start_value),
        due_on=due_on,
    )
    return Target(
        id=target_id,
        metric=metric,
        unit=unit,
        comparator=comparator,
        period=period,
        value=None if value is None or low is not None else Decimal(value),
        min=None if low is None else Decimal(low),
        max=None if high is None else Decimal(high),
        restates=restates,
    )


def build_project(
    project_id: str = RUNNING,
    *,
    agency: str = AGENCY,
    amount_ntd: int | None = APPROVED_NTD,
    status: BudgetStatus = BudgetStatus.UNMARKED,
    first_day: date = date(2023, 1, 1),
    last_day: date = date(2026, 12, 31),
    targets: tuple[Target, ...] = (),
) -> Project:
    """A project with the same budget cell every year."""
    printed = "---" if amount_ntd is None else f"{amount_ntd:,}元"
    cells = tuple(
        BudgetCell(year_roc=year, amount_ntd=amount_ntd, status=status, printed=printed)
        for year in range(112, 116)
    )
    return Project(
        id=project_id,
        agency=agency,
        name=f"示例計畫 {project_id}",
        strategies=("S1",),
        first_day=first_day,
        last_day=last_day,
        budgets=cells,
        content_summary="內容",
        results_summary="績效",
        source=SourceLines(first=1, last=2),
        targets=targets,
    )


def build_indicator(
    number: int = 1, *, project: str = RUNNING, targets: tuple[Target, ...] = ()
) -> Indicator:
    """An indicator of one project; without targets it is qualitative."""
    return Indicator(
        number=number,
        agency=AGENCY,
        strategy="S1",
        summary=f"指標 {number}",
        projects=(project,),
        mapping=Mapping.EXPLICIT,
        source=SourceLines(first=3, last=4),
        targets=targets,
    )


def build_programme(
    *,
    targets: tuple[Target, ...] | None = None,
    own_targets: tuple[Target, ...] = (),
    running: Project | None = None,
) -> Programme:
    """The tiny programme; `targets` are those of indicator 1, `own_targets` the appendix's."""
    indicator_targets = (build_target(),) if targets is None else targets
    first = running or build_project()
    projects = (
        msgspec.structs.replace(first, targets=own_targets or first.targets),
        build_project(ENDED, first_day=date(2022, 1, 1), last_day=date(2023, 12, 31)),
        build_project(UNFUNDED, amount_ntd=None, status=BudgetStatus.NONE),
        build_project(FOREIGN, agency=OTHER_AGENCY),
    )
    return Programme(
        name="示例方案",
        version=1,
        first_year=112,
        last_year=115,
        strategies=(_STRATEGY,),
        agencies=(_MOE, _MOA),
        projects=projects,
        indicators=(build_indicator(targets=indicator_targets), build_indicator(2)),
        qualitative_results=(),
        goals=(),
        stated_totals=(),
        discrepancies=(),
    )


def build_round(year_roc: int = 114, kind: RoundKind = RoundKind.ANNUAL_RESULTS) -> Round:
    """A round of that year, due in February of the next; thresholds 80 % and 95 %."""
    year = year_roc + 1912
    return Round(
        id=f"{year_roc}-annual",
        kind=kind,
        year_roc=year_roc,
        title=f"{year_roc} 年度執行成果",
        form_id="annual-results",
        form_version=1,
        form_sha256=form_sha256(load_form("annual-results")),
        opens_on=date(year, 1, 5),
        due_on=date(year, 2, 15),
        closes_on=date(year, 3, 1),
        nonce="0" * 64,
        required_roles=(SignerRole.PREPARER,),
    )


_STRATEGY = Strategy(
    id="S1",
    name="實踐社會價值",
    summary="摘要",
    work_contents=(WorkContent(id="S1-1", name="工作內容"),),
)
_MOE = Agency(
    code=AGENCY, short_name="教育部", order=1, body_order=1, names=(AgencyName(name="教育部"),)
)
_MOA = Agency(
    code=OTHER_AGENCY,
    short_name="農委會",
    order=2,
    body_order=2,
    names=(
        AgencyName(name="農業委員會", valid_to=date(2023, 7, 31)),
        AgencyName(name="農業部", valid_from=date(2023, 8, 1)),
    ),
)
