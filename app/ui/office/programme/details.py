"""One entry of the plan as a short text with headings, for the panel beside its table."""

from collections.abc import Iterable
from html import escape

from app.models.periods import format_roc_date
from app.models.programme import Agency, Discrepancy, Indicator, Mapping, Programme, Project
from app.programme.catalogue_text import format_target
from app.ui.office.programme.columns import describe_names, print_cell
from app.ui.translation import join_words, tr


def describe_project(programme: Programme, project: Project) -> str:
    """Period, budget, summaries, indicators and the sheet's own targets."""
    agency = programme.agency(project.agency)
    period = tr(
        "{first_day}至{last_day}",
        first_day=format_roc_date(project.first_day),
        last_day=format_roc_date(project.last_day),
    )
    budgets = "　".join(
        tr("{year_roc} 年 {cell}", year_roc=each.year_roc, cell=print_cell(each))
        for each in project.budgets
    )
    parts = [
        f"<h3>{escape(project.id)}　{escape(project.name)}</h3>",
        _facts(
            (
                (tr("機關"), agency.plan_name),
                (
                    tr("策略"),
                    join_words(programme.strategy(one).name for one in project.strategies),
                ),
                (tr("期程"), period),
                (tr("預算"), budgets),
                (tr("備註"), project.remark or ""),
            )
        ),
        _paragraph(tr("主要內容（摘要）"), project.content_summary),
        _paragraph(tr("預期績效（摘要）"), project.results_summary),
        _list(
            tr("對應之量化指標"),
            (
                _link("indicators", each.number, f"{each.label} {each.summary}")
                for each in programme.indicators_of(project.id)
            ),
        ),
        _list(tr("附件所列目標"), (escape(format_target(each)) for each in project.targets)),
        _source(project.source.first, project.source.last),
    ]
    return "".join(parts)


def describe_indicator(programme: Programme, indicator: Indicator) -> str:
    """The indicator, its targets and the projects it is mapped to."""
    mapping = tr("方案明列") if indicator.mapping is Mapping.EXPLICIT else tr("依內容推定")
    parts = [
        f"<h3>{escape(indicator.label)}　{escape(indicator.summary)}</h3>",
        _facts(
            (
                (tr("機關"), programme.agency(indicator.agency).plan_name),
                (tr("策略"), programme.strategy(indicator.strategy).name),
                (tr("對應依據"), mapping),
            )
        ),
        _list(tr("目標值"), (escape(format_target(each)) for each in indicator.targets))
        or _paragraph(tr("目標值"), tr("質化指標，無數值目標。")),
        _list(
            tr("對應計畫"),
            (
                _link("projects", each, f"{each} {programme.project(each).name}")
                for each in indicator.projects
            ),
        ),
        _list(
            tr("本文與附件差異"),
            (
                escape(
                    tr(
                        "本文：{body}；附件 {project}：{appendix}",
                        body=each.body,
                        project=each.project,
                        appendix=each.appendix,
                    )
                )
                for each in programme.discrepancies
                if each.indicator == indicator.number
            ),
        ),
        _source(indicator.source.first, indicator.source.last),
    ]
    return "".join(parts)


def describe_agency(programme: Programme, agency: Agency) -> str:
    """The agency's names and projects."""
    return "".join(
        (
            f"<h3>{escape(agency.plan_name)}</h3>",
            _facts(
                ((tr("名稱"), describe_names(agency)), (tr("承接機關"), agency.successor or ""))
            ),
            _list(
                tr("主辦計畫"),
                (
                    _link("projects", each.id, f"{each.id} {each.name}")
                    for each in programme.projects_of(agency.code)
                ),
            ),
        )
    )


def describe_discrepancy(programme: Programme, difference: Discrepancy) -> str:
    """Both wordings, with the way to the indicator and the sheet."""
    indicator = next(each for each in programme.indicators if each.number == difference.indicator)
    project = programme.project(difference.project)
    return "".join(
        (
            _paragraph(tr("本文"), difference.body),
            _paragraph(tr("附件"), difference.appendix),
            _list(
                tr("前往"),
                (
                    _link("indicators", indicator.number, f"{indicator.label} {indicator.summary}"),
                    _link("projects", project.id, f"{project.id} {project.name}"),
                ),
            ),
        )
    )


def _facts(rows: Iterable[tuple[str, str]]) -> str:
    cells = "".join(
        f"<tr><td style='padding-right:12px'>{label}</td><td>{escape(text)}</td></tr>"
        for label, text in rows
        if text
    )
    return f"<table>{cells}</table>"


def _paragraph(heading: str, text: str) -> str:
    return f"<p><b>{heading}</b><br>{escape(text)}</p>" if text else ""


def _list(heading: str, entries: Iterable[str]) -> str:
    lines = "".join(f"<li>{each}</li>" for each in entries)
    return f"<p><b>{heading}</b></p><ul>{lines}</ul>" if lines else ""


def _link(kind: str, key: object, text: str) -> str:
    return f"<a href='{kind}:{key}'>{escape(text)}</a>"


def _source(first: int, last: int) -> str:
    words = tr("出處：方案文字第 {first} 至 {last} 行", first=first, last=last)
    return f"<p><small>{words}</small></p>"
