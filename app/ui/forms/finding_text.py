"""Describe a finding in the window, in the form's money unit, and what entry made of a text."""

import re

from app.characters.cleaning import Cleaned
from app.models.findings import Finding
from app.models.money import MoneyUnit, format_money
from app.notations.quantities import read_amount
from app.ui.messages import format_message, word
from app.ui.translation import as_written, join_words, tr, window_language

_AMOUNT = re.compile(as_written(r"[+-]?\d{1,3}(?:,\d{3})* 元"))


def describe_finding(finding: Finding, unit: MoneyUnit) -> str:
    """Build the sentence without the name of its project, which stands beside or above it.

    A parameter that is an amount in 元 is given in `unit`; the finding itself, and with it what a
    return prints, keeps 元.
    """
    params = {name: _convert(text, unit) for name, text in finding.params.items()}
    # A Chinese sentence is whole without its subject.
    subject = ""
    if window_language() != "zh":
        subject = "The agency" if finding.place.project is None else "This project"
    return format_message(finding.code, {**params, "project": subject})


def describe_cleaning(cleaned: Cleaned) -> str:
    """Build the sentence of what was changed in a text that was entered; '' for nothing."""
    parts = []
    if cleaned.folded:
        parts.append(tr("{n:,} 個相容字改為標準字", n=cleaned.folded))
    if cleaned.removed:
        parts.append(tr("{n:,} 個看不見的字元已移除", n=cleaned.removed))
    return tr("已整理文字：{parts}。", parts=join_words(parts)) if parts else ""


def _convert(text: str, unit: MoneyUnit) -> str:
    if _AMOUNT.fullmatch(text) is None:
        return text
    sign = "+" if text.startswith("+") else ""
    amount = read_amount(text.removeprefix("+"))
    return f"{sign}{format_money(amount, unit)} {word(unit)}"
