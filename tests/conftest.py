"""What every test needs to be told once."""

import os

import pytest

# The window's tests need no screen; a developer may set another platform to watch them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data folder of whoever runs it."""
    monkeypatch.setenv("TIANBAO_DATA", f"{tmp_path}/local-data")
