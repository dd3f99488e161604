"""Exit codes and output of the commands that need no store."""

import json
import sys
from pathlib import Path

import pytest

from app.cli import catalogue_command, commands
from app.cli.outcome import Exit
from tests.support.unprivileged import unprivileged_folder


def test_the_catalogue_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run_command(["catalogue", "--json"]) == Exit.SUCCESS
    document = json.loads(capsys.readouterr().out)
    assert [len(document[key]) for key in ("agencies", "projects", "indicators")] == [17, 39, 40]
    assert document["programme"]["period"] == [112, 115]


def test_the_catalogue_is_listed_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    assert commands.run_command(["catalogue"]) == Exit.SUCCESS
    assert "推動大學社會責任實踐計畫" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["import"], ["report", "--store", "x"]])
def test_wrong_usage_exits_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        commands.run_command(arguments)
    assert caught.value.code == Exit.USAGE


def test_an_expected_failure_is_a_sentence_and_exits_with_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = tmp_path / "none.tianbao"
    assert commands.run_command(["check", "--store", str(missing)]) == Exit.REFUSED
    assert "none.tianbao" in capsys.readouterr().err


def test_a_bug_prints_the_path_of_its_report_and_exits_with_three(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_options: object) -> Exit:
        raise ZeroDivisionError("planted")

    monkeypatch.setenv("TIANBAO_DATA", str(tmp_path))
    monkeypatch.setattr(catalogue_command, "run_catalogue", fail)
    assert commands.run_command(["catalogue"]) == Exit.BUG
    printed = capsys.readouterr().err.strip()
    report = Path(printed.rpartition(" ")[2])
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text and "in fail" in text


@pytest.mark.skipif(sys.platform == "win32", reason="modes are those of POSIX")
@pytest.mark.parametrize("place", ["read-only", "a file", "too long"])
def test_a_demonstration_where_nothing_can_be_written_is_refused(
    place: str, capsys: pytest.CaptureFixture[str]
) -> None:
    commands.build_parser("demo")  # loads what nobody but us may read
    with unprivileged_folder() as folder:
        (folder / "file").touch()
        out = {"a file": folder / "file" / "demo", "too long": folder / ("長" * 100)}.get(
            place, folder / "demo"
        )
        folder.chmod(0o555)
        assert commands.run_command(["demo", "--out", str(out), "--no-window"]) == Exit.REFUSED
        folder.chmod(0o755)
    assert "無法寫入" in capsys.readouterr().err


def test_where_nothing_can_be_kept_a_bug_still_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_options: object) -> Exit:
        raise ZeroDivisionError("planted")

    (tmp_path / "file").touch()
    monkeypatch.setenv("TIANBAO_DATA", str(tmp_path / "file" / "data"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "file"))
    monkeypatch.setattr(catalogue_command, "run_catalogue", fail)
    assert commands.run_command(["catalogue"]) == Exit.BUG
    assert "無處可存" in capsys.readouterr().err
