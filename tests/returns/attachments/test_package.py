"""The package attachments leave in: plain for anybody, the same each time, and read with care."""

import hashlib
import io
import json
import shutil
import stat
import struct
import subprocess
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import AppError
from app.files import MOST_ATTACHMENTS
from app.models.returns import AttachmentDigest, Payload
from app.returns.attachments.manifest import MANIFEST
from app.returns.attachments.reader import ensure_of_payload, looks_like_package, read_package
from app.returns.attachments.writer import build_manifest, entry_names, write_package
from tests.returns.attachments.test_rules import attachment
from tests.returns.sample import sample

PATH = Path("04_MOE_114-annual_r1_附件.zip")
CONTENTS = {"會議.pdf": b"%PDF-1.7 minutes" * 40, "照片.jpg": b"\xff\xd8\xff a photo", "無": b"x"}


def digest(name: str, content: bytes) -> AttachmentDigest:
    sha256 = hashlib.sha256(content).hexdigest()
    return AttachmentDigest(
        name=name, media_type="image/jpeg", size_bytes=len(content), sha256=sha256
    )


BY_SHA256 = {hashlib.sha256(each).hexdigest(): each for each in CONTENTS.values()}
PAYLOAD: Payload = sample(
    attachments=tuple(digest(*each) for each in sorted(CONTENTS.items()))
).payload
PACKAGE = write_package(PAYLOAD, BY_SHA256.__getitem__)


def read(content: bytes) -> dict[str, bytes]:
    package = read_package(content, PATH)
    ensure_of_payload(package, PAYLOAD, PATH)
    return dict(package.contents)


def refusal(content: bytes) -> tuple[str, str]:
    with pytest.raises(AppError) as caught:
        read(content)
    assert caught.value.params["file"] == PATH.name
    return caught.value.code, caught.value.params.get("entry", "")


def packed(entries: dict[str, bytes], method: int = ZIP_STORED) -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w", method) as package:
        for name, content in entries.items():
            entry = ZipInfo()
            entry.filename, entry.compress_type = name, method  # Windows would turn round a \\
            package.writestr(entry, content)
    return stream.getvalue()


