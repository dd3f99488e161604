"""Decode a form that came with a round, which a later version of the program may have written.

As long as it uses field types, row sources, computed functions and rules that exist here, a form
never seen before is as good as any. A word that does not exist here is no damage: it says which
version of the program is needed.
"""

import re
from collections.abc import Iterator

import msgspec

from app import __version__
from app.errors import AppError
from app.forms.computed import COMPUTED
from app.forms.form_checks import check_form
from app.forms.rules.registry import CODED_RULES
from app.models.forms import FormSpec

_WORD = re.compile(r"(?:Invalid enum value '|Object contains unknown field `)([^'`]{1,80})")
_VERSION = re.compile(r"\d{1,6}(\.\d{1,6}){0,3}")


class _FormHead(msgspec.Struct, frozen=True):
    """What every version of a form says, whatever words it uses."""

    id: str
    version: int
    title: str
    needs_version: str = ""


def decode_form(content: bytes | msgspec.Raw) -> FormSpec:
    """The form in canonical JSON, checked like one from a file.

    Raises AppError FORM_NEEDS_VERSION (form, version, word, needed), ValueError for what is no
    form at all.
    """
    head = msgspec.json.decode(content, type=_FormHead)
    try:
        form = msgspec.json.decode(content, type=FormSpec)
    except msgspec.ValidationError as problem:
        word = _WORD.match(str(problem))
        if word is not None or _is_newer(head.needs_version):
            raise _needs_version(head, word[1] if word else str(problem)) from problem
        raise
    for word_here in _unknown_words(form):
        raise _needs_version(head, word_here)
    for each in check_form(form):
        if _is_newer(head.needs_version):
            raise _needs_version(head, each.text)
        raise ValueError(f"{each.entry}: {each.text}")
    return form


def _unknown_words(form: FormSpec) -> Iterator[str]:
    """Names of functions and rules that this version of the program does not have."""
    for section in form.sections:
        for field in section.fields:
            if field.computed is not None and field.computed not in COMPUTED:
                yield field.computed
    yield from (each for each in form.rules if each not in CODED_RULES)


def _is_newer(version: str) -> bool:
    """Return whether a form declares to need a later version than this one."""
    return _VERSION.fullmatch(version) is not None and _parts(version) > _parts(__version__)


def _parts(version: str) -> tuple[int, ...]:
    found = [int(each) for each in version.split(".")]
    return (*found, *[0] * (4 - len(found)))


def _needs_version(head: _FormHead, word: str) -> AppError:
    return AppError(
        "FORM_NEEDS_VERSION",
        form=head.title[:80],
        version=head.version,
        word=word[:120],
        needed=head.needs_version[:20] or "—",
        own=__version__,
    )
