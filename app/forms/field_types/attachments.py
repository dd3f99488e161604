"""Attachments: the names of the files an answer refers to; the files travel beside the return."""

import re

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit

# What no file system of an office PC allows in a name, and what would lead out of the folder.
_BAD_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+$|[ .]$')


class AttachmentHandler(FieldTypeHandler):
    """File names, one a line when edited."""

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Read names, one a line. Raises ParseProblem F010 for what is no file name."""
        names = tuple(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))
        for each in names:
            if _BAD_NAME.search(each):
                raise ParseProblem("F010", label=spec.label, text=each[:40])
        return names or None

    def edit_text(
        self,
        value: StoredValue,
        spec: FieldSpec,
        form: FormSpec,
        unit: MoneyUnit = MoneyUnit.YUAN,
    ) -> str:
        """One name a line."""
        return "\n".join(value) if isinstance(value, tuple) else ""

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """Plain file names only, each once."""
        if value is None:
            return ()
        if not isinstance(value, tuple) or len(set(value)) != len(value):
            return (wrong_type(value),)
        bad = [each for each in value if not each or _BAD_NAME.search(each)]
        return tuple(wrong_type(each) for each in bad)
