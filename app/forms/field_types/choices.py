"""Choices: ids in storage, labels on screen; both and the aliases are read."""

import unicodedata
from collections.abc import Mapping

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import Choice

_SEPARATORS = "、,，;；\n\t"
_LONGEST_LABEL = 80  # keeps a whole pasted page from being compared prefix by prefix


class ChoiceHandler(FieldTypeHandler):
    """One of a list, read by id, label or alias (F007); the bare id where the list lost it."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What the field offers, in order. Raises KeyError for a field without a list."""
        return self.form.choices(self.spec.choices or "")

    @property
    def labels(self) -> Mapping[str, str]:
        """The labels of what it offers, by id."""
        return self.form.labels(self.spec.choices or "")

    def _read(self, text: str) -> StoredValue:
        found = _words(self.choices).get(_fold(text))
        if found is None:
            raise self._unknown(text)
        return found

    def _show(self, value: StoredValue) -> str | None:
        return self.labels.get(value, value) if isinstance(value, str) else None

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        if not isinstance(value, str):
            return wrong_type(value)
        return () if value in self.labels else (("F109", {"value": value[:40]}),)

    def _unknown(self, text: str) -> ParseProblem:
        return self.refuse(
            "F007", text, choices="、".join(each.label for each in self.choices[:12])
        )


class MultiChoiceHandler(ChoiceHandler):
    """Several of a list, each once, in the list's order; typed with 、 , or ; between them."""

    def _read(self, text: str) -> StoredValue:
        words = _words(self.choices)
        chosen, rest = set(), text
        while rest := rest.lstrip(_SEPARATORS + " \u3000\r"):
            found, rest = _take_choice(rest, words)
            if found is None:
                raise self._unknown(_first_part(rest))
            chosen.add(found)
        return tuple(each.id for each in self.choices if each.id in chosen) or None

    def _show(self, value: StoredValue) -> str | None:
        if not isinstance(value, tuple):
            return None
        shown = [self.labels.get(each, each) for each in value]
        # ； where a label has a 、 of its own
        return ("；" if any("、" in each for each in shown) else "、").join(shown)

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        if not isinstance(value, tuple) or len(set(value)) != len(value):
            return wrong_type(value)
        return tuple(("F109", {"value": each[:40]}) for each in value if each not in self.labels)


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
