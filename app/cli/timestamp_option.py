"""Option for the timestamp authority: `--timestamp-config FILE`."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.cli.outcome import print_line
from app.errors import AppError
from app.messages import describe_error
from app.returns.judging.timestamping import find_authorities, find_timestamper
from app.trust.timestamps.client import Timestamper


def add_timestamp_option(parser: argparse.ArgumentParser) -> None:
    """Add `--timestamp-config FILE`; by default the file in the program's folder applies."""
    parser.add_argument(
        "--timestamp-config",
        type=Path,
        metavar="FILE",
        help="時戳服務設定檔（TOML）；省略時使用本機資料夾的 timestamp.toml，沒有則不使用時戳",
    )


def chosen_timestamper(options: argparse.Namespace) -> Timestamper | None:
    """Find the timestamp client for signing. Raises AppError FILE_*, TIMESTAMP_CONFIG*."""
    return find_timestamper(options.timestamp_config)


def chosen_authorities(options: argparse.Namespace) -> tuple[str, ...]:
    """Find the trusted timestamp authorities for verification.

    An unreadable file in the program's folder is reported on standard error and stops nothing.
    Raises AppError FILE_*, TIMESTAMP_CONFIG* for a named file.
    """
    try:
        return find_authorities(options.timestamp_config)
    except AppError as error:
        if options.timestamp_config is not None:
            raise
        print_line(describe_error(error), is_error=True)
        return ()
