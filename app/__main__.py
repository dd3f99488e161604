"""Entry point of `python -m app` and of the console script `tianbao`."""

import gc
import sys


def main() -> int:
    """Run the command line; without arguments, the window."""
    arguments = sys.argv[1:]
    if arguments[:1] in ([], ["gui"]):
        # Garbage collection during the imports costs a fifth of the start-up time; the window
        # enables it again once it is shown.
        gc.disable()
        from app.cli.window_command import run_window_command

        return run_window_command(arguments[1:])
    from app.cli.commands import run_command

    return run_command(arguments)


if __name__ == "__main__":
    sys.exit(main())
