"""Text, long text, file names: NFC unless verbatim, trimmed, without control characters."""

import re
import unicodedata

from app.forms.field_types.base import FieldTypeHandler, ParseProblem, Problem, wrong_type
from app.models.answers import StoredValue

# Pasted along from web pages and Word; they print as nothing and make equal texts differ.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad"))
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# Not printable by any font: controls, lone surrogates, direction overrides.
_REFUSED_CATEGORIES = ("Cc", "Cs", "Cf")
_NOT_IN_XML = "\ufffe\uffff"
_JOINERS = "\u200c\u200d"
# What no file system of an office PC allows in a name, and what would lead out of the folder.
_BAD_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*]|^\.+$|[ .]$')


class TextHandler(FieldTypeHandler):
    """One line: line breaks and tabs, as pasted from a sheet, become one space.

    Refuses a control character (F008). Length counts code points.
    """

    allowed_controls = ""

    def _read(self, text: str) -> StoredValue:
        plain = self._unify_space(text.translate(_INVISIBLE))
        if not self.spec.verbatim:
            plain = unicodedata.normalize("NFC", plain)
        if refused := find_refused(plain):
            raise ParseProblem("F008", label=self.spec.label, characters=name_characters(refused))
        return plain or None

    def _unify_space(self, text: str) -> str:
        joined = re.sub(r"\s*[\n\t]\s*", " ", _LINE_ENDS.sub("\n", text.strip()))
        return joined.strip()

    def _find_problems(self, value: StoredValue) -> tuple[Problem, ...] | list[Problem]:
        if not isinstance(value, str):
            return wrong_type(value)
        problems: list[Problem] = []
        if refused := find_refused(value, self.allowed_controls):
            problems.append(("F111", {"characters": name_characters(refused)}))
        if private := find_private_use(value):
            problems.append(("F112", {"characters": name_characters(private)}))
        spec, length = self.spec, len(value)
        if not spec.verbatim and not unicodedata.is_normalized("NFC", value):
            problems.append(("F116", {}))
        if spec.max_length is not None and length > spec.max_length:
            params = {"length": f"{length:,}", "limit": f"{spec.max_length:,}"}
            problems.append(("F103", params | {"excess": f"{length - spec.max_length:,}"}))
        if spec.pattern is not None and not re.fullmatch(spec.pattern, value):
            problems.append(("F107", {"hint": spec.pattern_hint, "value": value[:40]}))
        return problems


class LongTextHandler(TextHandler):
    """Several lines: line ends become one form, spaces at line ends go, tabs become a space."""

    allowed_controls = "\n"

    def _unify_space(self, text: str) -> str:
        lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").split("\n")
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


def find_refused(text: str, allowed: str = "\n") -> tuple[str, ...]:
    """The control characters of a text and what is no character at all, each once, in order."""
    if _is_plain(text, allowed):
        return ()
    return tuple(
        dict.fromkeys(
            each
            for each in text
            if each not in allowed
            and each not in _JOINERS
            and (unicodedata.category(each) in _REFUSED_CATEGORIES or each in _NOT_IN_XML)
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
