"""What a file says moves no cursor and adds no line of its own, on either stream or in JSON."""

import ast
import json
from pathlib import Path

import msgspec
import pytest

from app import cli
from app.cli import commands
from app.cli.outcome import Exit, print_json, print_line
from tests.agency.desks import OFFICE_FINGERPRINT, build_round_file, write_file

HOSTILE = "114 年度\x1b[2J\u202e\n✓ 驗章通過\u2066\ufeff"
SHOWN = "114 年度⟨U+001B⟩[2J⟨U+202E⟩⟨U+000A⟩✓ 驗章通過⟨U+2066⟩⟨U+FEFF⟩"


def run(*arguments: str) -> int:
    return commands.run_command(list(arguments))


def receive(folder: Path, *options: str) -> int:
    made = build_round_file()
    hostile = msgspec.structs.replace(
        made, round=msgspec.structs.replace(made.round, title=HOSTILE)
    )
    path, store = write_file(folder, hostile), folder / "moe.tianbao"
    confirmed = ("--fingerprint", OFFICE_FINGERPRINT, "--store", str(store))
    return run("round", "receive", str(path), *confirmed, *options)


def test_a_name_of_a_file_stays_within_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert receive(tmp_path) == Exit.SUCCESS
    out = capsys.readouterr().out
    assert SHOWN in out
    assert len(out.splitlines()) == 1


def test_a_refused_file_is_named_within_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a\x1b[2J\u202e\nb.tianbao"
    assert run("check", "--store", str(path)) == Exit.REFUSED
    err = capsys.readouterr().err
    assert "a⟨U+001B⟩[2J⟨U+202E⟩⟨U+000A⟩b.tianbao" in err
    assert len(err.splitlines()) == 1


def test_json_says_the_same_in_escapes_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"title": HOSTILE, "picture": "👨\u200d👩", "tag": "\U000e0041"})
    printed = capsys.readouterr().out
    assert json.loads(printed)["title"] == HOSTILE
    assert json.loads(printed)["tag"] == "\U000e0041"
    assert not set(printed) & set("\x1b\u202e\u2066\ufeff\U000e0041")


def test_errors_go_to_their_own_stream(capsys: pytest.CaptureFixture[str]) -> None:
    print_line("出\r錯", is_error=True)
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "出⟨U+000D⟩錯\n")


def test_an_argument_quoted_in_a_complaint_moves_no_cursor(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with pytest.raises(SystemExit):
        run("verify", "a.pdf", "--as-of", "1\x1b[2J\u202e")
    with pytest.raises(SystemExit):
        run("verify", "a.pdf", "--store", "s", "--\x1b[2J\u202e")
    err = capsys.readouterr().err
    assert err.count("⟨U+001B⟩[2J") >= 2
    assert not set(err) & set("\x1b\u202e")


def test_nobody_else_prints() -> None:
    folder = Path(cli.__file__).parent
    printing = {
        path.name
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "print"
    }
    assert printing == {"outcome.py"}
