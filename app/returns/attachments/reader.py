"""Read an attachments package (附件包) within bounds; nothing in it is believed or written out.

Its container may have been unpacked and packed again with any program: what counts are the digests
of the files, held against those in the signed payload (`ensure_of_payload`).
"""

import hashlib
import io
import re
import stat
import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import msgspec

from app.errors import AppError
from app.files import ATTACHMENTS_LIMIT, MOST_ATTACHMENTS, PACKAGE_LIMIT
from app.models.returns import Payload
from app.returns.attachments.manifest import (
    FORMAT,
    FORMAT_VERSION,
    MANIFEST,
    Manifest,
    PackedFile,
)

_SUFFIX = ".zip"
_ZIP = b"PK\x03\x04"
_WORKBOOK_PART = "[Content_Types].xml"
_END, _END_MARK, _ZIP64_MARK = struct.Struct("<4s4H2IH"), b"PK\x05\x06", b"PK\x06\x07"
_COMMENT_LIMIT = 0xFFFF
_DIRECTORY_LIMIT = 200_000
"""Bytes of a directory of 201 names of at most 255 bytes, with extra fields of any program."""
_MANIFEST_LIMIT = 300_000
_ENCRYPTED = 0x1
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class AttachmentPackage:
    """A package that agrees with itself, its files by digest."""

    manifest: Manifest
    contents: Mapping[str, bytes]


def is_package_name(path: Path) -> bool:
    """Return whether a file is called as packages are."""
    return path.suffix.lower() == _SUFFIX


def looks_like_package(content: bytes) -> bool:
    """Return whether a file is an attachments package, well or badly made, and not a workbook."""
    if content[30 : 30 + len(MANIFEST)] == MANIFEST.encode():
        return True
    if not content.startswith(_ZIP) or MANIFEST.encode() not in content:
        return False
    try:
        _ensure_small_directory(content, Path())
        with ZipFile(io.BytesIO(content)) as package:
            names = package.namelist()
    except Exception:  # whatever it is, another reader says so
        return False
    return MANIFEST in names and _WORKBOOK_PART not in names


def read_package(content: bytes, path: Path) -> AttachmentPackage:
    """Read a package; `path` only names it in errors.

    Never inflates more than is permitted. Raises AppError ATTACHMENTS_FOREIGN, ATTACHMENTS_NEWER,
    ATTACHMENTS_OVER_LIMIT, ATTACHMENTS_UNSAFE, ATTACHMENTS_DAMAGED, ATTACHMENTS_MISSING,
    ATTACHMENTS_EXTRA, ATTACHMENTS_CHANGED.
    """
    _ensure_small_directory(content, path)
    try:
        with ZipFile(io.BytesIO(content)) as package:
            return _read(package, path)
    except AppError:
        raise
    except Exception as problem:  # hostile bytes make an unpacker fail in any way
        raise AppError("ATTACHMENTS_FOREIGN", file=path) from problem


def ensure_of_payload(package: AttachmentPackage, payload: Payload, path: Path) -> None:
    """Hold a package against the payload it names: the very files it lists, no others.

    Raises AppError ATTACHMENTS_OTHER_RETURN, ATTACHMENTS_MISSING, ATTACHMENTS_EXTRA.
    """
    if package.manifest.payload_sha256 != payload.sha256():
        raise AppError("ATTACHMENTS_OTHER_RETURN", file=path)
    wanted = {each.sha256: each.name for each in payload.attachments}
    found = {each.sha256: each.name for each in package.manifest.files}
    for sha256, name in wanted.items():
        if sha256 not in found:
            raise AppError("ATTACHMENTS_MISSING", file=path, entry=name)
    for sha256, name in found.items():
        if sha256 not in wanted:
            raise AppError("ATTACHMENTS_EXTRA", file=path, entry=name)


def _ensure_small_directory(content: bytes, path: Path) -> None:
    """Look at the end record first: a directory of a million entries is not even listed."""
    if len(content) > PACKAGE_LIMIT:
        raise AppError("ATTACHMENTS_OVER_LIMIT", file=path)
    at = content.rfind(_END_MARK, max(0, len(content) - _END.size - _COMMENT_LIMIT))
    if not content.startswith(_ZIP) or at < 0 or at + _END.size > len(content):
        raise AppError("ATTACHMENTS_FOREIGN", file=path)
    _, disk, start, here, count, size, _, comment = _END.unpack_from(content, at)
    has_zip64 = content[max(0, at - 20) : at].startswith(_ZIP64_MARK)
    is_whole = (disk, start, here) == (0, 0, count) and at + _END.size + comment == len(content)
    if has_zip64 or not is_whole:
        raise AppError("ATTACHMENTS_FOREIGN", file=path)
    if count > MOST_ATTACHMENTS + 1 or size > _DIRECTORY_LIMIT:
        raise AppError("ATTACHMENTS_OVER_LIMIT", file=path)


