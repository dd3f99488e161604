"""`python -m app` and the console script `tianbao`."""

import gc
import sys


def main() -> int:
    """Run the command line; without arguments, the window."""
    if sys.argv[1:2] in ([], ["gui"]):
        # Looking for garbage in what loading makes costs a fifth of the start; the window turns
        # the collector on again once it stands.
        gc.disable()
    if len(sys.argv) == 1:
        from app.ui.application import run_window

        return run_window(None)
    from app.cli import run_command

    return run_command(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
