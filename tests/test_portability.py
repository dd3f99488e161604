"""What only some systems have is asked for only there."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

APP = Path(__file__).parents[1] / "app"

MODULES = {
    "fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "posix", "syslog", "readline",
    "curses", "msvcrt", "winreg", "winsound", "_winapi",
}  # fmt: skip
NAMES = {
    "os": {
        "getuid", "geteuid", "getgid", "getegid", "getgroups", "setuid", "setresuid", "chown",
        "lchown", "fchown", "fchmod", "fork", "forkpty", "wait", "waitid", "wait3", "wait4",
        "killpg", "setsid", "nice", "mkfifo", "mknod", "sysconf", "confstr", "statvfs", "uname",
        "getloadavg", "sched_getaffinity", "sync", "pread", "pwrite", "posix_fadvise", "ctermid",
        "O_DIRECTORY", "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_SYNC", "O_BINARY", "startfile",
        "ttyname", "openpty", "pipe2", "sendfile", "getresuid", "chroot", "getpriority",
    },
    "signal": {
        "SIGKILL", "SIGALRM", "SIGHUP", "SIGPIPE", "SIGUSR1", "SIGUSR2", "SIGCHLD", "SIGQUIT",
        "alarm", "setitimer", "pause", "pthread_sigmask", "sigwait", "CTRL_C_EVENT",
    },
    "time": {"tzset", "clock_gettime", "CLOCK_BOOTTIME", "CLOCK_MONOTONIC", "CLOCK_REALTIME"},
    "socket": {"AF_UNIX", "socketpair"},
    "ctypes": {"windll", "WinDLL", "oledll", "WinError", "wintypes"},
}  # fmt: skip
"""Names that are missing on Windows, or there alone."""
PLACES = re.compile(r"/(proc|dev|tmp|etc|sys)(/|$)|%-[dmHyj]")
"""Folders of POSIX, and a format of dates that Windows refuses."""

GUARDED_BY_THEIR_CALLER = {
    "store/network_paths.py:_is_network_mount",
    "ui/shell/startup_clock.py:_windows_elapsed_ms",
    "ui/shell/start_claim.py:_own_folder",
}
"""Functions that are only called behind a look at the system."""


def find_foreign(source: str) -> Iterator[tuple[str, str]]:
    """The function and the name of each thing that some system lacks, where none looks first."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        name = _foreign_name(node)
        if name is None:
            continue
        above = list(_above(node, parents))
        functions = [each for each in above if isinstance(each, ast.FunctionDef)]
        if not any(_looks_first(each) for each in (*functions, *above)):
            yield (functions[0].name if functions else "module"), name


def _above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


def _foreign_name(node: ast.AST) -> str | None:
    match node:
        case ast.Import(names=names) if found := MODULES & {each.name for each in names}:
            return found.pop()
        case ast.ImportFrom(module=str(module), names=names):
            if module in MODULES:
                return module
            found = NAMES.get(module, set()) & {each.name for each in names}
            return f"{module}.{found.pop()}" if found else None
        case ast.Attribute(value=ast.Name(id=module), attr=name) if name in NAMES.get(module, ()):
            return f"{module}.{name}"
        case ast.Constant(value=str(text)) if PLACES.match(text) or "%-" in text:
            return text if PLACES.search(text) else None
    return None


def _looks_first(node: ast.AST) -> bool:
    """Whether it asks for the system: a branch, or a function that has one."""
    if isinstance(node, ast.If | ast.IfExp):
        return _asks(node.test)
    return isinstance(node, ast.FunctionDef) and any(
        _asks(each.test) for each in ast.walk(node) if isinstance(each, ast.If | ast.IfExp)
    )


def _asks(test: ast.expr) -> bool:
    return any(each in ast.unparse(test) for each in ("sys.platform", "os.name", "hasattr("))


def test_what_some_system_lacks_is_asked_for_behind_a_look_at_the_system() -> None:
    found = {
        f"{path.relative_to(APP).as_posix()}:{function}": name
        for path in APP.rglob("*.py")
        for function, name in find_foreign(path.read_text(encoding="utf-8"))
    }
    assert {at: name for at, name in found.items() if at not in GUARDED_BY_THEIR_CALLER} == {}
    assert GUARDED_BY_THEIR_CALLER - found.keys() == set(), "no longer there"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("import fcntl", ["fcntl"]),
        ("def f():\n    from os import getuid", ["os.getuid"]),
        ("def f():\n    return os.getuid()", ["os.getuid"]),
        ("def f():\n    open('/dev/null')", ["/dev/null"]),
        ("def f(d):\n    return d.strftime('%-d')", ["%-d"]),
        ("def f():\n    if sys.platform == 'win32':\n        return 0\n    return os.getuid()", []),
        ("if sys.platform == 'win32':\n    import msvcrt", []),
        ("def f():\n    return os.getpid(), '/device', '50%-60'", []),
    ],
)
def test_a_name_some_system_lacks_is_found(source: str, found: list[str]) -> None:
    assert [name for _, name in find_foreign(source)] == found
