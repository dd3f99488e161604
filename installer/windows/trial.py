"""Setup.exe tried under Wine: install, work, look at the window, upgrade, uninstall.

Screenshots are left beside it for people to look at.
"""

import json
import re
import shutil
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from installer.agreement import (
    demand,
    demand_all_verified,
    demand_same_catalogue,
    demand_same_report,
    demand_same_version,
    run_here,
)
from installer.screen import Screen
from installer.windows import wine

_AGENCIES = 17
_RUNNING, _TOO_OLD = 2, 3
"""What Setup.exe ends with while the program runs, and on a Windows before 10 1809."""


class Trial:
    """One prefix of Wine with what is installed in it."""

    def __init__(self, setup: Path, folder: Path) -> None:
        """`folder` and its prefix are made anew."""
        self.prefix = wine.place_prefix(folder)
        for each in (folder, self.prefix):
            shutil.rmtree(each, ignore_errors=True)
        folder.mkdir(parents=True)
        self.setup = setup
        self.folder = folder
        self.work = folder / "work"
        self.work.mkdir()
        wine.make_prefix(self.prefix)

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%."""
        (user,) = (
            each
            for each in self.prefix.joinpath("drive_c/users").iterdir()
            if each.name != "Public"
        )
        return user / "AppData" / "Local"

    @property
    def program(self) -> Path:
        """The folder the program is installed in."""
        return self.local / "Programs" / "Tianbao"

    def window_command(self, *arguments: str | Path) -> list[str | Path]:
        """What runs the installed program that has the window."""
        return [wine.program(), self.program / "Tianbao.exe", *_seen_there(arguments)]

    def command_for(self, file: Path) -> list[str]:
        """What Windows would run for a double-click on a file, by the registry."""
        kind = self._read_class(file.suffix)
        command = self._read_class(f"{kind}\\shell\\open\\command")
        given = command.replace("%1", wine.windows_path(file))
        return [wine.program()] + [
            quoted or plain for quoted, plain in re.findall(r'"([^"]*)"|(\S+)', given)
        ]

    def _read_class(self, name: str) -> str:
        key = f"HKEY_CURRENT_USER\\Software\\Classes\\{name}"
        told = wine.run(self.prefix, ["reg", "query", key, "/ve"])
        return told.split("REG_SZ", 1)[1].strip()

    def install(self, accepted: int = 0) -> None:
        """Run Setup.exe without questions."""
        wine.run(self.prefix, [self.setup, "/S"], (accepted,))

    def cli(self, *arguments: str | Path, accepted: int = 0) -> str:
        """Run the installed command line."""
        return wine.run(
            self.prefix, [self.program / "tianbao-cli.exe", *_seen_there(arguments)], (accepted,)
        )


def _seen_there(arguments: Sequence[str | Path]) -> list[str]:
    return [wine.windows_path(x) if isinstance(x, Path) else x for x in arguments]


def try_setup(setup: Path, folder: Path) -> None:
    """Try a Setup.exe in a folder that is made anew. Raises BuildError where something is wrong."""
    trial = Trial(setup, folder)
    steps: list[Callable[[Trial], None]] = [
        _refuse_an_old_windows,
        _install,
        _say_version,
        _list_catalogue,
        _run_demo,
        _verify_here,
        _verify_there,
        _report,
        _open_file,
        _open_windows,
        _check_itself,
        _upgrade,
        _uninstall,
    ]
    for step in steps:
        started = time.monotonic()
        step(trial)
        print(f"{step.__name__[1:]}: {time.monotonic() - started:.0f} s", flush=True)
    wine.stop(trial.prefix)


def _refuse_an_old_windows(trial: Trial) -> None:
    wine.pretend(trial.prefix, "win7")
    trial.install(accepted=_TOO_OLD)
    demand(not trial.program.exists(), "something was installed")
    wine.pretend(trial.prefix, "win10")


def _install(trial: Trial) -> None:
    trial.install()
    demand((trial.program / "Tianbao.exe").exists(), "nothing was installed")
    left = [each.name for each in trial.program.iterdir() if each.name.startswith(".")]
    demand(not left, f"Setup.exe left {left}")


def _say_version(trial: Trial) -> None:
    demand_same_version(trial)


def _list_catalogue(trial: Trial) -> None:
    demand_same_catalogue(trial)


def _run_demo(trial: Trial) -> None:
    trial.cli("demo", "--no-window", "--out", trial.work / "there")
    run_here("demo", "--no-window", "--out", trial.work / "here")


def _office(made: Path) -> Path:
    return made / "office" / "office.tianbao"


def _agency_store(made: Path) -> Path:
    return made / "agencies" / "MOE" / "MOE.tianbao"


def _returns(made: Path, agencies: int) -> list[Path]:
    """The signed pairs of a demonstration's first agencies."""
    return sorted(made.joinpath("returns").glob("*.[px][dl]*"))[: 2 * agencies]


