"""Tianbao.exe for the window and tianbao-cli.exe for consoles, with their icon and version."""

import struct
from pathlib import Path

from installer.commands import run, run_for_bytes
from installer.lock import ROOT
from installer.windows import HERE
from installer.windows.signing import sign

_SIZES = (16, 20, 24, 32, 40, 48, 64, 256)
_PREFIX = "x86_64-w64-mingw32-"


def build_launchers(tree: Path, work: Path, version: str, digits: str) -> None:
    """Compile both launchers into a tree. `digits` is the version in the name of Python's DLL."""
    work.mkdir(parents=True, exist_ok=True)
    work.joinpath("tianbao.ico").write_bytes(draw_icon(ROOT / "resources/icons/tianbao.svg"))
    for name, options in (
        ("Tianbao.exe", ["-mwindows"]),
        ("tianbao-cli.exe", ["-mconsole", "-DCONSOLE"]),
    ):
        resource = work / f"{name}.o"
        run(
            [
                f"{_PREFIX}windres",
                "-I",
                work,
                "-I",
                HERE,
                HERE / "launcher.rc",
                "-o",
                resource,
                f"-DVERSION_NUMBERS={numbers_of(version)}",
                f'-DVERSION_TEXT=\\"{version}\\"',
                f'-DFILE_NAME=\\"{name}\\"',
            ]
        )
        run(
            [
                f"{_PREFIX}gcc",
                "-O2",
                "-s",
                "-municode",
                "-Wall",
                "-Werror",
                *options,
                f'-DPYTHON_DLL=L"python{digits}.dll"',
                "-Wl,--no-insert-timestamp",
                HERE / "launcher.c",
                resource,
                "-lole32",
                "-lshell32",
                "-o",
                tree / name,
            ]
        )
        sign(tree / name)


def numbers_of(version: str) -> str:
    """A version as Windows counts: four numbers."""
    return ",".join([*version.split("."), "0", "0", "0"][:4])


def draw_icon(source: Path) -> bytes:
    """An icon file of Windows from a drawing, a picture a size."""
    pictures = [
        run_for_bytes(["rsvg-convert", "-w", str(size), "-h", str(size), source]) for size in _SIZES
    ]
    start = 6 + 16 * len(pictures)
    entries = b""
    for size, picture in zip(_SIZES, pictures, strict=True):
        side = size % 256
        entries += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(picture), start)
        start += len(picture)
    return struct.pack("<HHH", 0, 1, len(pictures)) + entries + b"".join(pictures)
