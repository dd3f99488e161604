"""What a command works with: a desk, opened and unlocked; the files named, those of folders too."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.cli.outcome import print_line
from app.files import read_bounded
from app.messages import describe_error
from app.office.desk import OfficeDesk
from app.recognition.folders import gather_files

_LONGEST_PASSPHRASE = 4096


def open_agency(store: Path) -> AgencyDesk:
    """Open an agency's store. Raises AppError STORE_*."""
    desk = AgencyDesk.open(store)
    _tell(desk)
    return desk


def open_or_create_agency(store: Path) -> AgencyDesk:
    """Open an agency's store, or make it where there is none. Raises AppError STORE_*."""
    if store.exists():
        return open_agency(store)
    desk = AgencyDesk.create(store)
    _tell(desk)
    return desk


def open_office(store: Path, timestamp_authorities: Sequence[str] = ()) -> OfficeDesk:
    """Open the office's store. Raises AppError STORE_*."""
    desk = OfficeDesk.open(store, timestamp_authorities=timestamp_authorities)
    _tell(desk)
    return desk


def unlock_office(desk: OfficeDesk, options: argparse.Namespace) -> None:
    """Unlock the office's key where a passphrase file was given; else signing fails by itself."""
    if options.passphrase_file is not None:
        desk.keys.unlock(read_passphrase(options.passphrase_file))


def read_passphrase(path: Path) -> str:
    """Read the passphrase in a file. Raises AppError FILE_*."""
    return read_bounded(path, _LONGEST_PASSPHRASE).decode("utf-8-sig").rstrip("\r\n")


def _tell(desk: AgencyDesk | OfficeDesk) -> None:
    for each in (*desk.store.take_news(), *desk.outgoing.take_news()):
        print_line(describe_error(each), is_error=True)


def gather_given(paths: Sequence[Path]) -> tuple[Path, ...]:
    """The files; what is left out of a folder is said on standard error."""
    found = gather_files(paths)
    for note in found.notes():
        print_line(describe_error(note), is_error=True)
    return found.files
