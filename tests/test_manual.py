"""The manual names every code, field, command and page, and its generated pages are up to date."""

import re
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtWidgets import QApplication

from app.cli.commands import build_parser
from app.forms.form_loader import load_form
from app.messages import load_sentences
from app.ui.shell.preferences import PreferenceFile
from app.ui.shell.session import BuildRole, build_agency, build_office
from docs.manual.generate import (
    FINDING_CODE,
    FOLDER,
    FORM_ID,
    PARAMETERS,
    build_pages,
    list_commands,
    load_topics,
)

IMAGES = FOLDER.parent / "images"
BY_HAND = ("README.md", "機關填報.md", "協調彙整.md", "安裝與更新.md")
LARGEST_BYTES = 150_000


def read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(build_pages()))
def test_a_generated_page_is_up_to_date(name: str) -> None:
    hint = "run `python -m docs.manual.generate`"
    assert read(name) == build_pages()[name], hint


def test_every_code_has_its_line() -> None:
    findings, errors = read("檢核代碼.md"), read("錯誤訊息.md")
    for code in load_sentences():
        if FINDING_CODE.match(code):
            assert f"| {code} |" in findings, code
        else:
            assert f"| `{code}` |" in errors, code


def test_every_placeholder_has_a_name_people_understand() -> None:
    sentences = [text for codes in load_topics().values() for text in codes.values()]
    used = {name for each in sentences for name in re.findall(r"\{(\w+)\}", each)}
    assert used - set(PARAMETERS) == set()


def test_every_section_and_field_of_the_form_is_explained() -> None:
    page = read("欄位說明.md")
    for section in load_form(FORM_ID).sections:
        _, _, rest = page.partition(f"\n## {section.title}\n")
        explained = rest.split("\n## ")[0]
        for spec in section.fields:
            assert f"| {spec.label} |" in explained, (section.id, spec.id)


def test_filling_in_tells_of_every_section() -> None:
    page = read("機關填報.md")
    for section in load_form(FORM_ID).sections:
        assert f"**{section.title}**" in page, section.id


def test_every_command_and_argument_is_listed() -> None:
    page = read("指令列.md")
    for name, command in list_commands(build_parser()).items():
        _, _, rest = page.partition(f"\n## tianbao {name}\n")
        listed = rest.split("\n## ")[0]
        for action in command._actions:
            for option in action.option_strings:
                if option not in ("-h", "--help"):
                    assert option in listed, (name, option)


@pytest.mark.parametrize(
    ("page", "build"),
    [("機關填報.md", build_agency), ("協調彙整.md", build_office)],
    ids=["agency", "office"],
)
def test_every_page_of_the_window_is_described(
    qapp: QApplication, tmp_path: Path, page: str, build: BuildRole
) -> None:
    text = read(page)
    _workspace, pages = build(tmp_path / "new.tianbao", PreferenceFile(tmp_path))
    for each in pages:
        assert f"「{each.title}」頁" in text, each.title


@pytest.mark.parametrize("name", BY_HAND)
def test_links_and_pictures_lead_somewhere(name: str) -> None:
    targets = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", read(name))
    assert targets
    for target in targets:
        assert (FOLDER / target).is_file(), target


def test_every_picture_is_small_and_shown() -> None:
    shown = "".join(read(name) for name in BY_HAND)
    readme = (FOLDER.parents[1] / "README.md").read_text(encoding="utf-8")
    pictures = sorted(IMAGES.glob("*.png"))
    assert IMAGES / "office-overview.png" in pictures
    for picture in pictures:
        assert f"images/{picture.name})" in shown + readme, picture.name
        assert picture.stat().st_size < LARGEST_BYTES, picture.name
        assert_fits(picture)


def assert_fits(picture: Path) -> None:
    with Image.open(picture) as image:
        assert image.width <= 1366 and image.height <= 768, picture.name