def _read(package: ZipFile, path: Path) -> AttachmentPackage:
    entries = _list_entries(package, path)
    if MANIFEST not in entries:
        raise AppError("ATTACHMENTS_FOREIGN", file=path)
    manifest = _decode_manifest(
        _inflate(package, entries.pop(MANIFEST), _MANIFEST_LIMIT, path), path
    )
    listed = {each.entry: each for each in manifest.files}
    if len(listed) != len(manifest.files) or not listed:
        raise AppError("ATTACHMENTS_FOREIGN", file=path)
    for name in listed.keys() - entries.keys():
        raise AppError("ATTACHMENTS_MISSING", file=path, entry=listed[name].name)
    for name in entries.keys() - listed.keys():
        raise AppError("ATTACHMENTS_EXTRA", file=path, entry=name)
    contents = {
        each.sha256: _read_file(package, entries[name], each, path) for name, each in listed.items()
    }
    return AttachmentPackage(manifest, contents)


def _list_entries(package: ZipFile, path: Path) -> dict[str, ZipInfo]:
    """The entries by name: plain files side by side, each name once whatever its case."""
    entries: dict[str, ZipInfo] = {}
    seen: set[str] = set()
    for each in package.infolist():
        name = each.orig_filename
        if not _is_plain(each) or name.casefold() in seen:
            raise AppError("ATTACHMENTS_UNSAFE", file=path, entry=name)
        seen.add(name.casefold())
        entries[name] = each
    if sum(each.file_size for each in entries.values()) > ATTACHMENTS_LIMIT + _MANIFEST_LIMIT:
        raise AppError("ATTACHMENTS_OVER_LIMIT", file=path)
    return entries


def _is_plain(entry: ZipInfo) -> bool:
    """A file, stored or deflated, unencrypted, under a name that leads nowhere."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_file = kind in (0, stat.S_IFREG)
    is_readable = entry.compress_type in (ZIP_STORED, ZIP_DEFLATED)
    leads_nowhere = name not in ("", ".", "..") and not any(each in name for each in "/\\:\0")
    return is_file and is_readable and leads_nowhere and not entry.flag_bits & _ENCRYPTED


def _decode_manifest(content: bytes, path: Path) -> Manifest:
    try:
        head = msgspec.json.decode(content, type=_Head)
        if head.format != FORMAT:
            raise AppError("ATTACHMENTS_FOREIGN", file=path)
        if head.format_version > FORMAT_VERSION:
            raise AppError("ATTACHMENTS_NEWER", file=path)
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as problem:
        raise AppError("ATTACHMENTS_FOREIGN", file=path) from problem
    if _SHA256.fullmatch(manifest.payload_sha256) is None:
        raise AppError("ATTACHMENTS_FOREIGN", file=path)
    return manifest


class _Head(msgspec.Struct):
    format: str
    format_version: int


def _read_file(package: ZipFile, entry: ZipInfo, stated: PackedFile, path: Path) -> bytes:
    content = _inflate(package, entry, ATTACHMENTS_LIMIT, path)
    is_same = len(content) == stated.size_bytes
    if not is_same or hashlib.sha256(content).hexdigest() != stated.sha256:
        raise AppError("ATTACHMENTS_CHANGED", file=path, entry=stated.name)
    return content


def _inflate(package: ZipFile, entry: ZipInfo, limit: int, path: Path) -> bytes:
    """The bytes of an entry, of exactly the size its head states; no more than one byte more."""
    if entry.file_size > limit:
        raise AppError("ATTACHMENTS_OVER_LIMIT", file=path)
    try:
        with package.open(entry) as stream:
            content = stream.read(entry.file_size + 1)
    except (BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as problem:
        raise AppError("ATTACHMENTS_DAMAGED", file=path, entry=entry.orig_filename) from problem
    if len(content) != entry.file_size:
        raise AppError("ATTACHMENTS_DAMAGED", file=path, entry=entry.orig_filename)
    return content
