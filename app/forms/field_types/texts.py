"""Text, long text, file names: cleaned by the table of characters, trimmed."""

import re

from app.characters.problems import find_problems
from app.forms.field_types.base import FieldTypeHandler, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import Notation
from app.notations.contacts import tidy_email, tidy_telephone

_TIDIED = {Notation.TELEPHONE: tidy_telephone, Notation.EMAIL: tidy_email}

# What no file system of an office PC allows in a name, and what would lead out of the folder.
_BAD_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+$|[ .]$')


class TextHandler(FieldTypeHandler):
    """One line: line breaks and tabs, as pasted from a sheet, become one space.

    Length counts code points. What cannot be printed is kept as typed, and a finding.
    """

    is_one_line = True

    def _read(self, text: str) -> StoredValue:
        plain = self._unify_space(text)
        if self.spec.notation is not None:
            plain = _TIDIED[self.spec.notation](plain)
        return plain or None

    def _unify_space(self, text: str) -> str:
        return re.sub(r"\s*[\n\t]\s*", " ", text.strip())

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...] | list[Problem]:
        if not isinstance(value, str):
            return wrong_type(value)
        one_line, verbatim = self.is_one_line, self.spec.verbatim
        problems = [*find_problems(value, verbatim=verbatim, one_line=one_line)]
        spec, length = self.spec, len(value)
        if spec.max_length is not None and length > spec.max_length:
            params = {"length": f"{length:,}", "limit": f"{spec.max_length:,}"}
            problems.append(("F103", params | {"excess": f"{length - spec.max_length:,}"}))
        if spec.pattern is not None and not re.fullmatch(spec.pattern, value):
            problems.append(("F107", {"hint": spec.pattern_hint, "value": value[:40]}))
        return problems


class LongTextHandler(TextHandler):
    """Several lines: line ends become one form, spaces at line ends go, tabs become a space."""

    is_one_line = False

    def _unify_space(self, text: str) -> str:
        lines = text.replace("\t", " ").split("\n")
        return "\n".join(each.rstrip() for each in lines).strip()


class AttachmentHandler(FieldTypeHandler):
    """Names of the files an answer refers to, which travel beside the return.

    Plain file names, each once, one a line when edited. Refuses any other name (F010).
    """

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
