"""`python -m installer.windows`: builds the program tree and Setup.exe into build/windows.

`--quick` packs without compressing; `--trial` then installs and runs the program under Wine, and
`--suites` runs the product's tests under Windows Python.
"""

import argparse
import sys
from pathlib import Path

from app import __version__
from installer.commands import BuildError
from installer.lock import ROOT
from installer.windows import signing
from installer.windows.packages import build_setup, describe_sizes
from installer.windows.suites import run_suites
from installer.windows.tree import build_tree
from installer.windows.trial import try_setup


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
    try:
        build_tree(out / "tree", out / "work")
        build_setup(out / "tree", out / "work", setup, options.quick)
        print(f"{setup}: {setup.stat().st_size / 1e6:.0f} MB")
        if not options.quick:
            print(describe_sizes(out / "tree"))
        if not signing.is_signing():
            print(signing.UNSIGNED)
        if options.trial:
            try_setup(setup, out / "trial")
        if options.suites:
            run_suites(out / "suites", ["tests"])
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
