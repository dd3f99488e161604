"""The coded rules of all forms, by code; a form names in `rules` the ones it is checked by."""

from collections.abc import Mapping
from types import MappingProxyType

from app.forms import annual_results
from app.forms.rules import budget, target_rows
from app.forms.rules.rule import Rule
from app.models.forms import FormSpec

CODED_RULES: Mapping[str, Rule] = MappingProxyType(
    {
        each.code: each
        for rules in (budget.RULES, target_rows.RULES, annual_results.RULES)
        for each in rules
    }
)
"""Those of money and of target rows find their fields by role; a form's own folder by id."""


def rules_of(form: FormSpec) -> tuple[Rule, ...]:
    """The coded rules a form names, in its order. Raises KeyError for a code nobody has."""
    return tuple(CODED_RULES[each] for each in form.rules)
