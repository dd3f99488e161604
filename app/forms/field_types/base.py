"""What every field type offers, and how it refuses."""

from app.models.answers import StoredValue, is_empty
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit

Problem = tuple[str, dict[str, str]]
"""A finding code and the parameters of its sentence."""

EMPTY_SIGN = "—"


class ParseProblem(ValueError):  # noqa: N818 - a problem of the text, told to the officer
    """Typed text that a field cannot hold: a code and the parameters of its sentence."""

    def __init__(self, code: str, **params: str) -> None:
        self.code = code
        self.params = params
        super().__init__(f"{code} {params}")


class FieldTypeHandler:
    """The base: an empty text is no value, everything else is the subclass's business."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read typed or pasted text; None for an empty one. Raises ParseProblem."""
        raise NotImplementedError

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """What is shown and printed; '' for no value. A value of a wrong type is shown as it is."""
        return "" if is_empty(value) else _as_text(value)

    def edit_text(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """What an editor starts with: `parse` reads it back to `value`."""
        return self.format(value, spec, form, unit)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """What is wrong with a stored value; () where nothing is or none is there."""
        return ()


def _as_text(value: StoredValue) -> str:
    return "、".join(value) if isinstance(value, tuple) else str(value)


def wrong_type(value: StoredValue) -> Problem:
    """The finding for a stored value no entry of ours could have produced."""
    return "F110", {"value": _as_text(value)[:40]}
