"""Setup.exe, out of the program tree."""

import zlib
from pathlib import Path

from app import __version__
from installer.commands import BuildError, run
from installer.file_types import FILE_TYPES
from installer.tree_files import EPOCH
from installer.windows import HERE, signing
from installer.windows.launchers import numbers_of
from installer.windows.msi import APP_ID

LARGEST = 110_000_000
"""Bytes a Setup.exe may have: what goes through a mail gateway or a slow line."""

_SMALL = ("-XSetCompressor /SOLID lzma", "-XSetCompressorDictSize 64")
_QUICK = ("-XSetCompress off",)


def build_setup(tree: Path, work: Path, out: Path, is_quick: bool) -> None:
    """Pack a tree; quick without compressing. Raises BuildError where the other is too large."""
    files, macros = work / "files.nsh", work / "macros.nsh"
    files.write_text(list_files(tree), encoding="utf-8-sig")
    macros.write_text(list_macros(tree), encoding="utf-8-sig")
    run(
        [
            "makensis",
            "-V2",
            "-INPUTCHARSET",
            "UTF8",
            *(_QUICK if is_quick else _SMALL),
            f"-DVERSION={__version__}",
            f"-DNUMBERS={numbers_of(__version__).replace(',', '.')}",
            f"-DOUT={out}",
            f"-DICON={work / 'tianbao.ico'}",
            f"-DFILES={files}",
            f"-DMACROS={macros}",
            "-DOPEN=open",
            f"-DAPP_ID={APP_ID}",
            *signing.uninstaller_options(),
            HERE / "tianbao.nsi",
        ],
        variables={"SOURCE_DATE_EPOCH": str(EPOCH), "TZ": "UTC"} | signing.module_variables(),
    )
    signing.sign(out)
    size = out.stat().st_size
    if not is_quick and size > LARGEST:
        raise BuildError(f"{out.name}: {size / 1e6:.0f} MB, at most {LARGEST / 1e6:.0f}")


def list_files(tree: Path) -> str:
    """The instructions that unpack a tree into `.new`, in the order of names, not of the disk."""
    lines = []
    for folder in sorted({each.parent for each in tree.rglob("*") if each.is_file()}):
        inside = str(folder.relative_to(tree)).replace("/", "\\")
        lines.append(f'SetOutPath "$INSTDIR\\.new{"" if inside == "." else chr(92) + inside}"')
        lines += [
            f'File "{each}"'.replace("$", "$$")
            for each in sorted(folder.iterdir())
            if each.is_file()
        ]
    return "\n".join(lines) + "\n"


def list_macros(tree: Path) -> str:
    """The macros that do something with each piece of a tree, and with each type of file."""
    pieces = [f'"{name}"' for name in sorted(each.name for each in tree.iterdir())]
    types = [f'"{each.suffix}" "{each.name}" "{each.title}"' for each in FILE_TYPES]
    return _macro("EachPiece", pieces) + _macro("EachType", types)


def _macro(name: str, given: list[str]) -> str:
    lines = [f"  !insertmacro ${{macro}} {each}" for each in given]
    return "\n".join([f"!macro {name} macro", *lines, "!macroend"]) + "\n"


def describe_sizes(tree: Path) -> str:
    """What a tree is made of: of each piece its size, and about how much of it is left packed."""
    lines = []
    for piece in sorted(tree.iterdir()):
        files = [piece] if piece.is_file() else sorted(x for x in piece.rglob("*") if x.is_file())
        packer = zlib.compressobj(1)
        packed = sum(len(packer.compress(each.read_bytes())) for each in files)
        packed += len(packer.flush())
        size = sum(each.stat().st_size for each in files)
        lines.append(f"{piece.name:16} {size / 1e6:6.1f} MB, packed about {packed / 1e6:5.1f} MB")
    return "\n".join(lines)
