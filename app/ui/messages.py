"""Sentences of codes and words of enums in the window's language."""

from collections.abc import Mapping
from enum import Enum

from app import messages
from app.errors import AppError
from app.ui.translation import window_language


def format_message(code: str, params: Mapping[str, str]) -> str:
    """The sentence of a code with its parameters filled in."""
    return messages.format_message(code, params, window_language())


def word(member: Enum) -> str:
    """What a person reads for a member of an enum."""
    return messages.word(member, window_language())


def describe_error(error: AppError) -> str:
    """The sentence of an expected failure."""
    return messages.describe_error(error, window_language())
