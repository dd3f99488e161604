"""What can be printed: texts are asked where they enter, not when somebody is about to sign.

A text of a field is a finding (`app.forms.check`); one that stands outside of fields, such as a
reason or a review comment, is refused where it is given, by the same table and the same sentences.
"""

from collections.abc import Collection, Iterator

import msgspec

from app.characters.cleaning import clean_text
from app.characters.problems import find_problems, find_refusals, find_uncovered
from app.errors import AppError

_WRITTEN = "所填"
"""What stands in the sentence where a finding names its project."""


def find_missing(text: str) -> Collection[str]:
    """The characters no typeface has; none on a computer without typefaces, where none print."""
    from app.documents.fonts import uncovered_characters  # loads reportlab

    try:
        return uncovered_characters(text)
    except AppError:
        return ()


def name_unprintable(text: str) -> tuple[str, ...]:
    """The characters of a text, named, that cannot be printed: refused, or in no typeface."""
    problems = (*find_problems(text, verbatim=True), *find_uncovered(text, find_missing))
    return tuple(each["characters"] for _, each in problems if "characters" in each)


def ensure_printable(text: str, label: str) -> None:
    """Refuse a text that will be printed and cannot be; `label` is what it is called.

    Raises AppError F112 or F171 to F178, the diagnosis of the first character that is in the way.
    """
    for code, params in (*find_refusals(text), *find_uncovered(text, find_missing)):
        raise AppError(code, **(params | {"project": _WRITTEN, "label": label}))


def ensure_texts_printable(value: object, label: str) -> None:
    """Refuse a plan or form any text of which cannot be printed. Raises as `ensure_printable`."""
    ensure_printable("\n".join(_walk_texts(msgspec.to_builtins(value))), label)


def _walk_texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from _walk_texts([*value.values()])
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _walk_texts(each)


def take_text(text: str, label: str) -> str:
    """A text that will be printed, cleaned as it may be kept. Raises as `ensure_printable`."""
    kept = clean_text(text).text.strip()
    ensure_printable(kept, label)
    return kept
