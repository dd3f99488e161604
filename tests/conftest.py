"""What every test needs to be told once."""

import os
import random

import pytest
from hypothesis import settings

from tests.support.effort import LONG_FACTOR

# The window's tests need no screen; a developer may set another platform to watch them.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("tianbao")
    group.addoption(
        "--long", action="store_true", help=f"try properties, damage and kills {LONG_FACTOR} times"
    )
    group.addoption("--fuzz-seed", type=int, default=1140101, help="where damage and kills begin")


def pytest_configure(config: pytest.Config) -> None:
    # A deadline would measure how busy the machine is.
    settings.register_profile("usual", deadline=None)
    settings.register_profile("long", max_examples=100 * LONG_FACTOR, deadline=None)
    settings.load_profile("long" if config.getoption("--long") else "usual")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    order, chance = config.getoption("randomly_seed", None), config.getoption("--fuzz-seed")
    terminalreporter.write_line(f"the same again: --randomly-seed={order} --fuzz-seed={chance}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test with an `attempt` is repeated in the long runs; its `chance` differs each time."""
    if "attempt" in metafunc.fixturenames:
        attempts = LONG_FACTOR if metafunc.config.getoption("--long") else 1
        metafunc.parametrize("attempt", range(attempts))


@pytest.fixture
def effort(request: pytest.FixtureRequest) -> int:
    """How many times as many tries a test makes as usual."""
    return LONG_FACTOR if request.config.getoption("--long") else 1


@pytest.fixture
def fuzz_seed(request: pytest.FixtureRequest) -> int:
    """Where damage and kills begin."""
    return int(request.config.getoption("--fuzz-seed"))


@pytest.fixture
def chance(request: pytest.FixtureRequest, fuzz_seed: int) -> random.Random:
    """Chance that is the same for the same test, attempt and `--fuzz-seed`."""
    return random.Random(f"{fuzz_seed}-{request.node.nodeid}")


@pytest.fixture(autouse=True)
def _own_data_folder(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the data folder of whoever runs it."""
    monkeypatch.setenv("TIANBAO_DATA", f"{tmp_path}/local-data")
