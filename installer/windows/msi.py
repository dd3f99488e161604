"""The MSI: for all users of a computer, as group policy installs it, out of the program tree.

wixl writes strings in ASCII only. Chinese ones go in under names as long as the text is in code
page 950, and are put in their places afterwards; so are the time and the number it stamps.
"""

import hashlib
import os
import re
import struct
import uuid
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as Xml

from app import __version__
from installer.commands import BuildError, run
from installer.file_types import FILE_TYPES
from installer.tree_files import EPOCH
from installer.windows import signing

UPGRADE_CODE = uuid.UUID("8b1b1c52-5c0e-4c38-9a0b-0b6b1c8e6f11")
"""What all versions have in common, for ever: by it Windows finds the one to replace."""
PROGRAM = "Tianbao.exe"
NAME = "填報 Tianbao"
OLDEST_BUILD = 17763
"""Windows 10, version 1809."""

_CODE_PAGE = "950"
_LANGUAGE = "1028"
_SHORTEST = 6  # bytes of a name that no compressed file holds by chance
# The number of the package, and when it was made and saved, as its summary has them.
_STAMPS = re.compile(rb"\{([0-9A-F-]{36})\}\0\0\x40\0{3}(.{8})\x40\0{3}(.{8})", re.DOTALL)
_SECONDS_TO_1970 = 11_644_473_600  # from 1601, where Windows begins to count
APP_ID = "tw.tianbao.tianbao"  # as launcher.c and the shortcut of Setup.exe have it
_SHORTCUT_VALUES = "MsiShortcutProperty"
_CLASSES = "Software\\Classes"
_WINDOWS = "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion"
_TOO_OLD = "需要 Windows 10（1809 版）以上。"
_NEWER = (
    "已安裝較新的版本，不以舊版取代：較新版開啟過的資料檔，舊版不一定能開啟。"
    "確實要改回舊版，請先解除安裝。"
)


class Chinese:
    """Texts of an MSI under names in ASCII, each as long as its text in the code page."""

    def __init__(self) -> None:
        """No text yet."""
        self._names: dict[str, str] = {}

    def name(self, text: str) -> str:
        """The name under which a text is given to wixl. Raises BuildError for one too short."""
        length = len(_encode(text))
        stem = f"Zq{len(self._names):02}"
        if length < _SHORTEST:
            raise BuildError(f"“{text}” is too short to have a name")
        return self._names.setdefault(text, stem.ljust(length, "q"))

    def put_into(self, package: Path) -> None:
        """Put the texts into an MSI. Raises BuildError where a name is not there."""
        content = package.read_bytes()
        for text, name in self._names.items():
            if name.encode("ascii") not in content:
                raise BuildError(f"{package.name}: “{text}” has no place")
            content = content.replace(name.encode("ascii"), _encode(text))
        package.write_bytes(content)


def _encode(text: str) -> bytes:
    return text.encode(f"cp{_CODE_PAGE}")


def build_msi(tree: Path, work: Path, out: Path, version: str = __version__) -> None:
    """Pack a tree, signed where there is a certificate."""
    chinese = Chinese()
    source = work / "tianbao.wxs"
    source.write_bytes(Xml.tostring(describe(tree, work, version, chinese), encoding="utf-8"))
    run(["wixl", "--arch", "x64", "--output", out, source])
    add_unsaid(out, work)
    chinese.put_into(out)
    out.write_bytes(settle_stamps(out.read_bytes()))
    signing.sign(out)


def add_unsaid(package: Path, work: Path) -> None:
    """Put in what wixl has no words for.

    What is asked of Windows before the user is asked for rights is told to the part that has them;
    the start menu's entry and the window are one button of the taskbar.
    """
    code_page = work / "code_page.idt"
    code_page.write_bytes(f"\r\n\r\n{_CODE_PAGE}\t_ForceCodepage\r\n".encode("ascii"))
    secure = "WIX_DOWNGRADE_DETECTED;WIX_UPGRADE_DETECTED;WINDOWSBUILD"
    values = f"'AppId', 'Menu', 'System.AppUserModel.ID', '{APP_ID}'"
    orders = (
        f"UPDATE `Property` SET `Value` = '{secure}' WHERE `Property` = 'SecureCustomProperties'",
        f"CREATE TABLE `{_SHORTCUT_VALUES}` (`{_SHORTCUT_VALUES}` CHAR(72) NOT NULL, "
        "`Shortcut_` CHAR(72) NOT NULL, `PropertyKey` CHAR(255) NOT NULL, "
        f"`PropVariantValue` CHAR(255) NOT NULL PRIMARY KEY `{_SHORTCUT_VALUES}`)",
        f"INSERT INTO `{_SHORTCUT_VALUES}` (`{_SHORTCUT_VALUES}`, `Shortcut_`, `PropertyKey`, "
        f"`PropVariantValue`) VALUES ({values})",
    )
    run(["msibuild", package, "-i", code_page])
    for order in orders:
        run(["msibuild", package, "-q", order])


