"""Whatever stands at a path a command is given: a sentence, never a program error, never a wait."""

import argparse
import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import FrameType

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import build_parser, run_command
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from app.trust.keys.files import KeyOwner, make_key_file
from tests.office.scenes import open_annual

PASSPHRASE = "一個夠長的通行碼啊"
_LONGEST_WAIT_SECONDS = 20
_VALUES = {
    "round": "114-annual",
    "agency": "MOE",
    "person": "陳小華",
    "person_id": "MOE-02",
    "name": "陳小華",
    "role": "preparer",
    "reason": "離職",
    "note": "請補充",
    "number": "1",
    "year": "115",
    "opens_on": "116-01-05",
    "due_on": "116-02-15",
    "closes_on": "116-03-15",
    "certificate": "ab" * 32,
    "fingerprint": "0000 0000 0000 0000 0000 0000",
}


@cache
def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command by its words."""
    return dict(_walk("", build_parser()))


def _walk(
    words: str, parser: argparse.ArgumentParser
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    below = [each for each in parser._actions if isinstance(each, argparse._SubParsersAction)]
    if not below:
        yield words, parser
    for group in below:
        for name, each in group.choices.items():
            yield from _walk(f"{words} {name}".strip(), each)


def path_arguments() -> list[tuple[str, str]]:
    """Each command with each of its arguments that is a path."""
    return [
        (words, each.dest)
        for words, parser in commands().items()
        for each in parser._actions
        if each.type is Path and words not in ("gui", "open")  # which tell it in the window
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both stores and a key, so that what is wrong is the one path."""
    made = tmp_path_factory.mktemp("paths")
    AgencyDesk.create(made / "agency.tianbao").close()
    with OfficeDesk.create(made / "office.tianbao", load_catalogue()) as desk:
        open_annual(desk)
    owner = KeyOwner("陳小華", "MOE-02", "教育部")
    make_key_file(made / "key.p12", owner, PASSPHRASE, now=datetime.now(UTC), days=30)
    (made / "passphrase.txt").write_text(PASSPHRASE, encoding="utf-8")
    return made


def build_arguments(words: str, odd: str, path: Path, folder: Path) -> list[str]:
    """The command with good values for what it needs, and `path` for one argument."""
    is_office = words.split()[0] in ("import", "report", "registry", "enroll") or words.endswith(
        ("write", "open")
    )
    good = {
        "store": folder / ("office.tianbao" if is_office else "agency.tianbao"),
        "key": folder / "key.p12",
        "passphrase_file": folder / "passphrase.txt",
        "out": folder / "out" / "file",
    }
    given = words.split()
    for action in commands()[words]._actions:
        if action.dest == odd:
            value = str(path)
        elif action.dest in good or _is_needed(action):
            value = _first_choice(action) or str(
                good.get(action.dest, _VALUES.get(action.dest, folder / "none"))
            )
        else:
            continue
        given += [*action.option_strings[-1:], value]
    return given


def _first_choice(action: argparse.Action) -> str:
    return str(next(iter(action.choices or ()), ""))


def _is_needed(action: argparse.Action) -> bool:
    if not action.option_strings:
        return action.nargs != "?"
    return action.required


class WaitedError(BaseException):
    """It waits for what never comes; nothing in between may take it for a fault of a disk."""


def _wake(_number: int, _frame: FrameType | None) -> None:
    raise WaitedError


@pytest.fixture
def impatience() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, _wake)
    signal.alarm(_LONGEST_WAIT_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


PLACES = ("a pipe", "a device", "a folder", "a name too long", "below a file")


def make_place(place: str, folder: Path) -> Path:
    odd = folder / "odd"
    match place:
        case "a pipe":
            os.mkfifo(odd)
        case "a device":
            return Path("/dev/null")  # an endless one would eat all memory where one reads on
        case "a folder":
            odd.mkdir()
        case "a name too long":
            return folder / ("長" * 100 + ".pdf")
        case _:
            odd.touch()
            return odd / "inside.pdf"
    return odd


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and devices of POSIX")
@pytest.mark.usefixtures("impatience")
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("words", "argument"), path_arguments())
def test_whatever_stands_at_a_path_is_told_in_a_sentence(
    words: str,
    argument: str,
    place: str,
    folder: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = make_place(place, tmp_path)
    if words == "demo" and place == "a folder":
        (path / "foreign").touch()
    before = path.lstat() if place == "a pipe" else None
    arguments = build_arguments(words, argument, path, folder)
    try:
        status = run_command(arguments)
    except SystemExit as ended:
        pytest.fail(f"not understood: {arguments} {ended.code}")
    captured = capfd.readouterr()
    assert status in (0, 1), captured.err
    assert status == 0 or captured.err.strip() or captured.out.strip()
    assert "Traceback" not in captured.err
    if before is not None:
        assert path.lstat().st_mode == before.st_mode


def test_every_command_is_among_them() -> None:
    assert {words.split()[0] for words, _ in path_arguments()} >= {
        "approval", "check", "clock", "demo", "enroll", "export", "import", "keys",
        "receipt", "registry", "report", "round", "store", "verify",
    }  # fmt: skip
