"""JSON document of the catalogue, for scripts and other systems.

Amounts are integer NT dollars; a fraction stays a Decimal and is written as an exact JSON
number.
"""

from decimal import Decimal
from typing import Any

import msgspec

from app.messages import word
from app.models.programme import (
    Agency,
    BudgetStatus,
    Indicator,
    Programme,
    Project,
    Strategy,
    Target,
    TargetPeriod,
)


def build_catalogue_document(programme: Programme) -> dict[str, Any]:
    """Build the document that `tianbao catalogue --json` prints."""
    return {
        "programme": {
            "name": programme.name,
            "period": [programme.first_year, programme.last_year],
            "strategies": [_describe_strategy(each) for each in programme.strategies],
            "stated_totals_ntd": {
                str(each.year_roc): each.amount_ntd
                for each in programme.stated_totals
                if each.year_roc is not None
            },
        },
        "agencies": [_describe_agency(each) for each in programme.agencies],
        "projects": [_describe_project(each) for each in programme.projects],
        "indicators": [_describe_indicator(each) for each in programme.indicators],
    }


def format_catalogue_json(programme: Programme) -> str:
    """Format the document as indented JSON, non-ASCII characters unescaped."""
    encoder = msgspec.json.Encoder(decimal_format="number")
    compact = encoder.encode(build_catalogue_document(programme))
    return msgspec.json.format(compact, indent=2).decode("utf-8")


def _describe_strategy(strategy: Strategy) -> dict[str, Any]:
    return {
        "id": strategy.id,
        "name": strategy.name,
        "aliases": list(strategy.aliases),
        "work_contents": [{"id": each.id, "name": each.name} for each in strategy.work_contents],
    }


def _describe_agency(agency: Agency) -> dict[str, Any]:
    return {
        "code": agency.code,
        "name": agency.plan_name,
        "names": [
            {
                "name": each.name,
                "from": each.valid_from.isoformat() if each.valid_from else None,
                "to": each.valid_to.isoformat() if each.valid_to else None,
            }
            for each in agency.names
        ],
        "order": agency.order,
    }


def _describe_project(project: Project) -> dict[str, Any]:
    return {
        "id": project.id,
        "agency": project.agency,
        "name": project.name,
        "strategies": list(project.strategies),
        "budgets": {
            str(cell.year_roc): {"amount_ntd": cell.amount_ntd, "status": _name_status(cell.status)}
            for cell in project.budgets
        },
    }


def _name_status(status: BudgetStatus) -> str:
    """The plan's own word; an id where the plan prints none."""
    is_printed = status not in (BudgetStatus.NONE, BudgetStatus.UNMARKED)
    return word(status) if is_printed else status.value


def _describe_indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "number": indicator.number,
        "agency": indicator.agency,
        "strategy": indicator.strategy,
        "projects": list(indicator.projects),
        "mapping": indicator.mapping.value,
        "targets": [_describe_target(each) for each in indicator.targets],
    }


def _describe_target(target: Target) -> dict[str, Any]:
    figures = {"value": target.value, "min": target.min, "max": target.max}
    return {
        "metric": target.metric,
        **{key: _as_number(figure) for key, figure in figures.items() if figure is not None},
        "unit": target.unit,
        "comparator": target.comparator.value,
        "period": _describe_period(target.period),
    }


def _describe_period(period: TargetPeriod) -> dict[str, Any]:
    described: dict[str, Any] = {
        "kind": period.kind.value,
        "first_year": period.first_year,
        "last_year": period.last_year,
    }
    if period.start_value is not None:
        described["start_value"] = _as_number(period.start_value)
    if period.due_on is not None:
        described["due_on"] = period.due_on.isoformat()
    return described


def _as_number(figure: Decimal) -> int | Decimal:
    return int(figure) if figure == figure.to_integral_value() else figure
