"""The product's tests under Windows Python, with the packages of the test lock."""

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from installer.commands import BuildError
from installer.libraries import install_packages
from installer.lock import ROOT, read_lock
from installer.parts import write_metadata
from installer.windows import SYSTEM, wine
from installer.windows.embedded_python import take_python

_OPTIONS = ("-q", "-rsfE", "--tb=short", "-p", "no:cacheprovider", "-n", "2", "--dist", "loadfile")
_GAPS = ("-p", "installer.windows.wine_gaps")
_SCREEN_FACES = "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc"


def run_suites(work: Path, paths: Sequence[str]) -> None:
    """Run the tests below these paths of the checkout. Raises BuildError where one fails.

    What is skipped is printed with its reason. The libraries are whole here: the cut ones are
    tried by the installed program itself.
    """
    lock = read_lock()
    libraries, runtime = work / "lib", work / "runtime"
    shutil.rmtree(libraries, ignore_errors=True)
    requirements = ROOT / "requirements-test.lock"
    install_packages(lock, requirements, SYSTEM, lock.python.version, libraries)
    write_metadata(ROOT, libraries)
    take_python(lock.python, runtime, wine.windows_path(ROOT))
    prefix = wine.place_prefix(work)
    wine.make_prefix(prefix)
    faces = _place_screen_faces(work / "faces")
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
        env=os.environ | wine.variables(prefix) | {"WINEQT_QPA_FONTDIR": wine.windows_path(faces)},
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


def _place_screen_faces(folder: Path) -> Path:
    """A folder of faces for Qt without a screen, which has none of its own on Windows.

    It takes no file called .ttc from a folder, but what is in one.
    """
    folder.mkdir(exist_ok=True)
    for weight in ("Regular", "Bold"):
        link = folder / f"NotoSansCJK-{weight}.otf"
        link.unlink(missing_ok=True)
        link.symlink_to(_SCREEN_FACES.format(weight))
    return folder