def unpacked_of(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as package:
        return {each: package.read(each) for each in package.namelist()}


def unpacked() -> dict[str, bytes]:
    return unpacked_of(PACKAGE)


def restated(**changes: object) -> bytes:
    """The package with another manifest."""
    stated = {**json.loads(unpacked()[MANIFEST]), **changes}
    return packed(unpacked() | {MANIFEST: json.dumps(stated).encode()})


# -- what it is ------------------------------------------------------------------------------------


def test_what_was_packed_is_read() -> None:
    assert read(PACKAGE) == BY_SHA256
    assert looks_like_package(PACKAGE)


def test_the_same_return_gives_the_same_bytes() -> None:
    assert write_package(PAYLOAD, BY_SHA256.__getitem__) == PACKAGE
    with ZipFile(io.BytesIO(PACKAGE)) as package:
        heads = {(each.date_time, each.compress_type, each.create_system) for each in
                 package.infolist()}  # fmt: skip
    assert heads == {((1980, 1, 1, 0, 0, 0), ZIP_STORED, 3)}


def test_the_manifest_comes_first_and_says_of_which_return_it_is() -> None:
    assert next(iter(unpacked())) == MANIFEST
    stated = json.loads(unpacked()[MANIFEST])
    assert stated["control_number"] == PAYLOAD.control_number()
    assert stated["payload_sha256"] == PAYLOAD.sha256()
    assert (stated["agency"], stated["round_id"], stated["revision"]) == (
        PAYLOAD.agency, PAYLOAD.round_id, PAYLOAD.revision,
    )  # fmt: skip
    assert [each["name"] for each in stated["files"]] == sorted(CONTENTS)


@pytest.mark.parametrize("program", ["unzip", "bsdtar", "7z"])
def test_any_program_unpacks_it(program: str, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"no {program} here")
    (tmp_path / "a.zip").write_bytes(PACKAGE)
    arguments = {"unzip": ["-q"], "bsdtar": ["-xf"], "7z": ["x"]}[program]
    environment = {"LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"}
    subprocess.run([program, *arguments, "a.zip"], cwd=tmp_path, check=True, env=environment)
    for name, content in CONTENTS.items():
        assert (tmp_path / name).read_bytes() == content


def test_packed_again_by_another_program_it_is_the_same_package() -> None:
    entries = dict(reversed(unpacked().items()))
    assert read(packed(entries, ZIP_DEFLATED)) == BY_SHA256
    assert looks_like_package(packed(entries))


def test_bytes_that_are_not_those_of_the_digest_are_not_packed() -> None:
    others = {each: content[::-1] for each, content in BY_SHA256.items()}
    with pytest.raises(AppError, match="ATTACHMENT_DAMAGED"):
        write_package(PAYLOAD, others.__getitem__)


def test_a_workbook_or_any_other_archive_is_no_package() -> None:
    assert not looks_like_package(packed({"[Content_Types].xml": b"", MANIFEST: b"{}"}))
    assert not looks_like_package(packed({"a.txt": MANIFEST.encode()}))
    assert not looks_like_package(b"PK\x03\x04 manifest.json")
    assert not looks_like_package(b"%PDF-1.7")


# -- names -----------------------------------------------------------------------------------------


def test_names_side_by_side_are_each_there_once() -> None:
    names = ("A.jpg", "a.JPG", "a.jpg", "manifest.json", "無", "無")
    files = [attachment(name, number) for number, name in enumerate(names)]
    expected = ("A.jpg", "a (2).JPG", "a (3).jpg", "manifest (2).json", "無", "無 (2)")
    assert entry_names(files) == expected


@given(st.lists(st.sampled_from(("a.jpg", "A.jpg", "a (2).jpg", "a (2) (2).jpg")), max_size=8))
def test_names_never_meet_whatever_was_attached(names: list[str]) -> None:
    files = [attachment(name, number) for number, name in enumerate(names)]
    assert len({each.casefold() for each in entry_names(files)}) == len(files)


# -- what is not taken -----------------------------------------------------------------------------


def test_a_changed_file_is_named() -> None:
    assert refusal(packed(unpacked() | {"無": b"y"})) == ("ATTACHMENTS_CHANGED", "無")
    assert refusal(packed(unpacked() | {"無": b"xx"})) == ("ATTACHMENTS_CHANGED", "無")


def test_a_missing_or_further_file_is_named() -> None:
    entries = unpacked()
    del entries["照片.jpg"]
    assert refusal(packed(entries)) == ("ATTACHMENTS_MISSING", "照片.jpg")
    assert refusal(packed(unpacked() | {"病毒.exe": b"MZ"})) == ("ATTACHMENTS_EXTRA", "病毒.exe")


def test_a_manifest_that_lists_other_files_than_the_payload_is_refused() -> None:
    files = json.loads(unpacked()[MANIFEST])["files"]
    fewer = {**json.loads(unpacked()[MANIFEST]), "files": files[1:]}
    entries = unpacked() | {MANIFEST: json.dumps(fewer).encode()}
    del entries[files[0]["entry"]]
    assert refusal(packed(entries)) == ("ATTACHMENTS_MISSING", files[0]["name"])
    other = files[0] | {"entry": "z", "name": "z", "size_bytes": 1}
    other["sha256"] = hashlib.sha256(b"z").hexdigest()
    more = {**json.loads(unpacked()[MANIFEST]), "files": [*files, other]}
    entries = unpacked() | {MANIFEST: json.dumps(more).encode(), "z": b"z"}
    assert refusal(packed(entries)) == ("ATTACHMENTS_EXTRA", "z")


def test_the_package_of_another_return_is_refused() -> None:
    assert refusal(restated(payload_sha256="0" * 64)) == ("ATTACHMENTS_OTHER_RETURN", "")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"format": "tianbao.round"}, "ATTACHMENTS_FOREIGN"),
        ({"format_version": 2}, "ATTACHMENTS_NEWER"),
        ({"payload_sha256": "the other one"}, "ATTACHMENTS_FOREIGN"),
        ({"files": []}, "ATTACHMENTS_FOREIGN"),
        ({"revision": "one"}, "ATTACHMENTS_FOREIGN"),
        ({"more": 1}, "ATTACHMENTS_FOREIGN"),
    ],
)
def test_a_manifest_of_another_kind_is_refused(changes: dict[str, object], code: str) -> None:
    assert refusal(restated(**changes))[0] == code


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"no package at all",
        packed({"a": b"b"}),
        packed(unpacked() | {MANIFEST: b"[" * 100_000}),
        packed(unpacked() | {MANIFEST: b"\xff"}),
        PACKAGE[:-1],
        PACKAGE[1:],
        PACKAGE + b"\0",
        b"MZ" + PACKAGE,
        PACKAGE[: len(PACKAGE) // 2],
    ],
)
def test_what_is_no_package_is_refused(content: bytes) -> None:
    assert refusal(content)[0] == "ATTACHMENTS_FOREIGN"


