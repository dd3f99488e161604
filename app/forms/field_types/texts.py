"""Text and long text: NFC unless verbatim, trimmed, without control characters."""

import re
import unicodedata

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue
from app.models.forms import FieldSpec, FormSpec
from app.models.money import MoneyUnit

# Pasted along from web pages and Word; they print as nothing and make equal texts differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Not printable by any font: controls, lone surrogates, direction overrides.
_REFUSED_CATEGORIES = ("Cc", "Cs", "Cf")
_JOINERS = "\u200c\u200d"


class TextHandler(FieldTypeHandler):
    """One line. Line breaks and tabs, as pasted from a sheet, become one space."""

    keeps_lines = False

    def parse(
        self, text: str, spec: FieldSpec, form: FormSpec, unit: MoneyUnit = MoneyUnit.YUAN
    ) -> StoredValue:
        """Trim and normalise. Raises ParseProblem F008 for a control character."""
        plain = self._unify_space(text.translate(_INVISIBLE))
        if not spec.verbatim:
            plain = unicodedata.normalize("NFC", plain)
        refused = find_refused(plain)
        if refused:
            raise ParseProblem("F008", label=spec.label, characters=name_characters(refused))
        return plain or None

    def check(
        self, value: StoredValue, spec: FieldSpec, form: FormSpec | None = None
    ) -> tuple[Problem, ...]:
        """Length in code points, pattern, characters that cannot be printed, form NFC."""
        if value is None:
            return ()
        if not isinstance(value, str):
            return (wrong_type(value),)
        return (*self._check_characters(value, spec), *_check_shape(value, spec))

    def _unify_space(self, text: str) -> str:
        joined = re.sub(r"\s*[\n\t]\s*", " ", _LINE_ENDS.sub("\n", text.strip()))
        return joined.strip()

    def _check_characters(self, value: str, spec: FieldSpec) -> list[Problem]:
        problems: list[Problem] = []
        allowed = "\n" if self.keeps_lines else ""
        refused = find_refused(value, allowed)
        if refused:
            problems.append(("F111", {"characters": name_characters(refused)}))
        private = find_private_use(value)
        if private:
            problems.append(("F112", {"characters": name_characters(private)}))
        if not spec.verbatim and not unicodedata.is_normalized("NFC", value):
            problems.append(("F116", {}))
        return problems


class LongTextHandler(TextHandler):
    """Several lines: line ends become one form, spaces at line ends go, tabs become a space."""

    keeps_lines = True

    def _unify_space(self, text: str) -> str:
        lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").split("\n")
        return "\n".join(each.rstrip() for each in lines).strip()


def find_refused(text: str, allowed: str = "\n") -> tuple[str, ...]:
    """The control characters of a text, each once, in order."""
    if _is_plain(text, allowed):
        return ()
    return tuple(
        dict.fromkeys(
            each
            for each in text
            if each not in allowed
            and each not in _JOINERS
            and unicodedata.category(each) in _REFUSED_CATEGORIES
        )
    )


def _is_plain(text: str, allowed: str) -> bool:
    """The quick answer for nearly every text: nothing in it but what prints."""
    for each in (*allowed, "\u3000"):
        text = text.replace(each, "")
    return text.isprintable()


def find_private_use(text: str) -> tuple[str, ...]:
    """The private-use characters (造字) of a text, each once, in order."""
    if _is_plain(text, "\n"):
        return ()
    return tuple(dict.fromkeys(each for each in text if unicodedata.category(each) == "Co"))


def name_characters(characters: tuple[str, ...]) -> str:
    """U+E000、U+202E: characters that cannot be shown, by their code."""
    return "、".join(f"U+{ord(each):04X}" for each in characters)


def _check_shape(value: str, spec: FieldSpec) -> list[Problem]:
    problems: list[Problem] = []
    if spec.max_length is not None and len(value) > spec.max_length:
        params = {"length": f"{len(value):,}", "limit": f"{spec.max_length:,}"}
        problems.append(("F103", params | {"excess": f"{len(value) - spec.max_length:,}"}))
    if spec.pattern is not None and not re.fullmatch(spec.pattern, value):
        problems.append(("F107", {"hint": spec.pattern_hint, "value": value[:40]}))
    return problems
