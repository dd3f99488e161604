"""What trials demand of an installed program: that it agrees with the checkout."""

import json
import sys
from pathlib import Path
from typing import Protocol

from installer.commands import BuildError, run

_ROUND = "114-annual"  # what a demonstration fills in
_FEWEST_PAGES = 100


class Installed(Protocol):
    """A program that is installed."""

    def cli(self, *arguments: str | Path) -> str:
        """Run its command line and return what it printed."""


def demand(condition: object, what: str) -> None:
    """Raise BuildError where something is not as it has to be."""
    if not condition:
        raise BuildError(what)


def run_here(*arguments: str | Path, accepted: tuple[int, ...] = (0,)) -> str:
    """Run the command line of the checkout."""
    return run([sys.executable, "-m", "app", *arguments], accepted)


def demand_same_version(installed: Installed) -> None:
    """All but the commit: by now the checkout may have another than what was built."""
    there, here = installed.cli("--version").splitlines(), run_here("--version").splitlines()
    demand(there[::2] == here[::2] and len(there) == len(here), f"{there}, and here {here}")


def demand_same_catalogue(installed: Installed) -> None:
    """The approved plan is the same."""
    there, here = installed.cli("catalogue", "--json"), run_here("catalogue", "--json")
    demand(json.loads(there) == json.loads(here), "the catalogue is another one")


def demand_same_report(installed: Installed, office: Path, folder: Path) -> None:
    """The report of one store says the same, page by page."""
    there, here = folder / "report there.pdf", folder / "report here.pdf"
    command = ("report", "--store", office, "--round", _ROUND, "--out")
    installed.cli(*command, there)
    run_here(*command, here)
    texts = [run(["pdftotext", "-layout", each, "-"]).split("\f") for each in (there, here)]
    demand(len(texts[1]) > _FEWEST_PAGES, f"the report has {len(texts[1])} pages")
    others = [page for page, (a, b) in enumerate(zip(*texts, strict=False), 1) if a != b]
    demand(texts[0] == texts[1], f"the report says something else on pages {others[:9]}")


def demand_all_verified(told: str, files: list[Path]) -> None:
    """Every file of a demonstration is in an answer of `verify --json`, and verified."""
    codes = {Path(each["file"]).name: each["code"] for each in json.loads(told)}
    others = {name: code for name, code in codes.items() if code != "VERIFIED"}
    demand(len(codes) == len(files) and not others, f"of {len(files)} files: {others}")