@pytest.mark.parametrize("name", ["../照片.jpg", "/etc/passwd", "a/b.jpg", "..\\b", "C:b", "夾/"])
def test_a_name_that_leads_elsewhere_is_refused(name: str) -> None:
    assert refusal(packed(unpacked() | {name: b""})) == ("ATTACHMENTS_UNSAFE", name)


def _with_entry(change: Callable[[ZipInfo], None], content: bytes = b"/etc/passwd") -> bytes:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as package:
        for name, each in unpacked().items():
            package.writestr(name, each)
        entry = ZipInfo("連結")
        change(entry)
        package.writestr(entry, content)
    return stream.getvalue()


def _as_link(entry: ZipInfo) -> None:
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16


def _as_device(entry: ZipInfo) -> None:
    entry.create_system = 3
    entry.external_attr = (stat.S_IFCHR | 0o666) << 16


def _as_bzip2(entry: ZipInfo) -> None:
    entry.compress_type = ZIP_BZIP2


@pytest.mark.parametrize("change", [_as_link, _as_device, _as_bzip2])
def test_a_link_a_device_or_a_strange_compression_is_refused(
    change: Callable[[ZipInfo], None],
) -> None:
    assert refusal(_with_entry(change)) == ("ATTACHMENTS_UNSAFE", "連結")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["無", "MANIFEST.JSON", "照片.JPG"])
def test_a_name_that_is_there_twice_is_refused(name: str) -> None:
    stream = io.BytesIO(PACKAGE)
    with ZipFile(stream, "a") as package:
        package.writestr(name, b"again")
    assert refusal(stream.getvalue()) == ("ATTACHMENTS_UNSAFE", name)


def _central(content: bytes, name: str) -> int:
    """Where the directory's head of an entry begins."""
    return content.rindex(name.encode()) - 46


def test_an_encrypted_entry_is_refused() -> None:
    content = bytearray(PACKAGE)
    content[_central(PACKAGE, "無") + 8] |= 1
    assert refusal(bytes(content)) == ("ATTACHMENTS_UNSAFE", "無")


def test_a_damaged_entry_is_named() -> None:
    content = packed(unpacked(), ZIP_DEFLATED)
    at = content.index("會議.pdf".encode()) + len("會議.pdf".encode())
    damaged = bytearray(content)
    damaged[at : at + 4] = b"\xff\xff\xff\xff"
    assert refusal(bytes(damaged)) == ("ATTACHMENTS_DAMAGED", "會議.pdf")


def test_a_directory_that_says_another_name_than_the_entry_is_refused() -> None:
    content = bytearray(PACKAGE)
    at = PACKAGE.rindex("照片.jpg".encode(), 0, _central(PACKAGE, "照片.jpg"))
    content[at : at + 3] = "圖".encode()
    assert refusal(bytes(content)) == ("ATTACHMENTS_DAMAGED", "照片.jpg")


# -- bombs -----------------------------------------------------------------------------------------


def test_a_bomb_is_refused_by_what_it_states() -> None:
    bomb = packed(unpacked() | {"無": bytes(20_000_001)}, ZIP_DEFLATED)
    assert len(bomb) < 100_000
    assert refusal(bomb)[0] == "ATTACHMENTS_OVER_LIMIT"


def test_a_bomb_in_many_parts_is_refused_by_their_sum() -> None:
    parts = {f"{each}.bin": bytes(19_000_000) for each in range(6)}
    assert refusal(packed(unpacked() | parts, ZIP_DEFLATED))[0] == "ATTACHMENTS_OVER_LIMIT"


