"""What a tree consists of: the terms of each part collected, and the list of parts (SBOM).

The tree's own program says which parts it has (`app/components.py`), as it does in its window.
"""

import re
from collections.abc import Callable
from pathlib import Path

import msgspec
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.utils import canonicalize_name

from app.components import PROGRAM, Component
from installer.commands import BuildError

BILL = "sbom.cdx.json"

_ASK = """
import decimal, pyexpat, sqlite3, ssl, sys, zlib
from pathlib import Path
import msgspec
from app.components import list_components
inside = {
    "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
    "SQLite": sqlite3.sqlite_version,
    "zlib": zlib.ZLIB_RUNTIME_VERSION,
    "Expat": pyexpat.EXPAT_VERSION.removeprefix("expat_"),
    "libmpdec": decimal.__libmpdec_version__,
}
answer = {"parts": list_components(), "inside_python": inside}
Path(sys.argv[1]).write_bytes(msgspec.json.encode(answer))
"""
# Of what is inside Python, by resources/licences/Python-libraries.txt.
_INSIDE_PYTHON = {
    "OpenSSL": "Apache-2.0",
    "SQLite": "blessing",
    "zlib": "Zlib",
    "Expat": "MIT",
    "libmpdec": "BSD-2-Clause",
}


class Parts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The parts of a tree, and the versions of what stands inside its Python."""

    parts: tuple[Component, ...]
    inside_python: dict[str, str]


def ask_parts(answer: Path, run_python: Callable[[str, Path], object]) -> Parts:
    """Have a tree's Python run a program that writes its answer, and read that."""
    run_python(_ASK, answer)
    return msgspec.json.decode(answer.read_bytes(), type=Parts)


def judge_parts(parts: Parts, lib: Path) -> None:
    """Raises BuildError where a package is not listed, or a part has no terms to show."""
    there = {_package_of(each) for each in lib.glob("*.dist-info")}
    missing = there - {each.name for each in parts.parts}
    if missing:
        raise BuildError(f"in {lib.name}, and no part of the program: {sorted(missing)}")
    for each in parts.parts:
        if not any(text.text.strip() for text in each.texts):
            raise BuildError(f"{each.name} {each.version}: no text of its licence")
        try:
            canonicalize_license_expression(each.licence)
        except InvalidLicenseExpression:
            wanted = "say which in resources/licences/components.toml"
            raise BuildError(
                f"{each.name}: “{each.licence}” is no SPDX licence; {wanted}"
            ) from None


def write_licences(parts: Parts, tree: Path) -> None:
    """Collect the terms and the list of parts in `licences` of a tree."""
    folder = tree / "licences"
    for part in parts.parts:
        for text in part.texts:
            path = folder / _folder_name(part.name) / text.name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.text.encode())
    bill = build_bill(parts, find_own_bills(tree / "lib"))
    folder.joinpath(BILL).write_bytes(bill)


def _folder_name(name: str) -> str:
    """A part's name in characters that every file system and code page has."""
    return re.sub(r"[^A-Za-z0-9.+-]+", "-", name).strip("-")


def find_own_bills(lib: Path) -> dict[str, list[str]]:
    """By package, the lists of parts that stand in its own metadata, by their paths in a tree."""
    found: dict[str, list[str]] = {}
    for path in sorted(lib.glob("*.dist-info/sboms/*.json")):
        found.setdefault(_package_of(path.parent.parent), []).append(
            path.relative_to(lib.parent).as_posix()
        )
    return found


def _package_of(info: Path) -> str:
    return canonicalize_name(info.name.partition("-")[0])


def build_bill(parts: Parts, own_bills: dict[str, list[str]]) -> bytes:
    """The list of parts as CycloneDX 1.6; of nothing but the parts, without a date or number."""
    (ours,) = (each for each in parts.parts if each.name == PROGRAM)
    others = [_describe(each) for each in parts.parts if each is not ours]
    for each in others:
        if each["name"] == "Python":
            each["components"] = [
                _entry(name, parts.inside_python[name], licence)
                for name, licence in _INSIDE_PYTHON.items()
            ]
        bills = own_bills.get(str(each["name"]), [])
        if bills:
            each["externalReferences"] = [{"type": "bom", "url": f"../{url}"} for url in bills]
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": _describe(ours) | {"type": "application"}},
        "components": others,
    }
    return msgspec.json.format(msgspec.json.encode(bill), indent=1) + b"\n"


def _describe(part: Component) -> dict[str, object]:
    return _entry(part.name, part.version, part.licence) | {"purl": part.identity}


def _entry(name: str, version: str, licence: str) -> dict[str, object]:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
    }


def write_metadata(root: Path, lib: Path) -> None:
    """Write the program's own metadata as a package's, by which it finds the others."""
    project = msgspec.toml.decode(root.joinpath("pyproject.toml").read_bytes())["project"]
    lines = [
        "Metadata-Version: 2.4",
        f"Name: {project['name']}",
        f"Version: {project['version']}",
        f"License-Expression: {project['license']}",
        *(f"License-File: {each}" for each in project["license-files"]),
        *(f"Requires-Dist: {each}" for each in project["dependencies"]),
    ]
    info = lib / f"{project['name']}-{project['version']}.dist-info"
    info.joinpath("licenses").mkdir(parents=True)
    info.joinpath("METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    for each in project["license-files"]:
        info.joinpath("licenses", each).write_bytes(root.joinpath(each).read_bytes())
