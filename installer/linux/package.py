"""The Debian package: the program tree, and what has the desktop know program and file types."""

import gzip
import hashlib
import os
import shutil
from pathlib import Path
from xml.sax.saxutils import escape

from app import __version__
from installer.commands import BuildError, run
from installer.file_types import FILE_TYPES
from installer.linux import HERE, PLACE
from installer.linux.tree import INTERPRETER, LAUNCHER
from installer.lock import ROOT
from installer.tree_files import EPOCH, settle

NAME = "tianbao"
FILE_NAME = f"{NAME}_{__version__}_amd64.deb"
_MAINTAINER = "Tianbao maintainers <maintainers@tianbao.invalid>"
_SIZES = (16, 22, 24, 32, 48, 64, 128, 256)
_WANTED = (
    "tzdata",  # signing asks for the time zone
    # The faces of documents are not for screens.
    "fonts-noto-cjk | fonts-wqy-zenhei | fonts-wqy-microhei | fonts-arphic-uming",
)
_SUMMARY = "社會創新行動方案 2.0 執行成果的填報、簽章、彙整與報告"

_CONTROL = """\
Package: {name}
Version: {version}
Architecture: amd64
Maintainer: {maintainer}
Installed-Size: {kilobytes}
Depends: {depends}
Recommends: shared-mime-info, xdg-utils
Suggests: pcscd
Section: misc
Priority: optional
Description: report, sign, collect and print yearly results of an action plan
 Agencies of Taiwan report the results of the Social Innovation Action Plan 2.0,
 sign them, and hand them in as files; the coordinating office verifies, merges
 and prints them. No network is needed.
 .
 The program speaks Traditional Chinese, and English in its window.
"""
_DESKTOP = """\
[Desktop Entry]
Type=Application
Name=填報 Tianbao
Name[en]=Tianbao
Comment={summary}
Comment[en]=Report, sign, collect and print yearly results of an action plan
Exec={name} open %F
Icon={name}
Terminal=false
Categories=Office;
MimeType={types};
StartupNotify=true
StartupWMClass={name}
"""
_METAINFO = """\
<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>{name}.desktop</id>
  <metadata_license>MIT</metadata_license>
  <project_license>MIT</project_license>
  <name>Tianbao</name>
  <name xml:lang="zh_TW">填報 Tianbao</name>
  <summary>Report, sign, collect and print yearly results of an action plan</summary>
  <summary xml:lang="zh_TW">{summary}</summary>
  <description>
    <p>
      Agencies of Taiwan report the results of the Social Innovation Action Plan 2.0, sign them, and
      hand them in as files; the coordinating office verifies, merges and prints them. No network is
      needed.
    </p>
  </description>
  <launchable type="desktop-id">{name}.desktop</launchable>
  <content_rating type="oars-1.1"/>
</component>
"""
_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Tianbao

Files: *
Copyright: the Tianbao authors
License: Expat
Comment: What others made stands in {place}/lib and {place}/resources, each under its
 own terms, which are collected in {place}/licences.

License: Expat
{licence}
"""
_CHANGES = """\
{name} ({version}) stable; urgency=medium

  * As docs/changelog.md of the sources tells.

 -- {maintainer}  Mon, 01 Jan 2024 00:00:00 +0000
