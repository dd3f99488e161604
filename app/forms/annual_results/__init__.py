"""What only the form 年度執行成果填報表 needs: rules that know its sections and fields by id."""

from app.forms.annual_results import delay, texts
from app.forms.rules.rule import Rule

RULES: tuple[Rule, ...] = (*texts.RULES, *delay.RULES)
