"""What can be printed: texts are asked where they enter, not when somebody is about to sign.

A text of a field is a finding (`app.forms.check`); one that stands outside of fields, such as a
reason or a review comment, is refused where it is given, by the same table and the same sentences.
"""

from collections.abc import Collection

from app.characters.problems import find_problems, find_uncovered
from app.errors import AppError


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
