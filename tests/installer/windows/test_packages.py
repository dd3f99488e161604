"""What Setup.exe unpacks, swaps and registers is told by the tree and by the program itself."""

import os
from pathlib import Path

import pytest

from installer.commands import BuildError
from installer.file_types import FILE_TYPES
from installer.windows import packages
from installer.windows.packages import describe_sizes, list_files, list_macros


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of three pieces."""
    for name in ("lib/b/c.py", "lib/a$.py", "release/x", "Tianbao.exe"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x" * 100_000)
    return tmp_path


def test_files_are_unpacked_by_name_beside_the_program(tree: Path) -> None:
    assert list_files(tree).splitlines() == [
        'SetOutPath "$INSTDIR\\.new"',
        f'File "{tree}/Tianbao.exe"',
        'SetOutPath "$INSTDIR\\.new\\lib"',
        f'File "{tree}/lib/a$$.py"',
        'SetOutPath "$INSTDIR\\.new\\lib\\b"',
        f'File "{tree}/lib/b/c.py"',
        'SetOutPath "$INSTDIR\\.new\\release"',
        f'File "{tree}/release/x"',
    ]


def test_the_order_is_not_that_of_the_disk(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = list_files(tree), list_macros(tree)
    real = os.scandir
    monkeypatch.setattr(os, "listdir", lambda path: [x.name for x in real(path)][::-1])
    assert (list_files(tree), list_macros(tree)) == before


def test_every_piece_is_swapped_and_every_type_registered(tree: Path) -> None:
    text = list_macros(tree)
    pieces, types = text.split("!macroend\n")[:2]
    assert [each.split('"')[1] for each in pieces.splitlines()[1:]] == [
        "Tianbao.exe",
        "lib",
        "release",
    ]
    assert '  !insertmacro ${macro} ".tbround" "Tianbao.Round" "填報包"' in types.splitlines()
    assert len(types.splitlines()) == 1 + len(FILE_TYPES)
    assert len({each.name.lower() for each in FILE_TYPES}) == len(FILE_TYPES) == 6


def test_the_pieces_of_a_tree_are_told_with_their_sizes(tree: Path) -> None:
    lines = describe_sizes(tree).splitlines()
    assert [each.split()[0] for each in lines] == ["Tianbao.exe", "lib", "release"]
    assert lines[1].split() == ["lib", "0.2", "MB,", "packed", "about", "0.0", "MB"]


@pytest.mark.parametrize("is_quick", [True, False])
def test_a_setup_that_is_too_large_ends_the_build_unless_it_is_not_packed(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_quick: bool
) -> None:
    out = tmp_path / "Setup.exe"
    monkeypatch.setattr(packages, "run", lambda *_, **__: out.write_bytes(b"x" * 101))
    monkeypatch.setattr(packages, "LARGEST", 100)
    if is_quick:
        packages.build_setup(tree, tmp_path, out, is_quick)
    else:
        with pytest.raises(BuildError, match=r"Setup\.exe"):
            packages.build_setup(tree, tmp_path, out, is_quick)
