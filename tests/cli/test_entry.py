"""What the command line is given before any command sees it."""

from pathlib import Path

import pytest

from app.__main__ import expand_patterns, split_command


def test_patterns_are_expanded_and_whatever_else_looks_like_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.pdf", "a.pdf", "a[1].xlsx", "a1.xlsx"):
        (tmp_path / name).touch()
    given = ["verify", "*.pdf", "a[1]*.xlsx", "a[1].xlsx", "--reason", "為什麼?", "none*.zip"]
    assert expand_patterns(given) == [
        "verify", "a.pdf", "b.pdf", "a[1].xlsx", "a[1].xlsx", "--reason", "為什麼?", "none*.zip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "command"),
    [
        ([], ("gui", [])),
        (["gui", "--store", "a.tianbao"], ("gui", ["--store", "a.tianbao"])),
        (["verify", "/a.xlsx"], ("verify", ["/a.xlsx"])),
        (["--store=/a.tianbao"], ("--store=/a.tianbao", [])),
        (["/a b/填報包.tbround", "/c.xlsx"], ("open", ["/a b/填報包.tbround", "/c.xlsx"])),
        (["./demo"], ("open", ["./demo"])),
    ],
)
def test_files_alone_are_opened(given: list[str], command: tuple[str, list[str]]) -> None:
    assert split_command(given) == command
