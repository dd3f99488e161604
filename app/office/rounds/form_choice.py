"""The forms a round can be opened or re-issued on: those the program ships, and form files.

Nothing else looks at forms that are not the form of a round (`tests/test_one_author.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded
from app.forms.form_move import FieldChange, FieldChangeKind, FormMove
from app.messages import word
from app.models.forms import FormSpec
from app.models.rounds import RoundKind

SHIPPED_FORMS: Mapping[RoundKind, str] = {RoundKind.ANNUAL_RESULTS: "annual-results"}
"""The form of each kind of round; a kind that is not here cannot be opened yet."""


def find_form(kind: RoundKind) -> FormSpec:
    """The form shipped for a kind of round. Raises AppError ROUND_KIND_WITHOUT_FORM, FORM_*."""
    if kind not in SHIPPED_FORMS:
        raise AppError("ROUND_KIND_WITHOUT_FORM", kind=kind)
    from app.forms.form_loader import load_form  # not needed where rounds are only read

    return load_form(SHIPPED_FORMS[kind])


def read_form_file(path: Path) -> FormSpec:
    """The form in a form file (.toml). Raises AppError FORM_INVALID, FORM_UNREADABLE, FILE_*."""
    from app.forms.form_loader import read_form

    read_bounded(path, SMALL_LIMIT)  # no pipe, no device, nothing without end
    return read_form(path)


def find_changes(old: FormSpec, new: FormSpec) -> tuple[FieldChange, ...]:
    """What a new form changes for whoever is filling in the old one."""
    return FormMove(old, new).changes()


def describe_change(change: FieldChange, say: Callable[[Enum], str] = word) -> str:
    """`刪除　預算執行・節餘數`, in one line; `say` has the words of the language."""
    kind = say(change.kind)
    if change.kind is FieldChangeKind.ADDED:
        return f"{kind}　{change.section}・{change.new_label}"
    old = f"{kind}　{change.section}・{change.old_label}"
    if change.kind is FieldChangeKind.RENAMED:
        return f"{old} → {change.new_label}"
    if change.kind is FieldChangeKind.TYPE_CHANGED:
        types = (change.old_type, change.new_type)
        return f"{old}（{' → '.join(say(each) for each in types if each is not None)}）"
    return old