def _verify_here(trial: Trial) -> None:
    """Files made on Windows are verified on Linux."""
    made = trial.work / "there"
    files = _returns(made, _AGENCIES)
    told = run_here("verify", *files, "--store", _office(made), "--json", accepted=(0, 1))
    demand_all_verified(told, files)


def _verify_there(trial: Trial) -> None:
    """Files made on Linux are verified on Windows; two agencies' are enough."""
    made = trial.work / "here"
    files = _returns(made, 2)
    demand_all_verified(trial.cli("verify", *files, "--store", _office(made), "--json"), files)


def _report(trial: Trial) -> None:
    """The report of the office's store says the same on both systems."""
    demand_same_report(trial, _office(trial.work / "there"), trial.work)


def _open_windows(trial: Trial) -> None:
    """The window of both roles; while one is open, Setup.exe refuses."""
    made = trial.work / "there"
    stores = {"agency": _agency_store(made), "office": _office(made)}
    with Screen(trial.folder) as screen:
        for role, store in stores.items():
            command = trial.window_command("gui", "--store", store)
            with screen.start(command, wine.variables(trial.prefix)):
                screen.take(role)
                trial.install(accepted=_RUNNING)


def _open_file(trial: Trial) -> None:
    """A file given to the command registered for its type is taken in by the window that runs."""
    store = trial.work / "opened.tianbao"
    shutil.copyfile(_agency_store(trial.work / "there"), store)
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("DELETE FROM receipt")
    (receipt,) = trial.work.glob("there/office/*/*_MOE_*.tbreceipt")
    variables = wine.variables(trial.prefix)
    first, second = trial.window_command("open", store), trial.command_for(receipt)
    with Screen(trial.folder) as screen, screen.start(first, variables):
        before = screen.take("before-opening")
        screen.finish(second, variables)
        asked = screen.take("asked", other_than=before)
        screen.press("Return")
        screen.take("opened", other_than=asked)
    with closing(sqlite3.connect(store)) as database:
        (receipts,) = database.execute("SELECT count(*) FROM receipt").fetchone()
    demand(receipts == 1, f"the window that runs has {receipts} receipts")


def _check_itself(trial: Trial) -> None:
    """The installed files are those that were built, also after the program has worked."""
    told = json.loads(trial.cli("--self-check", "--json"))
    demand(told["good"] and told["files"] > 1000, f"not as built: {told}")
    demand(told["commit"] and told["commit"] in told["list"], f"of another commit: {told}")


def _upgrade(trial: Trial) -> None:
    """Setup.exe over an installed program: it opens its stores as before; strangers' files stay."""
    shown = ("draft", "show", "--json", "--store", _agency_store(trial.work / "there"))
    before = trial.cli(*shown)
    note = trial.program / "note.txt"
    note.write_text("of the user's own", encoding="utf-8")
    trial.install()
    _say_version(trial)
    demand(json.loads(before) and trial.cli(*shown) == before, "the draft is another one")
    demand(note.exists(), "an upgrade took a file that is not ours")
    note.unlink()


def _uninstall(trial: Trial) -> None:
    """The program goes, data stay."""
    data = trial.local / "tianbao"
    data.mkdir(exist_ok=True)
    data.joinpath("settings.toml").touch()
    before = sorted(data.rglob("*"))
    wine.run(trial.prefix, [trial.program / "uninstall.exe", "/S"])
    wine.stop(trial.prefix)
    demand(not trial.program.exists(), "the uninstaller left something of the program")
    demand(sorted(data.rglob("*")) == before, "the uninstaller took data")
