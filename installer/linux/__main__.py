"""`python -m installer.linux`: builds the Debian package into build/linux.

`--quick` packs with little compression; `--trial` then installs it on this computer, works with it
and removes it again, as root.
"""

import argparse
import sys
from pathlib import Path

from installer.commands import BuildError
from installer.linux.package import FILE_NAME, build_package, judge_package
from installer.linux.tree import build_tree
from installer.linux.trial import try_package
from installer.lock import ROOT


def main() -> int:
    """Build, and say what was made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "linux")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--trial", action="store_true")
    options = parser.parse_args()
    out: Path = options.out.resolve()
    package = out / (FILE_NAME.replace(".deb", "-quick.deb") if options.quick else FILE_NAME)
    try:
        build_tree(out / "tree", out / "work")
        build_package(out / "tree", out / "work", package, options.quick)
        print(f"{package}: {package.stat().st_size / 1e6:.0f} MB")
        if not options.quick:
            judge_package(package)
        if options.trial:
            try_package(package, out / "trial")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
