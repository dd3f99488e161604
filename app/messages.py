"""Message catalogue: sentences of codes and words of enum members, in Chinese and English.

The sentences of errors, verdict reasons and findings (`resources/i18n/codes/*.toml`, one table a
code) and the words of enums (`resources/i18n/words/*.toml`, one table an enum, one line a member)
are data, so the command line and the window show the same text.
"""

import tomllib
from collections.abc import Mapping
from enum import Enum, StrEnum
from functools import cache
from typing import Literal, NamedTuple, get_args

from app.errors import AppError
from app.resources import resource_path
from app.visible_text import visible_line

Language = Literal["zh", "en"]
_LANGUAGES = frozenset(get_args(Language))


@cache
def load_sentences() -> dict[str, dict[str, str]]:
    """Load all sentences by code. Raises ValueError where a code is declared twice."""
    sentences: dict[str, dict[str, str]] = {}
    for path in sorted(resource_path("i18n", "codes").glob("*.toml")):
        for code, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in sentences:
                raise ValueError(f"{path.name}: {code} is declared twice")
            sentences[code] = texts
    return sentences


class WordTable(NamedTuple):
    """The words of one enum by member (its name in lower case), and the file that declares them."""

    file: str
    members: dict[str, dict[str, str]]


@cache
def load_words() -> dict[str, WordTable]:
    """Load all words by enum name. Raises ValueError with file and key for a malformed entry."""
    words: dict[str, WordTable] = {}
    for path in sorted(resource_path("i18n", "words").glob("*.toml")):
        for name, members in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if name in words:
                raise ValueError(f"{path.name}: {name} is declared twice")
            if not isinstance(members, dict):
                raise ValueError(f"{path.name}: {name} is no table of words")
            for member, texts in members.items():
                if not (
                    isinstance(texts, dict) and texts.keys() == _LANGUAGES and all(texts.values())
                ):
                    raise ValueError(f"{path.name}: {name}.{member} is not one word a language")
            words[name] = WordTable(path.name, members)
    return words


def word(member: Enum, language: Language = "zh") -> str:
    """The word of an enum member.

    Raises ValueError with file and key where the declared words and the members differ.
    """
    return _load_words_of(type(member))[member][language]


@cache
def _load_words_of(kind: type[Enum]) -> dict[Enum, dict[str, str]]:
    name, members = kind.__name__, {each.name.lower(): each for each in kind}
    file, declared = load_words().get(name, WordTable("words", {}))
    for key in sorted(declared.keys() ^ members.keys()):
        fault = "has no words" if key in members else "is no member"
        raise ValueError(f"{file}: {name}.{key} {fault}")
    return {member: declared[key] for key, member in members.items()}


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def format_message(code: str, params: Mapping[str, str], language: Language = "zh") -> str:
    """Format the sentence of a code with its parameters; the bare code where none is declared.

    A parameter that is an enum member is replaced by its word in the language; of any other what
    nobody would see is a mark, line ends too.
    """
    texts = load_sentences().get(code)
    if texts is None:
        return code
    said = _Lenient(
        (key, word(value, language) if isinstance(value, StrEnum) else visible_line(value))
        for key, value in params.items()
    )
    return texts[language].format_map(said)


def describe_error(error: AppError, language: Language = "zh") -> str:
    """Format the sentence of an expected failure."""
    return format_message(error.code, error.params, language)
