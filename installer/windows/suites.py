"""The product's tests under Windows Python, with the packages of the test lock."""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.commands import BuildError
from installer.libraries import install_packages
from installer.lock import ROOT, read_lock
from installer.windows import SYSTEM, wine
from installer.windows.embedded_python import take_python

_OPTIONS = ("-q", "-rsfE", "--tb=short", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile")
_GAPS = ("-p", "installer.windows.wine_gaps")


def run_suites(work: Path, paths: Sequence[str]) -> None:
    """Run the tests below these paths of the checkout. Raises BuildError where one fails.

    What is skipped is printed with its reason. The libraries are whole here: the cut ones are
    tried by the installed program itself.
    """
    lock = read_lock()
    libraries, runtime = work / "lib", work / "runtime"
    if not libraries.exists():
        requirements = ROOT / "requirements-test.lock"
        install_packages(lock, requirements, SYSTEM, lock.python.version, libraries)
    take_python(lock.python, runtime, wine.windows_path(ROOT))
    prefix = wine.place_prefix(work)
    wine.make_prefix(prefix)
    command: list[str | Path] = [
        wine.program(),
        runtime / "python.exe",
        "-X",
        "utf8",
        "-m",
        "pytest",
        *_OPTIONS,
    ]
    process = subprocess.Popen(
        [*command, *_GAPS, f"--basetemp={wine.windows_path(work / 'tmp')}", *paths],
        cwd=ROOT,
        env=os.environ | wine.variables(prefix),
        # Under Wine Python takes standard streams that are pipes, and no others.
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            print(line, end="", flush=True)
    wine.stop(prefix)
    if process.returncode != 0:
        raise BuildError("the tests under Windows Python failed")
