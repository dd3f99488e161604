"""Compiled modules: nothing is compiled, or written, on the users' computers."""

_COMPILE = """
import compileall, py_compile, sys
built, installed, *folders = sys.argv[1:]
sys.exit(not all(compileall.compile_dir(
    each, quiet=1, stripdir=built, prependdir=installed.strip("-") or None, maxlevels=30,
    force=True,
    invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
) for each in folders))
"""


def compiling(built: str, folders: list[str], installed: str = "-") -> list[str]:
    """Arguments that have an interpreter compile all modules in folders of a tree for itself.

    Modules say that they stand below `installed`, where that is known, in the place of `built`.
    """
    return ["-c", _COMPILE, built, installed, *folders]
