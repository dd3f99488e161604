"""Choices: ids in storage, labels on screen; both and the aliases are read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from app.characters.likeness import liken
from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import Choice

_SEPARATORS = "、,，;；\n\t"
_MOST_NAMED, _NAMED_OF_MORE = 12, 3
_LONGEST_LABEL = 80  # keeps a whole pasted page from being compared prefix by prefix


class Part(NamedTuple):
    """One piece of a typed list, and the id it stands for; None where it stands for none."""

    text: str
    choice: str | None


class Hit(NamedTuple):
    """A choice that was searched for, and what found it where its label does not hold it."""

    choice: Choice
    word: str


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

    def search(self, text: str) -> tuple[Hit, ...]:
        """What a text may mean: called so, then beginning so, then holding it; '' finds all."""
        sought = liken(text)
        ranked = [(*found, each) for each in self.choices if (found := _find(each, sought))]
        return tuple(
            Hit(each, word) for _, word, each in sorted(ranked, key=lambda found: found[0])
        )

    def _read(self, text: str) -> StoredValue:
        found = _words(self.choices).get(liken(text))
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
        labels = [each.label for each in self.choices]
        if len(labels) > _MOST_NAMED:
            labels = [*labels[:_NAMED_OF_MORE], "…"]
        return self.refuse("F007", text, choices="、".join(labels))


class MultiChoiceHandler(ChoiceHandler):
    """Several of a list, each once, in the list's order; typed with 、 , or ; between them."""

    def split(self, text: str) -> tuple[Part, ...]:
        """The pieces of a typed or pasted list, in the order in which they stand there."""
        return tuple(self._split(self.clean(text).text))

    def arrange(self, chosen: Iterable[str]) -> tuple[str, ...]:
        """Ids in the order of the list, each once; those it has lost come last."""
        known = dict.fromkeys(each.id for each in self.choices)
        ids = dict.fromkeys(chosen)
        return (
            *(each for each in known if each in ids),
            *(each for each in ids if each not in known),
        )

    def _read(self, text: str) -> StoredValue:
        chosen: set[str] = set()
        for part in self._split(text):
            if part.choice is None:
                raise self._unknown(part.text)
            chosen.add(part.choice)
        return self.arrange(chosen) or None

    def _split(self, text: str) -> Iterator[Part]:
        words, rest = _words(self.choices), text
        while rest := rest.lstrip(_SEPARATORS + " \u3000\r"):
            found, after = _take_choice(rest, words)
            if found is None:
                after = rest[len(_first_part(rest)) :]
            yield Part(rest[: len(rest) - len(after)].strip(), found)
            rest = after

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
            words[liken(word)] = each.id
    return words


def _find(choice: Choice, sought: str) -> tuple[int, str] | None:
    """How well a choice fits (0 best), and by which word where not by its label."""
    words = [(liken(each), each) for each in (choice.label, choice.id, *choice.aliases)]
    ranks = [
        (0 if folded == sought else 1 if folded.startswith(sought) else 2, word)
        for folded, word in words
        if sought in folded
    ]
    if not ranks:
        return None
    rank, word = min(ranks, key=lambda each: each[0])
    return rank, "" if sought in words[0][0] else word


def _take_choice(text: str, words: Mapping[str, str]) -> tuple[str | None, str]:
    """The longest choice `text` starts with, and what follows; labels may contain a 、."""
    head = text[:_LONGEST_LABEL]
    ends = [at for at, each in enumerate(head) if each in _SEPARATORS]
    for end in (len(head), *reversed(ends)):
        found = words.get(liken(text[:end]))
        if found is not None:
            return found, text[end:]
    return None, text


def _first_part(text: str) -> str:
    ends = [at for at, each in enumerate(text) if each in _SEPARATORS]
    return text[: ends[0]] if ends else text
