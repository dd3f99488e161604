"""What the window remembers, and what it finds set up beside it."""

import os
import signal
from pathlib import Path

import pytest

from app.config import default_timestamp_file
from app.errors import AppError
from app.ui.shell.preferences import (
    PreferenceFile,
    Preferences,
    read_authorities,
    read_timestamp_settings,
)
from tests.support.timestamp_authority import Authority

AUTHORITY = Authority()


def write_settings(path: Path) -> Path:
    """Timestamp settings naming one authority, its certificate beside them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "tsa.pem").write_text(AUTHORITY.pem, encoding="ascii")
    text = 'url = "https://tsa.example.gov.tw/tsr"\ncertificates = ["tsa.pem"]'
    path.write_text(text, encoding="utf-8")
    return path


def test_preferences_nobody_can_read_count_as_none(tmp_path: Path) -> None:
    file = PreferenceFile(tmp_path)
    file.change(text_scale=130)
    assert PreferenceFile(tmp_path).present.text_scale == 130
    file.path.write_text('{"text_scale": "huge"}')
    assert PreferenceFile(tmp_path).present == Preferences()
    file.path.write_text('{"language": "fr"}')
    assert PreferenceFile(tmp_path).present == Preferences()
    file.path.write_text("{")
    assert PreferenceFile(tmp_path).present == Preferences()


def test_without_settings_nobody_s_timestamps_count() -> None:
    assert read_timestamp_settings(Preferences()) is None
    assert read_authorities(Preferences()) == ()


def test_the_file_chosen_counts_before_that_of_the_program_s_folder(tmp_path: Path) -> None:
    write_settings(default_timestamp_file())
    assert len(read_authorities(Preferences())) == 1
    chosen = Preferences(timestamp_config=str(tmp_path / "elsewhere" / "mine.toml"))
    assert chosen.timestamp_file == tmp_path / "elsewhere" / "mine.toml"
    with pytest.raises(AppError):
        read_timestamp_settings(chosen)
    assert read_authorities(chosen) == ()
    assert chosen.timestamp_file is not None
    write_settings(chosen.timestamp_file)
    assert read_authorities(chosen) == read_authorities(Preferences())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices of POSIX")
def test_a_pipe_in_the_place_of_the_preferences_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(PreferenceFile(tmp_path).path)
    signal.alarm(10)  # ends the tests where it waits
    file = PreferenceFile(tmp_path)
    signal.alarm(0)
    assert file.present == Preferences()
    with pytest.raises(AppError) as caught:
        file.change(text_scale=130)
    assert caught.value.code == "FILE_NOT_REGULAR"
