"""Rules: the generic ones a form file declares, and one Python file of rules per section."""

from collections.abc import Mapping
from types import MappingProxyType

from app.forms.rules import annual_budget, annual_delay, annual_indicators, annual_results_text
from app.forms.rules.rule import Rule

_ANNUAL_RESULTS = (
    *annual_results_text.AGENCY_RULES,
    *annual_budget.RULES,
    *annual_indicators.RULES,
    *annual_results_text.PROJECT_RULES,
    *annual_delay.RULES,
)  # in the order of the form's sections
_RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType({"annual-results": _ANNUAL_RESULTS})


def rules_of(form_id: str) -> tuple[Rule, ...]:
    """The Python rules of a form; () for a form that needs none."""
    return _RULES.get(form_id, ())
