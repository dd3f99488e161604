"""Options for the signing key: a key file or a card, and the source of its secret."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded
from app.trust.keys.pkcs11 import open_token_key
from app.trust.keys.pkcs11_modules import find_module
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import SigningKey

ANY_TOKEN = ""


def add_key_options(parser: argparse.ArgumentParser) -> None:
    """Add `--key FILE.p12`, `--token [NAME]` and the options that belong to either."""
    choice = parser.add_mutually_exclusive_group(required=True)
    choice.add_argument("--key", type=Path, metavar="FILE.p12", help="以金鑰檔簽章")
    choice.add_argument(
        "--token",
        nargs="?",
        const=ANY_TOKEN,
        metavar="NAME",
        help="以憑證 IC 卡簽章；有多張卡片時指定名稱或序號",
    )
    parser.add_argument("--passphrase-file", type=Path, help="存放金鑰檔通行碼的檔案；省略時詢問")
    parser.add_argument("--pin-file", type=Path, help="存放卡片 PIN 的檔案；省略時詢問")
    add_module_option(parser)
    parser.add_argument(
        "--certificate", metavar="FINGERPRINT", help="卡片上有多張簽章憑證時，指定其指紋"
    )


def add_module_option(parser: argparse.ArgumentParser) -> None:
    """Add `--pkcs11-module FILE`, the driver of the card."""
    parser.add_argument(
        "--pkcs11-module",
        type=Path,
        metavar="FILE",
        help="卡片的 PKCS#11 模組檔；省略時使用 TIANBAO_PKCS11_MODULE 或 HiCOS",
    )


@contextmanager
def open_key(options: argparse.Namespace) -> Iterator[SigningKey]:
    """Open the key the options name; closes a card at the end. Raises AppError KEY_*, TOKEN_*."""
    if options.key is not None:
        yield load_pkcs12(options.key, read_secret(options.passphrase_file, "通行碼："))
        return
    module = find_module(options.pkcs11_module)
    pin = read_secret(options.pin_file, "PIN（輸入錯誤可能鎖卡）：").decode("utf-8", "replace")
    with open_token_key(
        module,
        pin or None,
        now=datetime.now(UTC),
        token=options.token or None,
        certificate=options.certificate,
    ) as key:
        yield key


def read_secret(path: Path | None, question: str) -> bytes:
    """Read a passphrase or PIN from a file, else ask for it without echo.

    Raises AppError FILE_*, KEY_NO_TERMINAL (nobody to ask).
    """
    if path is not None:
        return read_bounded(path, SMALL_LIMIT).rstrip(b"\r\n")
    if sys.stdin is None or not sys.stdin.isatty():  # None in a program without a console
        raise AppError("KEY_NO_TERMINAL")
    return getpass.getpass(question).encode("utf-8", "surrogateescape")
