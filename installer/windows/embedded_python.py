"""Python for Windows as its makers distribute it for embedding, held against their signatures."""

import hashlib
import io
import re
import tarfile
import zipfile
from pathlib import Path

from installer.commands import BuildError, fetch, run
from installer.lock import Runtime
from installer.windows.dll_imports import PROGRAM_FILES

_DIGESTS = re.compile(r"^(?:Current|Calculated) message digest *: ([0-9A-F]+)", re.MULTILINE)
_SIGNER = re.compile(r"^Signer's certificate:.*?Subject: \S*?/O=([^/]+)/", re.DOTALL | re.MULTILINE)


def take_python(runtime: Runtime, folder: Path, sources: str = "..") -> None:
    """Fill a folder with the interpreter; it finds packages in `lib` beside it, and the sources.

    Raises BuildError where a file is not its makers'.
    """
    for name, content in _read_members(runtime, fetch(runtime, "--no-binary", ":all:")).items():
        folder.mkdir(parents=True, exist_ok=True)
        folder.joinpath(name).write_bytes(content)
        _judge(runtime, folder / name)
    # The interpreter looks nowhere else: no variable of the user's, no other Python.
    places = [f"python{runtime.digits}.zip", ".", "..\\lib", sources]
    text = "".join(f"{each}\r\n" for each in places)
    folder.joinpath(f"python{runtime.digits}._pth").write_bytes(text.encode("ascii"))


def _read_members(runtime: Runtime, package: Path) -> dict[str, bytes]:
    with tarfile.open(package) as archive:
        inside = f"{runtime.package.replace('-', '_')}-{runtime.package_version}/{runtime.member}"
        stream = archive.extractfile(inside)
        assert stream is not None
        with zipfile.ZipFile(io.BytesIO(stream.read())) as inner:
            members = {Path(each.filename): each for each in inner.infolist() if not each.is_dir()}
            return {
                path.name: inner.read(member)
                for path, member in members.items()
                if path.parts[0] == runtime.folder and path.name not in runtime.left_out
            }


def _judge(runtime: Runtime, path: Path) -> None:
    if path.suffix in PROGRAM_FILES:
        # It ends with 1 where Debian knows no root of Microsoft's; the pinned digest stands for it.
        signer = find_signer(run(["osslsigncode", "verify", "-in", path], accepted=(0, 1)))
        if signer not in runtime.signers:
            raise BuildError(f"{path.name}: signed by {signer}")
    elif path.name in runtime.unsigned:
        if hashlib.sha256(path.read_bytes()).hexdigest() != runtime.unsigned[path.name]:
            raise BuildError(f"{path.name}: not the pinned file")
    elif path.suffix != ".txt":
        raise BuildError(f"{path.name}: unexpected")


def find_signer(report: str) -> str | None:
    """Who signed a file as osslsigncode reports it; None where the file was changed since."""
    digests = _DIGESTS.findall(report)  # stated and calculated, of each signature
    signer = _SIGNER.search(report)
    return signer[1] if signer and len(digests) > 1 and len(set(digests)) == 1 else None
