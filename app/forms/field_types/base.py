"""What every field type offers, and how it refuses."""

from dataclasses import replace

from app.characters.cleaning import Cleaned, clean_text
from app.characters.problems import Problem
from app.models.answers import StoredValue, is_empty
from app.models.forms import TEXT_TYPES, FieldSpec, FormSpec
from app.models.money import MoneyUnit
from app.notations.figures import REVERSED
from app.notations.unreadable import Reason, Unreadable

__all__ = ["EMPTY_SIGN", "FieldTypeHandler", "ParseProblem", "Problem", "wrong_type"]

EMPTY_SIGN = "—"

_SEEN = {
    Reason.SEVERAL: "F011",
    Reason.NOT_SHOWN: "F012",
    Reason.ROUNDED: "F013",
    Reason.OTHER_UNIT: "F014",
    Reason.SERIAL: "F015",
    Reason.OTHER_WEEKDAY: "F016",
}
"""The codes of what was seen in a text; without one of them it is no value of the field."""


class ParseProblem(ValueError):  # noqa: N818 - a problem of the text, reported to the officer
    """Typed text that a field cannot hold: a code and the parameters of its sentence."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params
        super().__init__(f"{code} {params}")


class FieldTypeHandler:
    """Parser, formatter and checker of one field's values; the base does what all types share.

    A subclass says how text that is not empty is read, how a value of its type is shown, and what
    is wrong with a value that is there. `unit` is the one amounts are typed and shown in.
    """

    def __init__(self, spec: FieldSpec, form: FormSpec, unit: MoneyUnit) -> None:
        self.spec = spec
        self.form = form
        self.unit = unit

    def parse(self, text: str) -> StoredValue:
        """Read typed or pasted text; None for an empty one. Raises ParseProblem."""
        plain = self.clean(text).text
        if REVERSED in text and self.spec.type not in TEXT_TYPES:
            plain = text  # a figure that was seen the other way round is refused
        return self._read(plain) if plain.strip() else None

    def clean(self, text: str) -> Cleaned:
        """The text as it is read, and how many of its characters that changed.

        Figures and choices are read in any width, which is nothing to tell anybody.
        """
        cleaned = clean_text(text, verbatim=self.spec.verbatim)
        return cleaned if self.spec.type in TEXT_TYPES else replace(cleaned, folded=0)

    def format(self, value: StoredValue) -> str:
        """What is shown and printed; '' for no value. A value of a wrong type is shown as it is."""
        if is_empty(value):
            return ""
        shown = self._show(value)
        return _as_text(value) if shown is None else shown

    def edit_text(self, value: StoredValue) -> str:
        """What an editor starts with: `parse` reads it back to `value`."""
        return self.format(value)

    def check(self, value: StoredValue) -> tuple[Problem, ...]:
        """What is wrong with a stored value; () where nothing is or none is there."""
        return () if value is None else tuple(self._find_problems(value))

    def refuse(self, code: str, text: str, **params: str) -> ParseProblem:
        """The problem of a text that cannot be read, quoting its beginning."""
        return ParseProblem(code, label=self.spec.label, text=text.strip()[:40], **params)

    def refuse_unreadable(self, problem: Unreadable, code: str, text: str) -> ParseProblem:
        """The problem of a text by what was seen in it, `code` where that was no value at all."""
        seen = _SEEN.get(problem.reason)
        is_countless = problem.reason is Reason.OTHER_UNIT and not self.unit_text
        if seen is None or is_countless:
            return self.refuse(code, text, unit=self.unit)
        return self.refuse(seen, " ".join(text.split()), seen=problem.seen, unit=self.unit_text)

    @property
    def unit_text(self) -> str:
        """The unit a figure of the field counts in."""
        return self.spec.unit

    def _read(self, text: str) -> StoredValue:
        raise NotImplementedError

    def _show(self, value: StoredValue) -> str | None:
        """The value as shown; None where it is not of this type."""
        return None

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...] | list[Problem]:
        return ()


def _as_text(value: StoredValue) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)


def wrong_type(value: StoredValue) -> tuple[Problem]:
    """The finding for a stored value no entry of ours could have produced."""
    return (("F110", {"value": _as_text(value)[:40]}),)
