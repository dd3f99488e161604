"""The round file (填報包, .tbround): how a round travels from the office to one agency.

One line of JSON: `{"content":{…},"sha256":"…","signature":null}`. `content` is the canonical JSON
of a `RoundFile`; `sha256` is the digest of exactly those bytes, so that a file damaged on its way
is refused by name. `signature` is where the office's CMS signature over the same bytes goes; until
the office has a key it is null, and a file that carries one is refused rather than half trusted.
"""

import hashlib
from pathlib import Path

import msgspec

from app.errors import AppError
from app.files import read_bounded, write_atomically
from app.models.record import Record
from app.models.returns import canonical_bytes
from app.models.rounds import RoundFile

SUFFIX = ".tbround"
FORMAT = "tianbao.round"
FORMAT_VERSION = 1
LIMIT_BYTES = 20_000_000


class _Envelope(Record, frozen=True, kw_only=True):
    content: msgspec.Raw
    sha256: str
    signature: str | None


class _Head(msgspec.Struct, frozen=True, kw_only=True):
    """What can be told of any version's content; lenient, so that a newer file is named as such."""

    format: str
    format_version: int


def write_round_file(round_file: RoundFile, path: Path) -> None:
    """Write a round file atomically; same value, same bytes. Raises AppError FILE_*."""
    write_atomically(path, build_round_file_bytes(round_file))


def build_round_file_bytes(round_file: RoundFile) -> bytes:
    """The bytes of a round file."""
    content = canonical_bytes(round_file)
    envelope = _Envelope(
        content=msgspec.Raw(content), sha256=hashlib.sha256(content).hexdigest(), signature=None
    )
    return msgspec.json.encode(envelope, order="sorted")


def read_round_file(path: Path) -> RoundFile:
    """Read and check a round file.

    Raises AppError FILE_* (missing, unreadable, too large), ROUND_FILE_FOREIGN (something else),
    ROUND_FILE_NEWER (written by a newer version), ROUND_FILE_DAMAGED (digest does not fit),
    ROUND_FILE_SIGNED (carries a signature this version cannot check), ROUND_FILE_INVALID.
    """
    return parse_round_file(read_bounded(path, LIMIT_BYTES), path)


def parse_round_file(content: bytes, path: Path) -> RoundFile:
    """Check the bytes of a round file; `path` only names it in errors, which are those above."""
    try:
        envelope = msgspec.json.decode(content, type=_Envelope)
        head = msgspec.json.decode(envelope.content, type=_Head)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise AppError("ROUND_FILE_FOREIGN", file=path) from problem
    if head.format != FORMAT:
        raise AppError("ROUND_FILE_FOREIGN", file=path)
    if head.format_version > FORMAT_VERSION:
        raise AppError("ROUND_FILE_NEWER", file=path, version=head.format_version)
    if hashlib.sha256(envelope.content).hexdigest() != envelope.sha256:
        raise AppError("ROUND_FILE_DAMAGED", file=path)
    if envelope.signature is not None:
        raise AppError("ROUND_FILE_SIGNED", file=path)
    return _decode_content(bytes(envelope.content), path)


def _decode_content(content: bytes, path: Path) -> RoundFile:
    try:
        round_file = msgspec.json.decode(content, type=RoundFile)
    except msgspec.ValidationError as problem:
        raise AppError("ROUND_FILE_INVALID", file=path, detail=problem) from problem
    # JSON can say one thing in many ways (repeated keys, for one); only the canonical way counts.
    if canonical_bytes(round_file) != content:
        raise AppError("ROUND_FILE_INVALID", file=path, detail="not canonical")
    if round_file.agency not in {each.code for each in round_file.programme.agencies}:
        raise AppError("ROUND_FILE_INVALID", file=path, detail=f"agency {round_file.agency}")
    return round_file
