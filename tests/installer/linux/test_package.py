"""The Debian package has the desktop know the program, the same bytes at every build."""

import os
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from lxml import etree

from app.cli.commands import build_parser
from app.cli.outcome import Exit
from installer.file_types import FILE_TYPES
from installer.linux import HERE, package
from installer.linux.package import NAME, build_package, describe_types, write_integration
from installer.linux.tree import LAUNCHER
from installer.tree_files import settle

pytestmark = pytest.mark.skipif(
    not (shutil.which("dpkg-deb") and shutil.which("rsvg-convert")), reason="needs Debian's tools"
)
_INFO = "{http://www.freedesktop.org/standards/shared-mime-info}"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What stands outside of the program's folder."""
    root = tmp_path_factory.mktemp("root")
    write_integration(root)
    return root


def desktop_entry(root: Path) -> dict[str, str]:
    parser = ConfigParser(interpolation=None)
    parser.read(root / f"usr/share/applications/{NAME}.desktop", encoding="utf-8")
    return dict(parser["Desktop Entry"])


def test_each_kind_of_file_is_told_by_its_suffix() -> None:
    told = {
        each.get("type"): (
            each.findtext(f"{_INFO}comment[@{{http://www.w3.org/XML/1998/namespace}}lang='zh_TW']"),
            [glob.get("pattern") for glob in each.iter(f"{_INFO}glob")],
        )
        for each in etree.fromstring(describe_types().encode("utf-8")).iter(f"{_INFO}mime-type")
    }
    assert told == {each.mime_type: (each.title, [f"*{each.suffix}"]) for each in FILE_TYPES}
    assert len(told) == len(FILE_TYPES) == 6


def test_the_desktop_opens_each_kind_with_the_program(root: Path) -> None:
    entry = desktop_entry(root)
    assert set(entry["mimetype"].strip(";").split(";")) == {each.mime_type for each in FILE_TYPES}
    words = entry["exec"].split()
    assert words[0] == NAME
    for files in ([], ["a.tbround", "b.tbround"]):  # %F: all, or none from the menu
        given = [each for word in words[1:] for each in (files if word == "%F" else [word])]
        assert build_parser().parse_args(given).files == [Path(each) for each in files]


@pytest.mark.skipif(shutil.which("desktop-file-validate") is None, reason="needs its validator")
def test_the_desktop_entry_is_a_good_one(root: Path) -> None:
    path = root / f"usr/share/applications/{NAME}.desktop"
    done = subprocess.run(["desktop-file-validate", path], capture_output=True, check=False)
    assert (done.returncode, done.stdout) == (0, b"")


def test_the_command_is_a_link_to_the_launcher(root: Path) -> None:
    link = root / "usr/bin" / NAME
    assert (link.parent / link.readlink()).resolve() == root / "usr/lib" / NAME / LAUNCHER


def test_the_icon_is_there_in_each_size(root: Path) -> None:
    icons = root / "usr/share/icons/hicolor"
    assert desktop_entry(root)["icon"] == NAME
    for size in (16, 48, 256):
        picture = (icons / f"{size}x{size}/apps/{NAME}.png").read_bytes()
        assert picture[16:24] == size.to_bytes(4) * 2
    assert (icons / f"scalable/apps/{NAME}.svg").is_file()


def test_the_manual_page_names_each_option_and_exit_code() -> None:
    page = (HERE / f"{NAME}.1").read_text(encoding="utf-8")
    for action in build_parser()._actions:
        for option in action.option_strings:
            assert option.replace("-", "\\-") in page or option == "-h", option
    assert [each for each in Exit if f"\n{each.value}: " not in page] == []


def test_two_builds_are_the_same_bytes_and_of_root(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "find_depends", lambda _root, _work: "python3.11")
    contents = []
    for name, mask in (("one", 0o022), ("two", 0o077)):
        before = os.umask(mask)
        tree, out = tmp_path / name / "tree", tmp_path / name / "a.deb"
        (tree / "app").mkdir(parents=True, mode=0o700)
        (tree / "app/字.py").write_text("pass", encoding="ascii")
        (tree / LAUNCHER).write_text("#!/bin/sh\n", encoding="ascii")
        try:
            settle(tree)
            build_package(tree, tmp_path / name, out, is_quick=True)
        finally:
            os.umask(before)
        contents.append(out.read_bytes())
    assert contents[0] == contents[1]
    listing = subprocess.run(
        ["dpkg-deb", "--contents", out], capture_output=True, check=True, text=True
    ).stdout
    owners = {tuple(line.split()[1:2]) for line in listing.splitlines()}
    assert owners == {("root/root",)}
    assert f"./usr/lib/{NAME}/app/" in listing
    sums = tmp_path / "two/root/DEBIAN/md5sums"
    check = ["md5sum", "--check", "--strict", "--quiet", str(sums)]
    assert subprocess.run(check, cwd=tmp_path / "two/root", check=False).returncode == 0
