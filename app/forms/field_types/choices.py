"""Choices: ids in storage, labels on screen; both and the aliases are read."""

import unicodedata
from collections.abc import Mapping

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import Choice, FieldSpec, FormSpec
from app.models.money import MoneyUnit

_SEPARATORS = "、,，;；\n\t"
_LONGEST_LABEL = 80  # keeps a whole pasted page from being compared prefix by prefix


class ChoiceHandler(FieldTypeHandler):
    """One of a list."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read an id, label or alias. Raises ParseProblem F007."""
        if not text.strip():
            return None
        choices = list_choices(spec, form)
        found = _words(choices).get(_fold(text))
        if found is None:
            raise _unknown(text, spec, choices)
        return found

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """The label; the bare id where the list no longer has it."""
        if isinstance(value, str) and value:
            return form.labels(spec.choices or "").get(value, value)
        return super().format(value, spec, form, unit)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """The id has to be one of the list's; membership needs the form."""
        if value is None:
            return ()
        if not isinstance(value, str):
            return (wrong_type(value),)
        if form is not None and value not in form.labels(spec.choices or ""):
            return (("F109", {"value": value[:40]}),)
        return ()


class MultiChoiceHandler(FieldTypeHandler):
    """Several of a list, each once, in the list's order."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read ids, labels or aliases separated by 、 , or ;. Raises ParseProblem F007."""
        choices = list_choices(spec, form)
        words = _words(choices)
        chosen, rest = set(), text
        while rest := rest.lstrip(_SEPARATORS + " \u3000\r"):
            found, rest = _take_choice(rest, words)
            if found is None:
                raise _unknown(_first_part(rest), spec, choices)
            chosen.add(found)
        return tuple(each.id for each in choices if each.id in chosen) or None

    def format(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """The labels with 、 between them; ； where a label has a 、 of its own."""
        if not isinstance(value, tuple):
            return super().format(value, spec, form, unit)
        labels = form.labels(spec.choices or "")
        shown = [labels.get(each, each) for each in value]
        return ("；" if any("、" in each for each in shown) else "、").join(shown)

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """Each id once and in the list."""
        if value is None:
            return ()
        if not isinstance(value, tuple) or len(set(value)) != len(value):
            return (wrong_type(value),)
        if form is None:
            return ()
        known = form.labels(spec.choices or "")
        return tuple(("F109", {"value": each[:40]}) for each in value if each not in known)


def list_choices(spec: FieldSpec, form: FormSpec) -> tuple[Choice, ...]:
    """What a field offers, in order. Raises KeyError for a field without a list."""
    return form.choices(spec.choices or "")


def _words(choices: tuple[Choice, ...]) -> Mapping[str, str]:
    """Everything that stands for a choice, folded, to its id."""
    words: dict[str, str] = {}
    for each in choices:
        for word in (*each.aliases, each.label, each.id):
            words[_fold(word)] = each.id
    return words


def _fold(text: str) -> str:
    """Compared without width, case, spaces and the two ways to write 臺."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    return plain.casefold().replace("臺", "台")


def _take_choice(text: str, words: Mapping[str, str]) -> tuple[str | None, str]:
    """The longest choice `text` starts with, and what follows; labels may contain a 、."""
    head = text[:_LONGEST_LABEL]
    ends = [at for at, each in enumerate(head) if each in _SEPARATORS]
    for end in (len(head), *reversed(ends)):
        found = words.get(_fold(text[:end]))
        if found is not None:
            return found, text[end:]
    return None, text


def _first_part(text: str) -> str:
    ends = [at for at, each in enumerate(text) if each in _SEPARATORS]
    return text[: ends[0]] if ends else text


def _unknown(text: str, spec: FieldSpec, choices: tuple[Choice, ...]) -> ParseProblem:
    offered = "、".join(each.label for each in choices[:12])
    return ParseProblem("F007", label=spec.label, text=text.strip()[:40], choices=offered)
