"""Reports of our own bugs: where the program failed, never what was filled in.

Messages of exceptions quote what the program was working on. A report goes to whoever maintains
the program, so it keeps only messages that speak of code or of the database's schema, and says
neither whose computer it was nor where on it a person keeps files.
"""

import os
import re
import sys
import tempfile
import traceback
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from app import __version__
from app.config import local_data_folder
from app.errors import AppError, RemoteBug
from app.models.periods import taiwan_time

_SAYS_NO_VALUE = (
    TypeError, AttributeError, NameError, ImportError, RecursionError, MemoryError,
    RemoteBug,
)  # fmt: skip
_LEFT_OUT = "…"
# Patterns are compiled when there is something to report, which is seldom.
_NUMBER = r"\b[A-Za-z]?\d{7,}\b|\b09\d\d[- ]\d{3}[- ]?\d{3}\b"
"""Of persons, telephones or documents."""
_ADDRESS = r"[\w.+-]+@[\w.-]+"
_PATH = r"(?:file://|\b[A-Za-z]:[\\/]|\\\\|(?<![\w>.…])/)[^\s\"',;:)\]]+"
_QUOTED = r"\"[^\"]*\"|'[^']*'"
_NAME_IN_CODE = r"['\"][A-Za-z_][\w.]*(\(\))?['\"]"
_HOME = r"(\b[A-Za-z]:[\\/]Users[\\/]|/home/|/Users/)[^\\/\"\n]+"
_LONGEST_MESSAGE = 300
_KEPT_REPORTS = 20


def describe_bug(problem: BaseException, *versions: str) -> str:
    """Versions, and each exception of the chain with its stack; stored values are left out."""
    return f"{_describe_program(*versions)}\n\n{leave_out_person(_describe_chain(problem))}"


def describe_crash(stacks: str) -> str:
    """Versions, and where the threads of a process were that is no more."""
    return f"{_describe_program()}\n\nCrash of an earlier process\n{leave_out_person(stacks)}"


def _describe_program(*versions: str) -> str:
    import platform  # the window imports this module at its start, and seldom needs that one

    head = f"Tianbao {__version__}", f"Python {platform.python_version()}", *versions
    now = taiwan_time(datetime.now(UTC)).isoformat(timespec="seconds")
    return f"{now}\n{', '.join((*head, platform.platform()))}"


def leave_out_person(text: str) -> str:
    """The text without the folders of a computer, its name and its user's."""
    for folder, mark in _known_folders():
        text = text.replace(folder, mark).replace(folder.replace("\\", "/"), mark)
    text = re.sub(_HOME, rf"\1{_LEFT_OUT}", text, flags=re.IGNORECASE)
    for name in _known_names():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def _known_folders() -> list[tuple[str, str]]:
    """Folders that stand in stacks, the deepest first."""
    known = {
        str(Path(__file__).parents[1]): "<program>",
        sys.prefix: "<python>",
        sys.base_prefix: "<python>",
        str(local_data_folder()): "<data>",
        tempfile.gettempdir(): "<temporary>",
        str(Path.home()): "<home>",
    }
    found = [each for each in known.items() if len(Path(each[0]).parts) > 1]
    return sorted(found, key=lambda each: len(each[0]), reverse=True)


def _known_names() -> set[str]:
    """The user's and the computer's names."""
    import socket

    variables = ("USER", "USERNAME", "LOGNAME", "COMPUTERNAME", "HOSTNAME", "USERDOMAIN")
    found = {os.environ.get(each, "") for each in variables}
    with suppress(OSError):
        found.add(socket.gethostname())
    return {each for each in found if len(each) > 1 and each.lower() != "app"}


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
        return plain_message(str(driver_error).partition("\n")[0])  # PostgreSQL then quotes the row
    if isinstance(problem, _SAYS_NO_VALUE):
        return plain_message(str(problem))
    return _LEFT_OUT if str(problem) else ""


def plain_message(text: str) -> str:
    """A message that speaks of code: what is quoted in it stays only where it is a name in code."""
    text = leave_out_person(text)
    for pattern in (_PATH, _ADDRESS, _NUMBER):
        text = re.sub(pattern, _LEFT_OUT, text)
    return _plain(re.sub(_QUOTED, _keep_name_in_code, text))


def _keep_name_in_code(quoted: re.Match[str]) -> str:
    return quoted[0] if re.fullmatch(_NAME_IN_CODE, quoted[0]) else _LEFT_OUT


def _plain(text: str) -> str:
    return "".join(each if each.isascii() else _LEFT_OUT for each in text)[:_LONGEST_MESSAGE]
