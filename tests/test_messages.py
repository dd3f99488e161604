"""Every code has its sentence in both languages, and every sentence can be filled in."""

import re
import string
from pathlib import Path

from app.errors import AppError
from app.messages import describe_error, format_message, load_sentences

SOURCE = Path(__file__).resolve().parent.parent / "app"
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
