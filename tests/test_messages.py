"""Every code has its sentence and every enum its words, in both languages; both ways."""

import importlib
import pkgutil
import re
import string
from enum import Enum, StrEnum
from functools import cache
from pathlib import Path

import pytest

import app
from app import messages
from app.errors import AppError
from app.messages import describe_error, format_message, load_sentences, load_words, word
from app.models.approval import PendingState

SOURCE = Path(__file__).resolve().parent.parent / "app"
_CHINESE = re.compile(r"[\u2e80-\uffef]")
NEVER_SHOWN = frozenset(
    {
        "Treatment", "app.characters.table.Kind",  # of characters; the finding says it
        "Align", "CellKind", "Style", "Tone", "ValueStyle",  # how things look
        "ChoiceSource", "ColumnSource", "FieldRole", "Notation",  # words of the forms
        "MatrixColumn", "RowSource", "Scope",
        "ClockFault",  # the code of a sentence
        "FactKind", "FactOrigin",  # numbers of columns
        "Comparator", "PeriodKind",  # part of a phrase (app/programme/catalogue_text.py)
        "Exit", "NextStep", "OfficeStanding", "PaperKind", "PaperState", "PieceKind", "Role",
        "SetKind",
        "StoreKind",
        "Objection", "app.notations.unreadable.Reason",  # the reason code says it
        "SubIndication",  # the standard's own words
        "Obstacle",  # the window has a sentence for each
        "KeyAlgorithm", "KeyFamily",  # said with its length: RSA-3072
        "JournalState",  # a step of the journal
        "ReportPart",  # what a form has
        "FileFault", "ListSignature",  # said while the words' own files may be damaged
    }
)  # fmt: skip
"""Enums no person reads a word for."""
_RAISED = re.compile(
    r"""(?:AppError|Reason|refuse\w*|Refusal|ParseProblem)\(\s*(?:code=)?["']([A-Z][A-Z0-9_]{3,})["']"""
)


def test_every_code_raised_in_the_source_has_a_sentence() -> None:
    raised = {
        code
        for path in SOURCE.rglob("*.py")
        for code in _RAISED.findall(path.read_text(encoding="utf-8"))
    }
    assert len(raised) > 20
    assert sorted(raised - set(load_sentences())) == []


def test_every_sentence_is_there_in_both_languages_and_names_the_same_things() -> None:
    for code, texts in load_sentences().items():
        assert set(texts) == {"zh", "en"}, code
        named = [
            {name for _, name, _, _ in string.Formatter().parse(texts[language]) if name}
            for language in ("zh", "en")
        ]
        assert named[0] == named[1], code


def test_chinese_sentences_end_with_full_width_punctuation() -> None:
    odd = [code for code, texts in load_sentences().items() if texts["zh"][-1] not in "。）」？"]
    assert odd == []


def test_an_error_says_its_sentence_with_the_file_name() -> None:
    error = AppError("FILE_LOCKED", file="/somewhere/填報表.xlsx")
    assert "「填報表.xlsx」" in describe_error(error)
    assert "“填報表.xlsx”" in describe_error(error, "en")


def test_a_missing_parameter_never_hides_the_sentence() -> None:
    assert format_message("FILE_LOCKED", {}).startswith("「…」")


def test_an_enum_is_said_in_its_words_alone_and_in_a_sentence() -> None:
    error = AppError("PENDING_NOT_WAITING", control_number="X", state=PendingState.SENT_BACK)
    assert word(PendingState.SENT_BACK) == "已退回"
    assert "X 的待核定件已退回，" in describe_error(error)
    assert "(Sent back)" in describe_error(error, "en")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ('[Fruit]\napple = { zh = "蘋果", en = "Apple" }', "fruit.toml: Fruit.pear has no words"),
        (
            '[Fruit]\napple = { zh = "蘋果", en = "Apple" }\npear = { zh = "梨", en = "Pear" }\n'
            'plum = { zh = "李", en = "Plum" }',
            "fruit.toml: Fruit.plum is no member",
        ),
        ('[Fruit]\napple = { zh = "蘋果" }', "fruit.toml: Fruit.apple is not one word a language"),
        (
            '[Fruit]\napple = { zh = "蘋果", en = "Apple", fr = "Pomme" }',
            "fruit.toml: Fruit.apple is not one word a language",
        ),
        (
            '[Fruit]\napple = { zh = "", en = "Apple" }',
            "fruit.toml: Fruit.apple is not one word a language",
        ),
        ('Fruit = "果"', "fruit.toml: Fruit is no table of words"),
        ('[Fruit]\napple = "蘋果"', "fruit.toml: Fruit.apple is not one word a language"),
    ],
)
def test_words_that_do_not_fit_their_enum_stop_with_file_and_key(
    content: str, fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Fruit(StrEnum):
        APPLE = "apple"
        PEAR = "pear"

    (tmp_path / "fruit.toml").write_text(content, encoding="utf-8")
    monkeypatch.setattr(messages, "resource_path", lambda *_parts: tmp_path)
    load_words.cache_clear()
    try:
        with pytest.raises(ValueError, match=f"^{re.escape(fault)}$"):
            word(Fruit.APPLE)
    finally:
        load_words.cache_clear()


def test_an_enum_declared_in_two_files_stops_the_loading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.toml", "two.toml"):
        text = '[Fruit]\napple = { zh = "蘋果", en = "Apple" }'
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "resource_path", lambda *_parts: tmp_path)
    with pytest.raises(ValueError, match=r"^two\.toml: Fruit is declared twice$"):
        load_words.__wrapped__()


@cache
def every_enum() -> tuple[type[Enum], ...]:
    """Each enum of the program, wherever it stands."""
    found: dict[type[Enum], None] = {}
    for each in pkgutil.walk_packages(app.__path__, "app."):
        if each.name.startswith("app.store.migrations."):
            continue  # run by the migration's own machinery
        module = importlib.import_module(each.name)
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Enum):
                found |= {value: None} if value.__module__ == each.name else {}
    return tuple(found)


def test_ids_are_ascii() -> None:
    odd = [
        each
        for kind in every_enum()
        for each in kind
        if not (isinstance(each.value, int) or str(each.value).isascii())
    ]
    assert odd == []


def shown_enums() -> list[type[Enum]]:
    return [each for each in every_enum() if not names_of(each) & NEVER_SHOWN]


def names_of(kind: type[Enum]) -> set[str]:
    return {kind.__name__, f"{kind.__module__}.{kind.__name__}"}


def test_every_enum_that_is_shown_has_words_and_no_other_words_stand_there() -> None:
    assert sorted(each.__name__ for each in shown_enums()) == sorted(load_words())
    for kind in shown_enums():
        for each in kind:
            assert word(each, "zh") and not _CHINESE.search(word(each, "en")), each


def test_what_is_said_never_to_be_shown_is_there() -> None:
    known = {name for each in every_enum() for name in names_of(each)}
    assert sorted(NEVER_SHOWN - known) == []
