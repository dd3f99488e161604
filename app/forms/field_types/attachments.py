"""Attachments: the names of the files an answer refers to; the files travel beside the return."""

import re

from app.forms.field_types.base import FieldTypeHandler, Problem, wrong_type
from app.models.answers import StoredValue

# What no file system of an office PC allows in a name, and what would lead out of the folder.
_BAD_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+$|[ .]$')


class AttachmentHandler(FieldTypeHandler):
    """Plain file names, each once, one a line when edited. Refuses any other name (F010)."""

    def _read(self, text: str) -> StoredValue:
        names = tuple(dict.fromkeys(each.strip() for each in text.splitlines() if each.strip()))
        for each in names:
            if _BAD_NAME.search(each):
                raise self.refuse("F010", each)
        return names or None

    def edit_text(self, value: StoredValue) -> str:
        """One name a line."""
        return "\n".join(value) if isinstance(value, tuple) else ""

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...]:
        if not isinstance(value, tuple) or len(set(value)) != len(value):
            return wrong_type(value)
        bad = [each for each in value if not each or _BAD_NAME.search(each)]
        return tuple(problem for each in bad for problem in wrong_type(each))
