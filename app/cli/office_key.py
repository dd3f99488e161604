"""Unlock the office's key on the command line with a passphrase from a file."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.files import read_bounded
from app.office.desk import OfficeDesk

_LONGEST_PASSPHRASE = 4096


def unlock_office(desk: OfficeDesk, options: argparse.Namespace) -> None:
    """Unlock the office's key where a passphrase file was given; else signing fails by itself."""
    if options.passphrase_file is not None:
        desk.keys.unlock(read_passphrase(options.passphrase_file))


def read_passphrase(path: Path) -> str:
    """Read the passphrase in a file. Raises AppError FILE_*."""
    return read_bounded(path, _LONGEST_PASSPHRASE).rstrip(b"\r\n").decode("utf-8")
