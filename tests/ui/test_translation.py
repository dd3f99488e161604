"""The window's texts: each goes through Qt's translation, and the English file knows them all."""

import json
import string
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import PySide6
import pytest

from app.ui import translation
from tests.support.window_texts import (
    CHINESE,
    ROOT,
    TRANSLATIONS,
    read_all_window_texts,
    read_translations,
    read_window_texts,
)

ENGLISH = TRANSLATIONS / "tianbao_en.ts"


@pytest.mark.slow
def test_every_chinese_text_of_the_window_is_wrapped() -> None:
    faults = [
        f"{path.relative_to(ROOT)}:{fault}"
        for path, texts in read_all_window_texts().items()
        for fault in texts.faults
    ]
    assert "\n".join(faults) == ""


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('button.setText("存檔")', "1: '存檔' is not wrapped in tr"),
        ('f"{count} 頁"', "1: ' 頁' is not wrapped in tr"),
        ('tr(f"共 {count} 頁")', "1: tr wants a plain literal"),
        ("tr(words)", "1: tr wants a plain literal"),
        ("""f"{tr('存檔')}…\"""", "1: lupdate cannot see tr within an f-string"),
        ('tr("收件", "done", n=1)', "1: with meaning and values lupdate takes it for a plural"),
        ('tr("共 {what}", what="全部")', "1: '全部' is not wrapped in tr"),
    ],
)
def test_a_text_the_translators_would_not_get_is_noticed(code: str, fault: str) -> None:
    assert read_window_texts(code).faults == (fault,)


def test_docstrings_comments_and_what_is_no_text_stay_as_they_are() -> None:
    code = 'X = tr("存檔")\n"""存檔 button."""  # 存檔\nY = as_written("報送件")\nZ = "a　b"'
    assert read_window_texts(code).faults == ()


@pytest.mark.slow
def test_the_english_file_has_exactly_the_texts_of_the_source() -> None:
    used = {text for texts in read_all_window_texts().values() for text in texts.translated}
    listed = set(read_translations(ENGLISH))
    hint = "run `make translations`"
    assert sorted(used - listed) == [], hint
    assert sorted(listed - used) == [], hint


def test_a_translation_names_the_same_values_and_has_no_chinese_left() -> None:
    for (source, _meaning), english in read_translations(ENGLISH).items():
        if english is not None:
            assert placeholders(english) == placeholders(source), source
            assert CHINESE.search(english) is None, english


def placeholders(text: str) -> list[tuple[str, str | None]]:
    """Names with the way they are written out; a translator may change their order."""
    found = string.Formatter().parse(text)
    return sorted((name, spec or "") for _, name, spec, _ in found if name is not None)


def compile_texts(source: Path, folder: Path) -> Path:
    """A folder with the texts of a .ts file as set-up compiles them."""
    compiler = Path(PySide6.__file__).with_name("lrelease")
    target = folder / "tianbao_en.qm"
    subprocess.run([compiler, "-silent", "-nounfinished", source, "-qm", target], check=True)
    return folder


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    """The English texts."""
    return compile_texts(ENGLISH, tmp_path)


def run_alone(*arguments: object) -> str:
    """What a program of its own prints: a language is chosen once a run."""
    finished = subprocess.run(
        [sys.executable, "-X", "utf8", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=ROOT,
    )
    return finished.stdout.strip()


@pytest.mark.slow
def test_english_is_spoken_from_the_start_and_what_is_missing_stays_chinese(
    compiled: Path,
) -> None:
    code = """
import sys
from pathlib import Path
from xml.etree import ElementTree
from app.errors import AppError
from app.ui.translation import choose_language, join_words, tr
choose_language("en", Path(sys.argv[1]))
from app.ui.messages import describe_error
from app.ui.settings.page import SettingsPage
print(SettingsPage.title, tr("沒有這一句 {n}", n=1), join_words(("a", "b")), sep="|")
print(describe_error(AppError("FILE_LOCKED", file="/a/b.xlsx")))
"""
    texts, sentence = run_alone("-c", code, compiled).splitlines()
    assert texts == "Settings|沒有這一句 1|a, b"
    assert "“b.xlsx”" in sentence


def test_without_compiled_texts_the_window_is_chinese(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from xml.etree import ElementTree
from app.ui.translation import choose_language, tr
choose_language("en", Path(sys.argv[1]))
print(tr("設定"))
"""
    assert run_alone("-c", code, tmp_path) == "設定"


def test_a_text_read_before_the_language_was_chosen_is_a_bug(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(translation._Run, "language", None)
    assert translation.tr("設定") == "設定"
    translation.choose_language("zh")
    with pytest.raises(RuntimeError, match="texts were read in 'zh'"):
        translation.choose_language("en")


LEFT_OUT = "語言"


@pytest.fixture
def made_up(tmp_path: Path) -> Path:
    """Texts in which each stands between brackets, but for one on the 設定 page."""
    tree = ElementTree.parse(ENGLISH)
    for message in tree.iter("message"):
        source, translation = message.findtext("source", ""), message.find("translation")
        assert translation is not None
        translation.text = f"⟦{source}⟧"
        translation.attrib.pop("type", None)
        if source == LEFT_OUT:
            translation.set("type", "unfinished")
    made = tmp_path / "made_up.ts"
    tree.write(made, encoding="utf-8")
    return compile_texts(made, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("role", ["agency", "office"])
def test_every_text_on_every_page_went_through_the_translation(made_up: Path, role: str) -> None:
    found = json.loads(run_alone("-m", "tests.ui.whole_window", made_up, role))
    assert found.pop(LEFT_OUT).startswith("settings: ")
    assert found == {}
