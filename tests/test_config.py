"""Where this computer keeps things: always local, never roaming."""

from pathlib import Path

import platformdirs.windows
import pytest

from app.config import local_data_folder
from app.store.inspection import default_store_path


def test_the_folder_can_be_put_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIANBAO_DATA", str(tmp_path))
    assert local_data_folder() == tmp_path
    assert default_store_path("agency") == tmp_path / "agency.tianbao"


def test_each_role_has_a_store_of_its_own_in_the_users_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIANBAO_DATA", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_store_path("office") != default_store_path("agency")
    assert local_data_folder().name == "tianbao"


def test_on_windows_it_is_the_local_folder_not_the_roaming_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []

    def answer(name: str) -> str:
        asked.append(name)
        return name

    monkeypatch.setattr(platformdirs.windows, "get_win_folder", answer)
    monkeypatch.setattr("app.config.user_data_path", _windows_user_data_path)
    monkeypatch.delenv("TIANBAO_DATA", raising=False)
    local_data_folder()
    assert asked == ["CSIDL_LOCAL_APPDATA"]


def _windows_user_data_path(name: str, **options: object) -> Path:
    return platformdirs.windows.Windows(name, **options).user_data_path  # type: ignore[arg-type]
