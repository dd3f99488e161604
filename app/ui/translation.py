"""Translation of the window's texts: Qt's translation, with the Chinese text as source.

The language is chosen once a run, before the first page is imported, so that `tr` may stand
anywhere, at the top of a module too. lupdate reads the calls: a bare `tr` with a plain literal.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTranslator

from app.resources import resource_path
from app.visible_text import visible_text

if TYPE_CHECKING:
    from app.messages import Language

_CONTEXT = ""
"""The context in which lupdate puts a bare `tr`, in whichever class it stands."""


class _Run:
    """State of one run of the program."""

    language: "Language | None" = None
    """None until a language was chosen or a text was read."""
    translator: QTranslator | None = None


def tr(text: str, meaning: str = "", /, **values: object) -> str:
    """Return the text in the language of this run, or as it is where it has no translation.

    With `values`, its placeholders (`{name}`) are filled in, with a mark for what nobody would
    see. `meaning` separates what is one word in Chinese and two in other languages.
    """
    _Run.language = _Run.language or "zh"
    if _Run.translator is not None:
        text = _Run.translator.translate(_CONTEXT, text, meaning) or text
    if not values:
        return text
    shown = {
        name: visible_text(value) if isinstance(value, str) else value
        for name, value in values.items()
    }
    return text.format(**shown)


def as_written(text: str) -> str:
    """Return a text that is the same in every language, such as part of a file's name."""
    return text


def join_words(words: Iterable[str]) -> str:
    """Join words with the comma between words of one kind."""
    return tr("、").join(words)


def join_sentences(*sentences: str) -> str:
    """Join sentences, the empty ones left out."""
    return ("" if window_language() == "zh" else " ").join(filter(None, sentences))


def window_language() -> "Language":
    """Return the language of this run."""
    return _Run.language or "zh"


def choose_language(language: "Language", folder: Path | None = None) -> None:
    """Choose the language of this run; `folder` holds the compiled translations (.qm).

    Raises RuntimeError where texts were read in another language before.
    """
    if _Run.language not in (None, language):
        raise RuntimeError(f"texts were read in {_Run.language!r} before {language!r} was chosen")
    _Run.language = language
    translator = QTranslator()
    place = folder or resource_path("i18n", "window")
    if language != "zh" and translator.load(f"tianbao_{language}", str(place)):
        _Run.translator = translator
