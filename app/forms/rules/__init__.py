"""Rules: the generic ones a form file words, and one Python file of rules per form."""

from collections.abc import Mapping
from types import MappingProxyType

from app.forms.rules import annual_results
from app.forms.rules.rule import Rule

_RULES: Mapping[str, tuple[Rule, ...]] = MappingProxyType({"annual-results": annual_results.RULES})


def rules_of(form_id: str) -> tuple[Rule, ...]:
    """The Python rules of a form; () for a form that needs none."""
    return _RULES.get(form_id, ())
