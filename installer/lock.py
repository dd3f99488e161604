"""The pinned parts the build takes beside the packages, and what of the wheels is kept."""

from pathlib import Path

import msgspec

ROOT = Path(__file__).resolve().parent.parent


class Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A package of the index, by its digest."""

    package: str
    package_version: str
    sha256: str

    @property
    def requirement(self) -> str:
        """The line a requirements file has for it."""
        return f"{self.package}=={self.package_version} --hash=sha256:{self.sha256}\n"


class Runtime(Part, frozen=True, kw_only=True):
    """The package that carries Python for embedding, and what of it is taken."""

    member: str
    folder: str
    version: str
    signers: tuple[str, ...]
    left_out: tuple[str, ...]
    unsigned: dict[str, str]

    @property
    def digits(self) -> str:
        """The version as Python's own file names have it."""
        return self.version.replace(".", "")


class Lock(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`runtime.lock`."""

    python: Runtime
    uv: Part


class Kept(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`kept.toml`: patterns of paths below `lib`, and names of DLLs that Windows has."""

    only: dict[str, tuple[str, ...]]
    """By folder, all that is kept of it."""
    dropped: tuple[str, ...]
    of_windows: tuple[str, ...] = ()


def read_lock(path: Path = ROOT / "installer" / "runtime.lock") -> Lock:
    """Read the pinned parts."""
    return msgspec.toml.decode(path.read_bytes(), type=Lock)


def read_kept(path: Path) -> Kept:
    """Read what is kept."""
    return msgspec.toml.decode(path.read_bytes(), type=Kept)
