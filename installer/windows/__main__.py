"""`python -m installer.windows`: builds the program tree, Setup.exe and the MSI into build/windows.

`--quick` packs Setup.exe alone and without compressing; `--trial` then installs and runs the
program under Wine, and `--suites` runs the product's tests under Windows Python.
"""

import argparse
import sys
from pathlib import Path

from app import __version__
from installer.commands import BuildError
from installer.lock import ROOT
from installer.windows import signing
from installer.windows.msi import build_msi
from installer.windows.packages import build_setup, describe_sizes
from installer.windows.suites import run_suites
from installer.windows.tree import build_tree
from installer.windows.trial import try_setup
from installer.windows.trial_packages import try_packages


def main() -> int:
    """Build, and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "windows")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--trial", action="store_true")
    parser.add_argument("--suites", action="store_true")
    options = parser.parse_args()
    out: Path = options.out.resolve()
    setup = out / f"Tianbao-{__version__}-Setup{'-quick' if options.quick else ''}.exe"
    msi = None if options.quick else out / f"Tianbao-{__version__}.msi"
    try:
        build_tree(out / "tree", out / "work")
        build_setup(out / "tree", out / "work", setup, options.quick)
        if msi is not None:
            build_msi(out / "tree", out / "work", msi)
            print(describe_sizes(out / "tree"))
        for made in filter(None, (setup, msi)):
            print(f"{made}: {made.stat().st_size / 1e6:.0f} MB")
        if not signing.is_signing():
            print(signing.UNSIGNED)
        if options.trial:
            try_setup(setup, out / "trial")
            try_packages(out, setup, msi)
        if options.suites:
            run_suites(out / "suites", ["tests"])
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
