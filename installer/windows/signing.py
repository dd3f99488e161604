"""Signatures of Windows' own kind (Authenticode), where whoever builds has a certificate.

`TIANBAO_SIGNING` holds the options of `osslsigncode sign` that name it: a file
(`-pkcs12 office.p12 -readpass office.pass`) or a token (`-pkcs11module … -pkcs11cert … -key …`),
and best a timestamp (`-ts https://…`), without which a signature ends with the certificate.
`python -m installer.windows.signing FILE` signs one file, as NSIS asks for its uninstaller.
"""

import os
import shlex
import sys
from pathlib import Path

from installer.commands import BuildError, run
from installer.lock import ROOT

VARIABLE = "TIANBAO_SIGNING"
UNSIGNED = f"未簽章：沒有設定 {VARIABLE}（見 installer/RELEASING.md）"


def is_signing() -> bool:
    """Return whether builds are signed."""
    return bool(os.environ.get(VARIABLE))


def sign(path: Path) -> None:
    """Sign a program file or MSI in its place; without a certificate it stays as it is."""
    if not is_signing():
        return
    signed = path.with_name(f"{path.name}.signed")
    signed.unlink(missing_ok=True)
    options = shlex.split(os.environ[VARIABLE])
    described: list[str | Path] = ["-h", "sha256", "-n", "Tianbao", "-in", path, "-out", signed]
    run(["osslsigncode", "sign", *options, *described])
    signed.replace(path)


def uninstaller_options() -> list[str]:
    """What has makensis sign the uninstaller inside of Setup.exe."""
    command = f'"{sys.executable}" -m installer.windows.signing'
    return [f"-DSIGN={command}"] if is_signing() else []


def module_variables() -> dict[str, str]:
    """The environment in which that command finds this module, from any folder."""
    return {"PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    try:
        sign(Path(sys.argv[1]))
    except BuildError as error:
        sys.exit(str(error))
