"""The list of parts and their terms: complete, valid, and the same at every build."""

import json
from pathlib import Path

import msgspec
import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from app.components import Component, LicenceText, list_components
from installer.commands import BuildError
from installer.parts import (
    BILL,
    Parts,
    build_bill,
    find_own_bills,
    judge_parts,
    write_licences,
    write_metadata,
)

INSIDE = {"OpenSSL": "3.0.15", "SQLite": "3.45.3", "zlib": "1.3.1", "Expat": "2.6", "libmpdec": "4"}


def parts_of(*parts: Component) -> Parts:
    return Parts(parts=parts, inside_python=INSIDE)


def part(name: str, licence: str = "MIT", text: str = "as you like") -> Component:
    texts = (LicenceText(name="TERMS", text=text),)
    return Component(name=name, version="1", licence=licence, identity="", texts=texts)


def test_the_list_of_this_program_is_valid_and_names_all() -> None:
    parts = parts_of(*list_components())
    bill = build_bill(parts, {"pillow": ["lib/pillow-1.dist-info/sboms/a b.json"]})
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.decode()) is None
    read = json.loads(bill)
    assert read["metadata"]["component"]["name"] == "tianbao"
    assert [each["name"] for each in read["components"]] == [
        each.name for each in parts.parts if each.name != "tianbao"
    ]
    found = {each["name"]: each for each in read["components"]}
    assert {each["name"]: each["version"] for each in found["Python"]["components"]} == INSIDE
    (other,) = found["pillow"]["externalReferences"]
    assert other["url"] == "../lib/pillow-1.dist-info/sboms/a b.json"


def test_an_invalid_list_would_be_found() -> None:
    bill = build_bill(parts_of(*list_components()), {}).replace(b'"expression"', b'"expresion"', 1)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(bill.decode()) is not None


def test_two_lists_of_the_same_parts_are_the_same_bytes() -> None:
    parts = parts_of(*list_components())
    assert build_bill(parts, {}) == build_bill(
        msgspec.convert(msgspec.to_builtins(parts), Parts), {}
    )


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree with one package, which has a list of its own."""
    own = tmp_path / "lib" / "Set_Table-1.dist-info" / "sboms"
    own.mkdir(parents=True)
    own.joinpath("inside.json").touch()
    return tmp_path


def test_terms_stand_by_part_in_names_any_system_has(tree: Path) -> None:
    write_licences(parts_of(part("tianbao"), part("set-table"), part("正楷體 TW-Kai")), tree)
    names = [each.relative_to(tree / "licences").as_posix() for each in tree.rglob("TERMS")]
    assert sorted(names) == ["TW-Kai/TERMS", "set-table/TERMS", "tianbao/TERMS"]
    bill = json.loads(tree.joinpath("licences", BILL).read_bytes())
    (own,) = bill["components"][0]["externalReferences"]
    assert (tree / "licences" / own["url"]).resolve().exists()


def test_packages_and_their_own_lists_are_found_by_their_names(tree: Path) -> None:
    assert find_own_bills(tree / "lib") == {
        "set-table": ["lib/Set_Table-1.dist-info/sboms/inside.json"]
    }
    judge_parts(parts_of(part("set-table"), part("tianbao")), tree / "lib")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ([part("tianbao")], "set-table"),
        ([part("set-table", text=" \n")], "no text"),
        ([part("set-table", licence="Free as in kitchen")], "no SPDX licence"),
        ([part("set-table", licence="")], "no SPDX licence"),
    ],
)
def test_what_is_not_listed_or_has_no_terms_ends_the_build(
    tree: Path, parts: list[Component], told: str
) -> None:
    with pytest.raises(BuildError, match=told):
        judge_parts(parts_of(*parts), tree / "lib")


def test_the_program_has_the_metadata_by_which_it_finds_the_others(tmp_path: Path) -> None:
    root = tmp_path / "sources"
    root.mkdir()
    root.joinpath("LICENSE").write_text("as you like", encoding="utf-8")
    root.joinpath("pyproject.toml").write_text(
        '[project]\nname = "tianbao"\nversion = "2.0"\nlicense = "MIT"\n'
        'license-files = ["LICENSE"]\ndependencies = ["qt>=6", "lxml"]\n',
        encoding="utf-8",
    )
    write_metadata(root, tmp_path / "lib")
    info = tmp_path / "lib/tianbao-2.0.dist-info"
    text = info.joinpath("METADATA").read_text(encoding="utf-8")
    assert {"Name: tianbao", "Version: 2.0", "Requires-Dist: qt>=6"} <= set(text.splitlines())
    assert info.joinpath("licenses/LICENSE").read_text(encoding="utf-8") == "as you like"
