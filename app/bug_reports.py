"""Reports of our own bugs: where the program failed, never what was filled in.

Messages of exceptions quote what the program was working on. A report goes to whoever maintains
the program, so it keeps only messages that speak of code or of the database's schema.
"""

import tempfile
import traceback
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.errors import AppError, RemoteBug
from app.models.periods import taiwan_time

_SAYS_NO_VALUE = (
    TypeError, AttributeError, NameError, ImportError, RecursionError, MemoryError,
    RemoteBug,
)  # fmt: skip
_LONGEST_MESSAGE = 300
_KEPT_REPORTS = 20


def describe_bug(problem: BaseException, *versions: str) -> str:
    """Versions, and each exception of the chain with its stack; stored values are left out."""
    import platform  # the window imports this module at its start, and seldom needs that one

    head = f"Tianbao {__version__}", f"Python {platform.python_version()}", *versions
    now = taiwan_time(datetime.now(UTC)).isoformat(timespec="seconds")
    return f"{now}\n{', '.join((*head, platform.platform()))}\n\n{_describe_chain(problem)}"


def write_bug_report(folder: Path, text: str) -> Path | None:
    """Write a report into a folder, or where temporary files go if it takes none; None: nowhere.

    The newest twenty of a folder are kept.
    """
    name = f"report-{taiwan_time(datetime.now(UTC)):%Y%m%d-%H%M%S-%f}.txt"
    for place in (folder, Path(tempfile.gettempdir())):
        try:
            place.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(text, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        _remove_oldest(folder)
        return place / name
    return None


def _remove_oldest(folder: Path) -> None:
    try:
        for old in sorted(folder.glob("report-*.txt"))[:-_KEPT_REPORTS]:
            old.unlink(missing_ok=True)
    except OSError:
        return  # they may be read-only; the new report is there


def _describe_chain(problem: BaseException) -> str:
    earlier = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    before = "" if earlier is None else f"{_describe_chain(earlier)}\n— then —\n\n"
    stack = "".join(traceback.format_tb(problem.__traceback__))
    kind = type(problem)
    return f"{before}{stack}{kind.__module__}.{kind.__qualname__}: {_quotable(problem)}\n"


def _quotable(problem: BaseException) -> str:
    """The message where it can hold no stored value, else a mark that there was one."""
    if isinstance(problem, AppError):
        return problem.code
    if isinstance(problem, OSError):
        return _plain(problem.strerror or "")
    driver_error = getattr(problem, "orig", None)  # SQLAlchemy would add statement and parameters
    if driver_error is not None:
        return _plain(str(driver_error).partition("\n")[0])  # PostgreSQL's next line quotes the row
    if isinstance(problem, _SAYS_NO_VALUE):
        return _plain(str(problem))
    return "…" if str(problem) else ""


def _plain(text: str) -> str:
    return "".join(each if each.isascii() else "…" for each in text)[:_LONGEST_MESSAGE]