def settle_stamps(content: bytes) -> bytes:
    """An MSI as of no particular build: its number comes of what is in it. Raises BuildError."""
    content = content.replace(b"x64;1033", f"x64;{_LANGUAGE}".encode("ascii"))
    found = list(_STAMPS.finditer(content))
    if len(found) != 1:
        raise BuildError(f"{len(found)} summaries in the MSI")
    stamps = found[0]
    time = struct.pack("<Q", (EPOCH + _SECONDS_TO_1970) * 10_000_000)
    settled = bytearray(content)
    for place, value in ((1, b"0" * 36), (2, time), (3, time)):
        settled[stamps.start(place) : stamps.end(place)] = value
    number = _guid(f"package {hashlib.sha256(settled).hexdigest()}")
    settled[stamps.start(1) : stamps.end(1)] = number.encode("ascii")
    return bytes(settled)


def describe(tree: Path, work: Path, version: str, chinese: Chinese) -> Xml.Element:
    """The MSI of a tree as WiX describes it; `work` is where the description will stand."""
    wix = Xml.Element("Wix", xmlns="http://schemas.microsoft.com/wix/2006/wi")
    name = chinese.name(NAME)
    product = _add(
        wix,
        "Product",
        Id=_guid(f"product {version}"),
        UpgradeCode=str(UPGRADE_CODE).upper(),
        Name=name,
        Manufacturer=name,
        Version=version,
        Language=_LANGUAGE,
        Codepage=_CODE_PAGE,
    )
    scope = {"InstallerVersion": "500", "InstallScope": "perMachine", "Compressed": "yes"}
    _add(product, "Package", SummaryCodepage=_CODE_PAGE, **scope)
    _add(product, "MajorUpgrade", DowngradeErrorMessage=chinese.name(_NEWER))
    _add(product, "Media", Id="1", Cabinet="tianbao.cab", EmbedCab="yes")
    _add(product, "Icon", Id="tianbao.ico", SourceFile="tianbao.ico")
    for key, value in {"ARPPRODUCTICON": "tianbao.ico", "ARPNOMODIFY": "1"}.items():
        _add(product, "Property", Id=key, Value=value)
    _ask_windows(product, chinese)
    root = _add(product, "Directory", Id="TARGETDIR", Name="SourceDir")
    programs = _add(root, "Directory", Id="ProgramFiles64Folder")
    _add(root, "Directory", Id="ProgramMenuFolder")
    place = _add(programs, "Directory", Id="INSTALLDIR", Name="Tianbao")
    components = [*_add_files(place, tree, tree, work), _register(place, chinese)]
    feature = _add(product, "Feature", Id="Program", Level="1")
    for each in components:
        _add(feature, "ComponentRef", Id=each)
    return wix


def _add(parent: Xml.Element, tag: str, **attributes: str) -> Xml.Element:
    return Xml.SubElement(parent, tag, attributes)


def _guid(what: str) -> str:
    return str(uuid.uuid5(UPGRADE_CODE, what)).upper()


def _id(kind: str, path: Path, tree: Path) -> str:
    """A name of a file or folder inside the MSI, the same in every build."""
    inside = path.relative_to(tree).as_posix()
    return f"{kind}{hashlib.sha256(inside.encode()).hexdigest()[:24]}"


def _ask_windows(product: Xml.Element, chinese: Chinese) -> None:
    """The properties of MSI itself stop counting at Windows 8.1."""
    build = _add(product, "Property", Id="WINDOWSBUILD")
    where = {"Root": "HKLM", "Key": _WINDOWS, "Name": "CurrentBuildNumber"}
    _add(build, "RegistrySearch", Id="WindowsBuild", Type="raw", Win64="yes", **where)
    wanted = _add(product, "Condition", Message=chinese.name(_TOO_OLD))
    wanted.text = f"Installed OR WINDOWSBUILD >= {OLDEST_BUILD}"


def _add_files(place: Xml.Element, folder: Path, tree: Path, work: Path) -> Iterator[str]:
    """A component a file, so that Windows repairs and removes each by itself."""
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            inner = _add(place, "Directory", Id=_id("d", path, tree), Name=path.name)
            yield from _add_files(inner, path, tree, work)
            continue
        name = _id("c", path, tree)
        guid = _guid(f"file {path.relative_to(tree).as_posix()}")
        component = _add(place, "Component", Id=name, Guid=guid, Win64="yes")
        source = os.path.relpath(path, work)
        _add(component, "File", Id=_id("f", path, tree), Source=source, KeyPath="yes")
        yield name


def _register(place: Xml.Element, chinese: Chinese) -> str:
    """The start menu and the kinds of files, in one component."""
    name = "Registration"
    component = _add(place, "Component", Id=name, Guid=_guid(name), Win64="yes")
    program = f"[INSTALLDIR]{PROGRAM}"
    values = {}
    for each in FILE_TYPES:
        values[each.suffix] = each.name
        values[each.name] = chinese.name(each.title)
        values[f"{each.name}\\DefaultIcon"] = f"{program},0"
        values[f"{each.name}\\shell\\open\\command"] = f'"{program}" open "%1"'
    for index, (key, value) in enumerate(values.items()):
        place_of = {"Root": "HKLM", "Key": f"{_CLASSES}\\{key}", "Type": "string", "Value": value}
        _add(component, "RegistryValue", **place_of, **({} if index else {"KeyPath": "yes"}))
    menu = {"Directory": "ProgramMenuFolder", "WorkingDirectory": "INSTALLDIR"}
    _add(component, "Shortcut", Id="Menu", Name=chinese.name(NAME), Target=program, **menu)
    return name
