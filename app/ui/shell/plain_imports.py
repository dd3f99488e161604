"""Remove PySide6's import hook, so that imports run at Python's own speed.

PySide6 wraps every import that comes after it: the source of each new module is read and searched
for its name, in case the module asks for a switch such as `snake_case`. None of ours does, and
with a few hundred modules after the first paint that reading is a tenth of the start-up.
"""

import builtins

import PySide6

_KEPT_BY_PYSIDE = "__orig_import__"
"""The attribute in which PySide6 keeps the original `__import__`."""


def use_plain_imports() -> None:
    """Restore Python's own `__import__`; repeating it changes nothing."""
    assert PySide6  # the hook must be installed before it can be removed
    plain = getattr(builtins, _KEPT_BY_PYSIDE, None)
    if plain is not None:  # a later PySide6 may do without the wrapper
        builtins.__import__ = plain
