"""Codes to sentences: every error, verdict reason and finding code, in Chinese and English.

The sentences are data (`resources/i18n/codes/*.toml`, one table a code with `zh` and `en`),
so the command line and the window say the same thing.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Literal

from app.errors import AppError
from app.resources import resource_path

Language = Literal["zh", "en"]


@cache
def load_sentences() -> dict[str, dict[str, str]]:
    """All sentences by code. Raises ValueError where two files declare one code."""
    sentences: dict[str, dict[str, str]] = {}
    for path in sorted(resource_path("i18n", "codes").glob("*.toml")):
        for code, texts in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if code in sentences:
                raise ValueError(f"{path.name}: {code} is declared twice")
            sentences[code] = texts
    return sentences


class _Lenient(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def format_message(code: str, params: Mapping[str, str], language: Language = "zh") -> str:
    """The sentence of a code with its parameters filled in; the bare code if none is declared."""
    texts = load_sentences().get(code)
    if texts is None:
        return code
    return texts[language].format_map(_Lenient(params))


def describe_error(error: AppError, language: Language = "zh") -> str:
    """The sentence of an expected failure."""
    return format_message(error.code, error.params, language)
