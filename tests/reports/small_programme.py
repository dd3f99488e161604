"""A programme small enough to add up by hand: two agencies, four projects, three indicators."""

from datetime import date
from decimal import Decimal

from app.forms.form_loader import load_form
from app.models.answers import Answers, Place, StoredValue
from app.models.forms import FormSpec
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
    StatedTotal,
    Strategy,
    Target,
    TargetPeriod,
    WorkContent,
)
from app.models.received import MergedRound
from app.models.rounds import Round
from tests.support.merged_rounds import build_received, build_round, count_return

LINES = SourceLines(first=1, last=1)
YEARS = (112, 113, 114, 115)


def build_small_programme() -> Programme:
    """P01 and P02 of 甲 in one strategy each, P03 of 甲 in both, P04 of 乙 ended in 112."""
    return Programme(
        name="小方案",
        version=1,
        first_year=112,
        last_year=115,
        strategies=(_strategy("S1", "策略甲"), _strategy("S2", "策略乙")),
        agencies=(
            Agency(code="NDC", short_name="甲會", order=1, body_order=1,
                   names=(AgencyName(name="甲委員會", valid_to=date(2023, 7, 31)),
                          AgencyName(name="甲部", valid_from=date(2023, 8, 1)))),
            Agency(code="MOE", short_name="乙部", order=2, body_order=2,
                   names=(AgencyName(name="乙部"),)),
        ),
        projects=(
            _project("P01", "NDC", ("S1",), 1_000_000),
            _project("P02", "NDC", ("S2",), 2_000_000),
            _project("P03", "NDC", ("S1", "S2"), 500_000),
            _project("P04", "MOE", ("S1",), None, last_day=date(2023, 12, 31)),
        ),
        indicators=(
            _indicator(1, "S1", ("P01",), Decimal(100)),
            _indicator(2, "S2", ("P02", "P03"), Decimal(50)),
            _indicator(3, "S2", ("P02",), None),
        ),
        qualitative_results=(),
        goals=(),
        stated_totals=(
            *(
                StatedTotal(year_roc=year, amount_ntd=3_000_000, printed="300萬元")
                for year in YEARS
            ),
            StatedTotal(amount_ntd=12_000_000, printed="1,200萬元"),
        ),
        discrepancies=(),
    )  # fmt: skip


def _strategy(key: str, name: str) -> Strategy:
    return Strategy(
        id=key, name=name, summary="", work_contents=(WorkContent(id=f"{key}-1", name="內容"),)
    )


def _project(
    key: str,
    agency: str,
    strategies: tuple[str, ...],
    amount: int | None,
    *,
    last_day: date = date(2026, 12, 31),
) -> Project:
    status = BudgetStatus.NONE if amount is None else BudgetStatus.UNMARKED
    printed = "---" if amount is None else f"{amount // 10_000}萬元"
    return Project(
        id=key, agency=agency, name=f"計畫{key}", strategies=strategies,
        first_day=date(2023, 1, 1), last_day=last_day,
        budgets=tuple(
            BudgetCell(year_roc=year, amount_ntd=amount, status=status, printed=printed)
            for year in YEARS
        ),
        content_summary="內容", results_summary="績效", source=LINES,
    )  # fmt: skip


def _indicator(
    number: int, strategy: str, projects: tuple[str, ...], aim: Decimal | None
) -> Indicator:
    period = TargetPeriod(kind=PeriodKind.EACH_YEAR, first_year=112, last_year=115)
    targets = () if aim is None else (
        Target(id=f"I{number:02d}-1", metric=f"指標{number}", unit="人",
               comparator=Comparator.AT_LEAST, period=period, value=aim),
    )  # fmt: skip
    return Indicator(
        number=number, agency="NDC", strategy=strategy, summary=f"指標{number}",
        projects=projects, mapping=Mapping.EXPLICIT, source=LINES, targets=targets,
    )  # fmt: skip


def build_small_round() -> Round:
    """The annual round of 114, no demonstration."""
    return build_round(114)


def build_small_merged(
    answers: Answers | None = None,
    *,
    second: str = "missing",
    form: FormSpec | None = None,
) -> MergedRound:
    """甲's return (its answers those of `small_answers` unless given), as a form asks.

    `second` says what became of 乙: missing, sent_back or received.
    """
    programme, round_ = build_small_programme(), build_small_round()
    returns = [build_received(programme, round_, "NDC", answers or Answers(small_answers()))]
    if second == "received":
        words = Answers({Place(None, "officers", None, "preparer_name"): "丙"})
        returns.append(build_received(programme, round_, "MOE", words))
    form = form or load_form("annual-results")
    return MergedRound(
        form=form,
        programme=programme,
        round=round_,
        returns=tuple(count_return(each, programme, round_, form) for each in returns),
        missing=("MOE",) if second == "missing" else (),
        sent_back=("MOE",) if second == "sent_back" else (),
    )


def small_answers() -> dict[Place, StoredValue]:
    """P01 near its money and its target, P02 behind in money, P03 without a rate."""
    return {
        **_budget("P01", available=900_000, allocated=900_000, paid=700_000, payable=100_000,
                  surplus=50_000),
        **_budget("P02", available=2_000_000, allocated=1_000_000, paid=500_000, payable=0,
                  surplus=0),
        **_budget("P03", available=0, allocated=0, paid=0, payable=0, surplus=0),
        Place("P01", "indicators", "I01-1", "achieved"): "95",
        Place("P02", "indicators", "I02-1", "achieved"): "60",
        Place("P02", "qualitative", "I03", "state"): "ongoing",
        Place("P02", "qualitative", "I03", "note"): "辦理中",
        Place("P02", "delay", None, "category"): "procurement",
        Place("P02", "delay", None, "cause"): "採購延後",
        Place("P02", "delay", None, "improve_by"): "2026-03-31",
    }  # fmt: skip


def _budget(project: str, **amounts: int) -> dict[Place, StoredValue]:
    return {Place(project, "budget", None, name): value for name, value in amounts.items()}
