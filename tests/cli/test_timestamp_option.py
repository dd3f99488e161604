"""`--timestamp-config`: a named file must be right, the program's own only ought to be."""

import argparse
from pathlib import Path

import pytest

from app.cli.commands import build_parser
from app.cli.timestamp_option import chosen_authorities, chosen_timestamper
from app.config import default_timestamp_file
from app.errors import AppError
from tests.support.timestamp_authority import Authority

AUTHORITY = Authority()


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIANBAO_DATA", str(tmp_path / "data"))
    default_timestamp_file().parent.mkdir()


def options(path: Path | None = None) -> argparse.Namespace:
    words = ["verify", "--store", "a", "b"]
    return build_parser().parse_args([*words, *(["--timestamp-config", str(path)] if path else [])])


def write(path: Path) -> Path:
    (path.parent / "tsa.pem").write_text(AUTHORITY.pem, encoding="ascii")
    path.write_text('url = "http://127.0.0.1:9/"\ncertificates = ["tsa.pem"]', encoding="utf-8")
    return path


def test_without_a_file_nobody_is_asked_and_nobody_counts() -> None:
    assert chosen_timestamper(options()) is None
    assert chosen_authorities(options()) == ()


def test_the_file_in_the_programs_folder_counts_unless_another_is_named(tmp_path: Path) -> None:
    write(default_timestamp_file())
    assert chosen_timestamper(options()) is not None
    assert chosen_authorities(options()) == (AUTHORITY.pem,)
    assert chosen_authorities(options(write(tmp_path / "other.toml"))) == (AUTHORITY.pem,)


def test_a_broken_file_of_the_programs_own_ends_nothing_and_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    default_timestamp_file().write_text("url = 1", encoding="utf-8")
    assert chosen_authorities(options()) == ()
    assert "timestamp.toml" in capsys.readouterr().err
    timestamper = chosen_timestamper(options())
    assert timestamper is not None
    with pytest.raises(AppError) as caught:
        timestamper.stamp(bytes(32))
    assert caught.value.code == "TIMESTAMP_CONFIG"


def test_a_broken_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text("url = 1", encoding="utf-8")
    for choose in (chosen_timestamper, chosen_authorities):
        with pytest.raises(AppError) as caught:
            choose(options(path))
        assert caught.value.code == "TIMESTAMP_CONFIG"
