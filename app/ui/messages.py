"""Sentences of codes and words of enums in the window's language."""

from collections.abc import Mapping
from enum import Enum

from app import messages
from app.errors import AppError
from app.ui.translation import window_language


def format_message(code: str, params: Mapping[str, str]) -> str:
    """Format the sentence of a code with its parameters."""
    return messages.format_message(code, params, window_language())


def word(member: Enum) -> str:
    """Return the displayed word of an enum member."""
    return messages.word(member, window_language())


def describe_error(error: AppError) -> str:
    """Format the sentence of an expected failure."""
    return messages.describe_error(error, window_language())
