"""What the program consists of, by whom it is licensed: for the window and the Windows program.

Packages say so in their metadata; the rest stands in `resources/licences/components.toml`.
"""

import platform
import sys
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

import msgspec
from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from app.documents.font_files import faces_folder, shipped_faces
from app.models.record import Record
from app.resources import resource_path

PROGRAM = "tianbao"
# Where packages put a text they do not name.
_USUAL_NAMES = ("LICENSE", "LICENSE.txt", "LICENCE", "COPYING")


class LicenceText(Record, frozen=True, kw_only=True):
    """A file of terms or notices."""

    name: str
    text: str


class Component(Record, frozen=True, kw_only=True):
    """A part of the program, ours or another's."""

    name: str
    version: str
    licence: str
    """As SPDX writes it; in the author's own words where those are no SPDX expression."""
    identity: str
    """Its package URL, by which lists of vulnerabilities know it."""
    texts: tuple[LicenceText, ...]


class _Part(Record, frozen=True, kw_only=True):
    """A part that is no Python package."""

    name: str
    licence: str
    identity: str
    texts: tuple[str, ...]
    version: str = ""
    version_of: str = ""


class _Table(Record, frozen=True, kw_only=True):
    licences: dict[str, str]
    texts: dict[str, tuple[str, ...]]
    parts: tuple[_Part, ...]


def list_components() -> list[Component]:
    """The running program's parts: itself, Python, faces and the like, then packages by name."""
    packages = find_packages()
    table = msgspec.toml.decode(_read("licences", "components.toml"), type=_Table)
    ours = packages.pop(PROGRAM)
    return [
        _describe_package(PROGRAM, ours, table),
        _describe_python(table),
        *(_describe_part(each, packages) for each in table.parts),
        *_describe_faces(table),
        *(_describe_package(name, each, table) for name, each in sorted(packages.items())),
    ]


def find_packages() -> dict[str, Distribution]:
    """The installed packages the program asks for, and those they ask for, by name."""
    found: dict[str, Distribution] = {}
    waiting = [PROGRAM]
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        try:
            found[name] = distribution(name)
        except PackageNotFoundError:
            if name == PROGRAM:
                raise
            continue  # what is not there is no part of the program
        wanted = [Requirement(each) for each in found[name].requires or ()]
        waiting += [
            canonicalize_name(each.name)
            for each in wanted
            if each.marker is None or each.marker.evaluate({"extra": ""})
        ]
    return found


def _describe_package(name: str, package: Distribution, table: _Table) -> Component:
    said = [package.metadata.get_all(each) for each in ("License-Expression", "License")]
    stated = next((each[0] for each in said if each), "")
    return Component(
        name=name,
        version=package.version,
        licence=table.licences.get(name) or _as_spdx(stated),
        identity=f"pkg:pypi/{name}@{package.version}",
        texts=(*_read_added(name, table), *_read_carried(package)),
    )


def _as_spdx(stated: str) -> str:
    try:
        return canonicalize_license_expression(stated)
    except InvalidLicenseExpression:
        return stated


def _read_carried(package: Distribution) -> list[LicenceText]:
    """The texts in a package's own metadata, where wheels of different ages put them."""
    named = package.metadata.get_all("License-File") or _USUAL_NAMES
    texts = [(each, _read_in(package, each)) for each in named]
    return [LicenceText(name=name, text=text) for name, text in texts if text]


def _read_in(package: Distribution, name: str) -> str | None:
    return package.read_text(f"licenses/{name}") or package.read_text(name)


def _read_added(name: str, table: _Table) -> list[LicenceText]:
    return [_read_resource("licences", each) for each in table.texts.get(name, ())]


def _describe_python(table: _Table) -> Component:
    """The interpreter; its own licence stands beside it on Windows, in its library elsewhere."""
    folders = (Path(sys.base_prefix), Path(sysconfig.get_path("stdlib")))
    own = next((each / "LICENSE.txt" for each in folders if (each / "LICENSE.txt").exists()), None)
    carried = [] if own is None else [LicenceText(name=own.name, text=_text(own.read_bytes()))]
    version = platform.python_version()
    return Component(
        name="Python",
        version=version,
        licence="PSF-2.0",
        identity=f"pkg:generic/python@{version}",
        texts=(*carried, *_read_added("Python", table)),
    )


def _describe_part(part: _Part, packages: dict[str, Distribution]) -> Component:
    inside = packages.get(part.version_of)
    version = part.version if inside is None else inside.version
    return Component(
        name=part.name,
        version=version,
        licence=part.licence,
        identity=f"{part.identity}@{version}",
        texts=tuple(_read_resource(*each.split("/")) for each in part.texts),
    )


def _describe_faces(table: _Table) -> list[Component]:
    return [
        Component(
            name=face.title,
            version=face.version,
            licence=table.licences[face.licence],
            identity=f"pkg:deb/debian/{face.package}@{face.package_version}",
            texts=(_read_resource(faces_folder().name, face.licence),),
        )
        for face in shipped_faces().faces
    ]


def _read_resource(*place: str) -> LicenceText:
    return LicenceText(name=place[-1], text=_text(_read(*place)))


def _read(*place: str) -> bytes:
    return resource_path(*place).read_bytes()


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace").replace("\r\n", "\n")
