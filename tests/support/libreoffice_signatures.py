"""What LibreOffice says about the signatures of workbooks; runs under the system's own Python.

usage: python3 libreoffice_signatures.py PROFILE_FOLDER FILE...

Prints one line of JSON per file: a list of [valid, certificate status, signer]. The storage must be
opened as a zip package: as an Office package it shows no signatures.
"""

import contextlib
import importlib
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

uno: Any = importlib.import_module("uno")  # only the system's own Python has it

_READ = 1
_PACKAGE_VERSION = "1.2"


def _connect(pipe: str) -> Any:
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:  # not listening yet
            time.sleep(0.25)
    raise SystemExit("soffice does not answer")


def _check(context: Any, path: Path) -> list[list[object]]:
    manager = context.ServiceManager
    as_zip = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    as_zip.Name, as_zip.Value = "StorageFormat", "ZipFormat"
    factory = manager.createInstanceWithContext("com.sun.star.embed.StorageFactory", context)
    options = uno.Any("[]com.sun.star.beans.PropertyValue", (as_zip,))
    storage = uno.invoke(
        factory,
        "createInstanceWithArguments",
        ((path.resolve().as_uri(), uno.Any("long", _READ), options),),
    )
    signatures = manager.createInstanceWithArgumentsAndContext(
        "com.sun.star.security.DocumentDigitalSignatures", (_PACKAGE_VERSION, True), context
    )
    return [
        [bool(each.SignatureIsValid), int(each.CertificateStatus), str(each.Signer.SubjectName)]
        for each in signatures.verifyDocumentContentSignatures(storage, None)
    ]


def main(profile: Path, files: list[str]) -> None:
    """Start an office of our own, ask, and end it."""
    pipe = f"tianbao{profile.stat().st_ino}"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", "--nodefault",
         f"-env:UserInstallation={profile.resolve().as_uri()}", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    context = None
    try:
        context = _connect(pipe)
        for path in files:
            print(json.dumps(_check(context, Path(path)), ensure_ascii=True), flush=True)
    finally:
        if context is not None:
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            with contextlib.suppress(Exception):  # it goes away while it answers
                desktop.terminate()
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.terminate()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
