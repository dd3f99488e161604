"""Rules of what is written: persons, narrative, highlights, amendments."""

from collections.abc import Iterator
from decimal import Decimal

from app.forms.computed import read_figure
from app.forms.rules.plausibility import Neighbour, compare_figures
from app.forms.rules.rule import Problem, Rule, Subject, rule
from app.models.agency_names import AgencyNames
from app.models.answers import is_empty
from app.models.findings import Severity
from app.models.forms import Scope

SHORTEST_NARRATIVE = 20
SHORTEST_ANALYSIS = 15


@rule("F180", Severity.WARNING, source="ours: two pairs of eyes", scope=Scope.AGENCY)
def preparer_is_supervisor(subject: Subject) -> Iterator[Problem]:
    """承辦人與單位主管為同一人"""
    name = subject.text("officers", "preparer_name")
    if name and name == subject.text("officers", "supervisor_name"):
        yield subject.problem("officers", "supervisor_name", name=name)


@rule("F140", Severity.WARNING, source="ours: 「如上」 is no result")
def narrative_too_short(subject: Subject) -> Iterator[Problem]:
    """執行成果說明過短"""
    text = subject.text("results", "narrative")
    if text and len(text) < SHORTEST_NARRATIVE and subject.owes_report:
        params = {"length": str(len(text)), "limit": str(SHORTEST_NARRATIVE)}
        yield subject.problem("results", "narrative", **params)


@rule("F142", Severity.WARNING, source="ours: each tells its own results", compares_projects=True)
def narrative_repeated(subject: Subject) -> Iterator[Problem]:
    """執行成果說明與另一計畫相同"""
    text = subject.text("results", "narrative")
    if len(text) < SHORTEST_NARRATIVE:
        return
    place = subject.place("results", "narrative")
    for project_id in subject.blank.project_ids:
        if project_id == subject.project_id:
            return
        if subject.evaluation.value(place._replace(project=project_id)) == text:
            other = subject.programme.project(project_id).name
            yield subject.problem("results", "narrative", other=other)
            return


@rule("F141", Severity.WARNING, source="ours: the same case twice inflates the report")
def highlight_repeated(subject: Subject) -> Iterator[Problem]:
    """亮點案例名稱重複"""
    seen: set[str] = set()
    for key in subject.row_keys("highlights"):
        title = subject.text("highlights", "title", key)
        if title and title in seen:
            yield subject.problem("highlights", "title", key, title=title)
        seen.add(title)


@rule("F143", Severity.ERROR, source="ours: a partner is somebody else")
def partner_is_oneself(subject: Subject) -> Iterator[Problem]:
    """合作機關含本機關"""
    for key in subject.row_keys("highlights"):
        partners = subject.value("highlights", "partners", key)
        if isinstance(partners, tuple) and subject.blank.agency in partners:
            name = AgencyNames(subject.programme, subject.round).short(subject.blank.agency)
            yield subject.problem("highlights", "partners", key, agency=name)


@rule("F144", Severity.WARNING, source="arithmetic: a case is part of the whole")
def highlight_above_whole(subject: Subject) -> Iterator[Problem]:
    """案例受益人數大於計畫受益人數"""
    whole = subject.figure("results", "beneficiaries")
    for key in subject.row_keys("highlights"):
        part = subject.figure("highlights", "beneficiaries", key)
        if whole is not None and part is not None and part > whole:
            params = {"value": f"{part:,}", "whole": f"{whole:,}"}
            yield subject.problem("highlights", "beneficiaries", key, **params)


@rule("F146", Severity.WARNING, source="domain: three times last year's figure has a cause")
def beneficiaries_far_off(subject: Subject) -> Iterator[Problem]:
    """受益人數與上年度相差三倍以上"""
    before = read_figure(subject.earlier_value(subject.place("results", "beneficiaries")))
    value = subject.figure("results", "beneficiaries")
    found = compare_figures(value, Neighbour("上年度", before))
    if found is not None:
        params = {"value": f"{value:,}", "neighbour": f"{before:,}", "factor": found.factor}
        yield subject.problem("results", "beneficiaries", **params)


@rule("F147", Severity.WARNING, source="arithmetic: parts add up to no more than their whole")
def highlights_above_whole(subject: Subject) -> Iterator[Problem]:
    """各案例受益人數合計大於計畫受益人數"""
    whole = subject.figure("results", "beneficiaries")
    parts = [
        subject.figure("highlights", "beneficiaries", key) or Decimal(0)
        for key in subject.row_keys("highlights")
    ]
    if whole is not None and parts and sum(parts) > whole >= max(parts):  # else F144 names the case
        params = {"value": f"{whole:,}", "total": f"{sum(parts):,}"}
        yield subject.problem("results", "beneficiaries", **params)


@rule("F160", Severity.ERROR, source="domain: only changed rows stand in an amendment table")
def amendment_changes_nothing(subject: Subject) -> Iterator[Problem]:
    """修正前後內容相同"""
    for key in subject.row_keys("amendments"):
        before = subject.value("amendments", "before", key)
        if not is_empty(before) and before == subject.value("amendments", "after", key):
            yield subject.problem("amendments", "after", key)


@rule("F161", Severity.WARNING, source="domain: one row per changed entry")
def amendment_repeated(subject: Subject) -> Iterator[Problem]:
    """同一內容重複提出修正"""
    seen: set[tuple[str, str]] = set()
    for key in subject.row_keys("amendments"):
        entry = tuple(subject.text("amendments", each, key) for each in ("field", "before"))
        if all(entry) and entry in seen:
            yield subject.problem("amendments", "before", key)
        seen.add((entry[0], entry[1]))


@rule("F162", Severity.WARNING, source="practice: a changed target needs an analysis")
def amendment_without_analysis(subject: Subject) -> Iterator[Problem]:
    """修正量化指標而說明過短"""
    for key in subject.row_keys("amendments"):
        reason = subject.text("amendments", "reason", key)
        is_target = subject.text("amendments", "field", key) == "indicator"
        if is_target and reason and len(reason) < SHORTEST_ANALYSIS:
            params = {"length": str(len(reason)), "limit": str(SHORTEST_ANALYSIS)}
            yield subject.problem("amendments", "reason", key, **params)


RULES: tuple[Rule, ...] = (
    preparer_is_supervisor,
    narrative_too_short,
    narrative_repeated,
    highlight_repeated,
    partner_is_oneself,
    highlight_above_whole,
    highlights_above_whole,
    beneficiaries_far_off,
    amendment_changes_nothing,
    amendment_repeated,
    amendment_without_analysis,
)
