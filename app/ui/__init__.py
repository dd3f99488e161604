"""User interface: the only package that imports PySide6."""

import sys

_MORE_THAN_ANY_SESSION_USES = 1 << 40


def hold_singletons() -> None:
    """Raise the four singletons' reference counts so far that no session can use them up.

    PySide6 6.12 is built as if None, True, False and NotImplemented could never be destroyed, which
    holds from Python 3.12 on: each call that returns one of them hands out a reference it does not
    own. On Python 3.11 their counts run down, and the interpreter aborts with `none_dealloc` after
    some thousand calls into Qt, in the middle of somebody's work. 6.11 counts correctly but offers
    QtPdf only inside a package of 170 MB.
    """
    if sys.version_info >= (3, 12):
        return
    import ctypes

    for each in (None, True, False, NotImplemented):
        count = ctypes.c_ssize_t.from_address(id(each))  # the first word of every object
        if count.value < _MORE_THAN_ANY_SESSION_USES:
            count.value += _MORE_THAN_ANY_SESSION_USES


hold_singletons()  # before the first call into Qt, whichever module is imported first
