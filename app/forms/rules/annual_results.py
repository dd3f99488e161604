"""The Python rules of the 年度執行成果填報表, in the order of its sections."""

from app.forms.rules import annual_budget, annual_delay, annual_indicators, annual_results_text
from app.forms.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *annual_results_text.AGENCY_RULES,
    *annual_budget.RULES,
    *annual_indicators.RULES,
    *annual_results_text.PROJECT_RULES,
    *annual_delay.RULES,
)
"""Every rule once; a test sees to it that codes and sentences agree."""