"""


def build_package(tree: Path, work: Path, out: Path, is_quick: bool) -> None:
    """Pack a tree; quick with little compression. Raises BuildError."""
    root = work / "root"
    shutil.rmtree(root, ignore_errors=True)
    place = root / PLACE.strip("/")
    place.parent.mkdir(parents=True)
    shutil.copytree(tree, place, copy_function=os.link)
    write_integration(root)
    settle(root / "usr/share")
    for folder in (root, root / "usr", root / "usr/bin", place.parent):
        folder.chmod(0o755)
    control = root / "DEBIAN"
    control.mkdir()
    depends = find_depends(root, work)
    control.joinpath("control").write_text(write_control(root, depends), encoding="utf-8")
    control.joinpath("md5sums").write_text(_list_md5(root), encoding="utf-8")
    settle(control)
    out.unlink(missing_ok=True)
    # Several threads would pack other bytes than one.
    packing = ["-Zgzip", "-z1"] if is_quick else ["-Zxz", "--threads-max=1"]
    run(
        ["dpkg-deb", "--root-owner-group", *packing, "--build", root, out],
        variables={"SOURCE_DATE_EPOCH": str(EPOCH)},
    )


def judge_package(package: Path) -> None:
    """Raises BuildError where lintian finds an error beside those in `lintian-overrides`."""
    run(["lintian", "--allow-root", "--fail-on", "error", package])


def write_integration(root: Path) -> None:
    """Write what stands outside of the program's own folder."""
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{LAUNCHER}")
    share = root / "usr/share"
    types = ";".join(each.mime_type for each in FILE_TYPES)
    desktop = _DESKTOP.format(name=NAME, summary=_SUMMARY, types=types)
    _write(share / f"applications/{NAME}.desktop", desktop)
    _write(share / f"mime/packages/{NAME}.xml", describe_types())
    metainfo = _METAINFO.format(name=NAME, summary=_SUMMARY)
    _write(share / f"metainfo/{NAME}.metainfo.xml", metainfo)
    drawing = ROOT / f"resources/icons/{NAME}.svg"
    _write(share / f"icons/hicolor/scalable/apps/{NAME}.svg", drawing.read_text(encoding="utf-8"))
    for size in _SIZES:
        icon = share / f"icons/hicolor/{size}x{size}/apps/{NAME}.png"
        icon.parent.mkdir(parents=True)
        run(["rsvg-convert", "-w", str(size), "-h", str(size), drawing, "-o", icon])
    _pack(share / "man/man1" / f"{NAME}.1.gz", (HERE / f"{NAME}.1").read_text(encoding="utf-8"))
    licence = ROOT.joinpath("LICENSE").read_text(encoding="utf-8")
    terms = "\n".join(f" {each or '.'}" for each in licence.strip().splitlines())
    _write(share / f"doc/{NAME}/copyright", _COPYRIGHT.format(place=PLACE, licence=terms))
    changes = _CHANGES.format(name=NAME, version=__version__, maintainer=_MAINTAINER)
    _pack(share / f"doc/{NAME}/changelog.gz", changes)
    overrides = HERE.joinpath("lintian-overrides").read_text(encoding="utf-8")
    _write(share / f"lintian/overrides/{NAME}", overrides)


def describe_types() -> str:
    """The file types as shared-mime-info reads them."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">',
    ]
    for each in FILE_TYPES:
        lines += [
            f'  <mime-type type="{each.mime_type}">',
            f"    <comment>{escape(each.name.replace('.', ' '))}</comment>",
            f'    <comment xml:lang="zh_TW">{escape(each.title)}</comment>',
            f'    <icon name="{NAME}"/>',
            f'    <glob pattern="*{escape(each.suffix)}"/>',
            "  </mime-type>",
        ]
    return "\n".join([*lines, "</mime-info>"]) + "\n"


def find_depends(root: Path, work: Path) -> str:
    """The packages of Debian whose libraries the program's own ask for."""
    work.joinpath("debian").mkdir(exist_ok=True)
    stub = f"Source: {NAME}\nMaintainer: {_MAINTAINER}\n\nPackage: {NAME}\nArchitecture: amd64\n"
    work.joinpath("debian/control").write_text(stub, encoding="utf-8")
    binaries = sorted(each for each in root.rglob("*.so*") if each.is_file())
    own = sorted({each.parent for each in binaries})
    told = run(
        [
            "env",
            f"--chdir={work}",
            "dpkg-shlibdeps",
            "-O",
            "--warnings=0",  # an error would drown in them
            "--ignore-missing-info",  # of the libraries it brings along
            *(f"-l{each}" for each in own),
            *(f"-e{each}" for each in binaries),
        ]
    )
    found = [each for each in told.splitlines() if each.startswith("shlibs:Depends=")]
    if len(found) != 1:
        raise BuildError(f"dpkg-shlibdeps: {told}")
    return ", ".join((Path(INTERPRETER).name, *_WANTED, found[0].partition("=")[2]))


def write_control(root: Path, depends: str) -> str:
    """The control file of a package."""
    sizes = [each.stat().st_size for each in root.rglob("*") if each.is_file()]
    return _CONTROL.format(
        name=NAME,
        version=__version__,
        maintainer=_MAINTAINER,
        kilobytes=sum(sizes) // 1024,
        depends=depends,
    )


def _list_md5(root: Path) -> str:
    """What `dpkg --verify` reads."""
    lines = []
    for path in sorted(root.joinpath("usr").rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as stream:
                digest = hashlib.file_digest(stream, "md5").hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    return "".join(lines)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _pack(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), mtime=0))
