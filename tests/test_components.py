"""Every part of the program is named with its licence, as the packages' own metadata state it."""

import re
from pathlib import Path

import pytest
from packaging.licenses import canonicalize_license_expression
from packaging.requirements import Requirement

from app import components
from app.components import list_components

ROOT = Path(__file__).resolve().parent.parent


def locked_packages() -> set[str]:
    """What the lock asks for on this system, but what only installs the rest."""
    text = ROOT.joinpath("requirements.lock").read_text(encoding="utf-8")
    lines = re.findall(r"^([a-z0-9-]+==[^\\]+)\\$", text, re.MULTILINE)
    wanted = [Requirement(each) for each in lines]
    return {each.name for each in wanted if not each.marker or each.marker.evaluate()} - {
        "setuptools"
    }


def test_every_locked_package_is_named_and_no_tool_of_ours() -> None:
    packages = {each.name for each in list_components() if each.identity.startswith("pkg:pypi/")}
    assert packages == locked_packages() | {"tianbao"}


def test_python_qt_faces_and_icons_are_named_too() -> None:
    names = [each.name for each in list_components()]
    assert names[:4] == ["tianbao", "Python", "Qt", "Lucide"]
    assert {"Gentium Plus", "NanumMyeongjo"} <= set(names)


def test_every_part_has_a_version_a_licence_by_its_spdx_name_and_a_text() -> None:
    parts = list_components()
    assert [each.name for each in parts if not each.version] == []
    assert {each.licence for each in parts} == {
        canonicalize_license_expression(each.licence) for each in parts
    }
    assert [each.name for each in parts if not any(text.text for text in each.texts)] == []
    assert len({each.identity for each in parts}) == len(parts) - 1  # two faces, one package


def test_whoever_uses_qt_is_told_the_terms_it_is_used_under() -> None:
    parts = {each.name: each for each in list_components()}
    assert parts["Qt"].version == parts["pyside6-essentials"].version
    for name in ("Qt", "pyside6-essentials", "pyside6-pdf", "shiboken6"):
        assert [each.name for each in parts[name].texts][:3] == [
            "Qt.txt",
            "LGPL-3.0.txt",
            "GPL-3.0.txt",
        ]


def install(folder: Path, name: str, metadata: str, **texts: str) -> None:
    """A package that consists of its metadata."""
    info = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.4\nName: {name}\nVersion: 1.0\n"
    info.joinpath("METADATA").write_text(head + metadata, encoding="utf-8")
    for place, text in texts.items():
        path = info / place.replace("__", "/")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


def test_texts_are_found_where_old_and_new_packages_put_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = "".join(
        f"Requires-Dist: {each}\n"
        for each in ("new-one", "old-one", "bare", 'other-system; sys_platform == "plan9"', "gone")
    )
    install(tmp_path, "tianbao", wanted)
    install(
        tmp_path,
        "new-one",
        'License-Expression: mit\nLicense-File: TERMS\nRequires-Dist: extra; extra == "more"\n',
        licenses__TERMS="new",
    )
    install(tmp_path, "old-one", "License: Free as in kitchen\n", LICENSE="old")
    install(tmp_path, "bare", "License-File: LICENSE\n")
    install(tmp_path, "other-system", "")
    install(tmp_path, "extra", "")
    monkeypatch.syspath_prepend(tmp_path)
    found = [each for each in components.list_components() if each.version == "1.0"]
    assert [(each.name, each.licence) for each in found] == [
        ("tianbao", ""),
        ("bare", ""),
        ("new-one", "MIT"),
        ("old-one", "Free as in kitchen"),
    ]
    assert [[(text.name, text.text) for text in each.texts] for each in found] == [
        [],
        [],
        [("TERMS", "new")],
        [("LICENSE", "old")],
    ]
