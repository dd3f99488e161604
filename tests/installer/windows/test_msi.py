"""The MSI is described from the tree and the program, and stamped with nothing of its build."""

import re
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest

from installer.commands import BuildError
from installer.file_types import FILE_TYPES
from installer.windows import HERE, msi
from installer.windows.msi import UPGRADE_CODE, Chinese, describe, settle_stamps

_SPACE = {"w": "http://schemas.microsoft.com/wix/2006/wi"}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of three files."""
    for name in ("lib/b/c.py", "lib/a.py", "Tianbao.exe"):
        path = tmp_path / "tree" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path / "tree"


def described(tree: Path, version: str = "1.2.3") -> Xml.Element:
    """The description as wixl reads it."""
    work = tree.parent / "work"
    return Xml.fromstring(Xml.tostring(describe(tree, work, version, Chinese())))


def guids(wix: Xml.Element) -> list[str]:
    return [each.attrib["Guid"] for each in wix.iterfind(".//w:Component", _SPACE)]


def test_every_file_is_installed_from_where_it_stands(tree: Path) -> None:
    wix = described(tree)
    files = [each.attrib["Source"] for each in wix.iterfind(".//w:File", _SPACE)]
    assert files == ["../tree/Tianbao.exe", "../tree/lib/a.py", "../tree/lib/b/c.py"]
    components = {each.attrib["Id"] for each in wix.iterfind(".//w:Component", _SPACE)}
    asked = {each.attrib["Id"] for each in wix.iterfind(".//w:ComponentRef", _SPACE)}
    assert components == asked
    assert len(components) == len(set(guids(wix))) == 4  # three files and what is registered


def test_a_newer_version_replaces_by_one_code_that_never_changes(tree: Path) -> None:
    assert str(UPGRADE_CODE) == "8b1b1c52-5c0e-4c38-9a0b-0b6b1c8e6f11"
    old, again, new = described(tree, "1.0.0"), described(tree, "1.0.0"), described(tree, "1.1.0")
    codes = [each.find("w:Product", _SPACE) for each in (old, again, new)]
    products = [each.attrib for each in codes if each is not None]
    assert {each["UpgradeCode"] for each in products} == {str(UPGRADE_CODE).upper()}
    assert products[0]["Id"] == products[1]["Id"] != products[2]["Id"]
    assert guids(old) == guids(new)
    assert new.find(".//w:MajorUpgrade", _SPACE) is not None


def test_it_is_for_all_users_and_registers_each_kind_of_file(tree: Path) -> None:
    wix = described(tree)
    package = wix.find(".//w:Package", _SPACE)
    assert package is not None and package.attrib["InstallScope"] == "perMachine"
    values = {
        each.attrib["Key"].removeprefix("Software\\Classes\\"): each.attrib["Value"]
        for each in wix.iterfind(".//w:RegistryValue[@Root='HKLM']", _SPACE)
    }
    for each in FILE_TYPES:
        assert values[each.suffix] == each.name
        command = values[f"{each.name}\\shell\\open\\command"]
        assert command == '"[INSTALLDIR]Tianbao.exe" open "%1"'


def test_chinese_stands_where_its_name_stood_at_the_same_length(tmp_path: Path) -> None:
    chinese = Chinese()
    first, second = chinese.name("填報 Tianbao"), chinese.name("填報包")
    assert chinese.name("填報 Tianbao") == first != second
    assert first.isascii() and second.isascii()
    package = tmp_path / "a.msi"
    package.write_bytes(f"a{first}b{second}c{first}d".encode("ascii"))
    chinese.put_into(package)
    assert package.read_bytes().decode("cp950") == "a填報 Tianbaob填報包c填報 Tianbaod"


def test_a_text_that_wixl_left_out_ends_the_build(tmp_path: Path) -> None:
    chinese = Chinese()
    chinese.name("填報包")
    package = tmp_path / "a.msi"
    package.write_bytes(b"nothing of it")
    with pytest.raises(BuildError, match="填報包"):
        chinese.put_into(package)


def test_a_text_too_short_for_a_name_is_not_cut() -> None:
    with pytest.raises(BuildError, match="短"):
        Chinese().name("短")


def summary(number: str, time: bytes, content: bytes = b"content") -> bytes:
    stamps = b"\x40\0\0\0" + time
    return content + b"x64;1033\0{%s}\0\0" % number.encode("ascii") + stamps * 2 + b"rest"


ONE = summary("651F028C-D1AE-467D-8698-64B83CC15C5D", b"\x00\xf1\x3e\x37\x25\x80\xdd\x01")


def test_number_and_times_come_of_the_content_alone() -> None:
    other = summary("296CDAFD-4853-48CB-825F-D425F05E7636", b"\x0a\xf1\x3e\x37\x25\x80\xdd\x01")
    settled = settle_stamps(ONE)
    assert settle_stamps(other) == settled
    assert settle_stamps(settled) == settled
    assert len(settled) == len(ONE) and b"x64;1028" in settled
    (number,) = re.findall(rb"\{(.+?)\}", settled)
    changed = settle_stamps(ONE.replace(b"content", b"contenu"))
    assert number not in changed


@pytest.mark.parametrize("content", [b"", ONE + ONE])
def test_an_msi_without_one_summary_ends_the_build(content: bytes) -> None:
    with pytest.raises(BuildError, match="summaries"):
        settle_stamps(content)


def test_start_menu_and_window_are_one_button_of_the_taskbar() -> None:
    launcher = HERE.joinpath("launcher.c").read_text(encoding="utf-8")
    assert f'SetCurrentProcessExplicitAppUserModelID(L"{msi.APP_ID}")' in launcher
    setup = HERE.joinpath("tianbao.nsi").read_text(encoding="utf-8")
    shortcut = re.search(r'CreateShortcut ("[^"]+\.lnk")', setup)
    assert shortcut is not None
    assert f"!insertmacro NameShortcut {shortcut[1]}" in setup
