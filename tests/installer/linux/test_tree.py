"""The launcher starts the program beside it and looks at nothing else."""

import os
import subprocess
from pathlib import Path

import pytest

from installer.linux.tree import INTERPRETER, LAUNCHER, write_launcher

pytestmark = pytest.mark.skipif(not Path(INTERPRETER).exists(), reason=f"needs {INTERPRETER}")

_PROGRAM = """
import sys
from beside import WORD

def main():
    print(WORD, sys.flags.utf8_mode, sys.flags.ignore_environment, sys.argv[1:])
    print(*sys.path[2:], sep="\\n")
    return 4
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A program of one module, and another of the same name in a folder of the user's."""
    tree = tmp_path / "tree"
    for name, content in {
        "tree/app/__init__.py": "",
        "tree/app/__main__.py": _PROGRAM,
        "tree/lib/beside.py": "WORD = 'ours'",
        "own/beside.py": "WORD = 'of the user'",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="ascii")
    write_launcher(tree)
    return tree


def test_it_starts_through_a_link_and_is_not_led_astray(tree: Path, tmp_path: Path) -> None:
    link = tmp_path / "command"
    link.symlink_to(tree / LAUNCHER)
    own = tmp_path / "own"
    variables = os.environ | {"PYTHONPATH": str(own), "PYTHONHOME": "/nowhere", "LC_ALL": "C"}
    done = subprocess.run(
        [link, "字", "--flag"], cwd=own, env=variables, capture_output=True, check=False
    )
    first, *paths = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 4
    assert first == "ours 1 1 ['字', '--flag']"
    assert [each for each in paths if "packages" in each or str(tmp_path) in each] == []


def test_the_second_process_may_load_it_without_starting_the_program(tree: Path) -> None:
    source = f"import runpy; runpy.run_path({str(tree / LAUNCHER)!r}, run_name='__mp_main__')"
    done = subprocess.run([INTERPRETER, "-c", source], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