def test_a_bomb_that_states_too_little_is_not_inflated_further(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = packed(unpacked() | {"無": bytes(50_000_000)}, ZIP_DEFLATED)
    small = bytearray(content)
    at = _central(content, "無")
    struct.pack_into("<I", small, at + 24, 1)  # the size after inflation
    struct.pack_into("<I", small, at + 16, zlib.crc32(b"\0"))
    made = _count_inflated(monkeypatch)
    assert refusal(bytes(small)) == ("ATTACHMENTS_CHANGED", "無")
    assert sum(made) < 1_000_000


def _count_inflated(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    made: list[int] = []
    real = zlib.decompressobj

    class Counting:
        def __init__(self, window: int) -> None:
            self._real = real(window)

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

        def decompress(self, data: bytes, most: int = 0) -> bytes:
            plain = self._real.decompress(data, most)
            made.append(len(plain))
            return plain

    monkeypatch.setattr("zipfile.zlib.decompressobj", Counting)
    return made


def test_more_entries_than_a_return_has_are_not_even_listed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entries = {str(each): b"" for each in range(MOST_ATTACHMENTS + 2)}
    content = packed(entries)
    monkeypatch.setattr("app.returns.attachments.reader.ZipFile", None)
    assert refusal(content)[0] == "ATTACHMENTS_OVER_LIMIT"


def test_a_directory_larger_than_it_says_is_refused() -> None:
    content = bytearray(packed({str(each): b"" for each in range(5_000)}))
    struct.pack_into("<2H", content, len(content) - 14, 3, 3)
    assert refusal(bytes(content))[0] == "ATTACHMENTS_OVER_LIMIT"


def test_a_package_of_the_large_kind_is_refused() -> None:
    end = len(PACKAGE) - 22
    here, size, offset = struct.unpack_from("<2xHII", PACKAGE, end + 8)
    record = struct.pack("<4sQ2H2I4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, here, here, size, offset)
    mark = struct.pack("<4sIQI", b"PK\x06\x07", 0, end, 1)
    large = PACKAGE[:end] + record + mark + PACKAGE[end:]
    with ZipFile(io.BytesIO(large)) as package:  # others read the larger numbers
        assert len(package.namelist()) == here
    assert refusal(large)[0] == "ATTACHMENTS_FOREIGN"


def test_a_package_larger_than_any_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.returns.attachments.reader.PACKAGE_LIMIT", len(PACKAGE) - 1)
    assert refusal(PACKAGE)[0] == "ATTACHMENTS_OVER_LIMIT"


def test_a_comment_may_stand_at_the_end_and_nothing_behind_it() -> None:
    stream = io.BytesIO(PACKAGE)
    with ZipFile(stream, "a") as package:
        package.comment = "附件".encode()
    assert read(stream.getvalue()) == BY_SHA256
    assert refusal(stream.getvalue() + b"x")[0] == "ATTACHMENTS_FOREIGN"


def test_the_manifest_of_a_payload_lists_its_attachments() -> None:
    stated = build_manifest(PAYLOAD)
    assert {each.sha256: each.size_bytes for each in stated.files} == {
        each.sha256: each.size_bytes for each in PAYLOAD.attachments
    }


@pytest.mark.parametrize("method", [ZIP_STORED, ZIP_DEFLATED])
def test_whatever_is_changed_the_package_is_whole_or_refused(method: int) -> None:
    chance, whole = Random(537), packed(unpacked(), method)
    for _ in range(1_500):
        content = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5))):
            where = chance.choice((0, max(0, len(content) - 300)))
            at = chance.randrange(where, len(content))
            if chance.random() < 0.8:
                content[at] = chance.choice((0, 1, 127, 255, chance.randrange(256)))
            else:
                del content[at : at + chance.randrange(1, 40)]
        looks_like_package(bytes(content))
        try:
            assert read(bytes(content)) == BY_SHA256
        except AppError as problem:
            assert problem.code.startswith("ATTACHMENTS_")


def test_an_entry_without_a_name_is_refused() -> None:
    content = bytearray(PACKAGE)
    at = _central(PACKAGE, "無") + 46
    content[at : at + 3] = b"\0\0\0"
    assert refusal(bytes(content))[0] == "ATTACHMENTS_UNSAFE"
