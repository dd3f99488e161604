"""Compiled modules: nothing is compiled, or written, on the users' computers."""

from pathlib import Path

from installer.windows import wine

_COMPILE = """
import compileall, py_compile, sys
sys.exit(not all(compileall.compile_dir(
    each, quiet=1, stripdir=sys.argv[1], maxlevels=30, force=True,
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
) for each in sys.argv[2:]))
"""


def compile_modules(tree: Path, prefix: Path) -> None:
    """Compile all modules of a tree by the very interpreter that will load them."""
    folders = [wine.windows_path(tree / each) for each in ("lib", "app")]
    python = tree / "runtime" / "python.exe"
    wine.run(prefix, [python, "-c", _COMPILE, wine.windows_path(tree), *folders])
