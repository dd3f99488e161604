"""Importing at Python's own speed once PySide6 is loaded.

PySide6 wraps every import that comes after it: the source of each new module is read and searched
for its name, in case the module asks for a switch such as `snake_case`. None of ours does, and
with a few hundred modules behind the first paint that reading is a tenth of the start.
"""

import builtins

import PySide6

_KEPT_BY_PYSIDE = "__orig_import__"
"""What was wrapped."""


def use_plain_imports() -> None:
    """Let imports go straight to Python again; harmless when repeated."""
    assert PySide6  # what takes the wrapper off must come after what puts it on
    plain = getattr(builtins, _KEPT_BY_PYSIDE, None)
    if plain is not None:  # a later PySide6 may do without the wrapper
        builtins.__import__ = plain
