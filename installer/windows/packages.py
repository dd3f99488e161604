"""Setup.exe, out of the program tree."""

from pathlib import Path

from app import __version__
from installer.commands import run
from installer.tree_files import EPOCH
from installer.windows import HERE
from installer.windows.launchers import numbers_of

_SMALL = ("-XSetCompressor /SOLID lzma", "-XSetCompressorDictSize 64")
_QUICK = ("-XSetCompress off",)


def build_setup(tree: Path, work: Path, out: Path, is_quick: bool) -> None:
    """Pack a tree. Quick is not compressed at all."""
    files = work / "files.nsh"
    files.write_text(list_files(tree), encoding="utf-8-sig")
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
            "-DOPEN=open",
            HERE / "tianbao.nsi",
        ],
        variables={"SOURCE_DATE_EPOCH": str(EPOCH), "TZ": "UTC"},
    )


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
