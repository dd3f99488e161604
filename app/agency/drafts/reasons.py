"""Reasons for warnings: kept as typed, and counting only where they can go out."""

from collections.abc import Mapping

from app.agency.drafts.delta import ReasonKey
from app.errors import AppError
from app.forms.rules.plausibility import ASKING_FOR_CAUSE, names_cause
from app.returns.printable import take_text


def judge_reason(code: str, text: str) -> str:
    """Take a text for the reason of a warning with that code; '' where none is given.

    Raises AppError F112, F171 to F178 where it cannot be printed, REASON_WITHOUT_CAUSE where
    a figure far from its neighbours was only confirmed.
    """
    kept = take_text(text, "理由")
    if kept and code in ASKING_FOR_CAUSE and not names_cause(kept):
        raise AppError("REASON_WITHOUT_CAUSE", text=kept[:40])
    return kept


def accept_reasons(typed: Mapping[ReasonKey, str]) -> dict[ReasonKey, str]:
    """The reasons among what was typed, as they go out."""
    accepted = {}
    for key, text in typed.items():
        try:
            accepted[key] = judge_reason(key[0], text)
        except AppError:
            continue
    return {key: text for key, text in accepted.items() if text}
