"""An archive is opened within bounds and closed again; what cannot be opened stays what it is."""

import io
import unicodedata
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Literal

import pytest

from app.messages import describe_error
from app.recognition import unpacking
from app.recognition.unpacking import ArchiveRoom


def archive(path: Path, *names: str, content: bytes = b"x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for each in names:
            made.writestr(each, content)
    return path


def test_files_of_one_folder_stay_together_and_others_are_left(tmp_path: Path) -> None:
    names = ("01/a.xlsx", "01/a.pdf", "02/a.xlsx", "readme.txt", "__MACOSX/._a.xlsx", "in.zip")
    path = archive(tmp_path / "收件.zip", *names)
    with closing(ArchiveRoom()) as room:
        files, notes = room.open_archives([path, tmp_path / "b.xlsx"])
        assert [each.name for each in files] == ["a.xlsx", "a.pdf", "a.xlsx", "in.zip", "b.xlsx"]
        assert files[0].parent == files[1].parent != files[2].parent
        assert files[0].read_bytes() == b"x"
        assert room.name(str(files[0])) == f"{path}/a.xlsx"
        assert room.name("b.xlsx") == "b.xlsx"
        (sentence,) = [describe_error(each) for each in notes]
        assert "4 個檔案" in sentence
    assert not files[0].exists()


def test_names_of_a_chinese_windows_are_readable(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", "PLACEHOLDERS.xlsx")
    path.write_bytes(path.read_bytes().replace(b"PLACEHOLDERS", "國發會填報表".encode("cp950")))
    with closing(ArchiveRoom()) as room:
        (file,), _ = room.open_archives([path])
        assert file.name == "國發會填報表.xlsx"


@pytest.mark.parametrize("name", ["../../a.xlsx", "/etc/a.xlsx", "C:\\x\\a.xlsx", "a\x1b.xlsx"])
def test_no_name_leads_out_of_the_room(name: str, tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", name)
    with closing(ArchiveRoom()) as room:
        (file,), _ = room.open_archives([path])
        assert file.parent.parent.name.startswith("tianbao-")
        assert file.name.isprintable()


@pytest.mark.parametrize("names", [("a.xlsx", "A.XLSX"), ("a?.xlsx", "a:.xlsx"), ("a.xlsx",) * 2])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_twins_do_not_take_each_others_place(names: tuple[str, str], tmp_path: Path) -> None:
    """One name written twice, or two that are one to Windows."""
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        for number, name in enumerate(names):
            made.writestr(name, str(number))
    with closing(ArchiveRoom()) as room:
        files, _ = room.open_archives([path])
        assert sorted(each.read_bytes() for each in files) == [b"0", b"1"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_name_as_a_mac_writes_it_is_the_same_file(
    form: Literal["NFC", "NFD"], tmp_path: Path
) -> None:
    name = unicodedata.normalize(form, "Tâi-oân é.pdf")
    with closing(ArchiveRoom()) as room:
        (file,), _ = room.open_archives([archive(tmp_path / "a.zip", name)])
        assert file.name == unicodedata.normalize("NFC", name)
        assert file.read_bytes() == b"x"


def spoil(content: bytes) -> bytes:
    return content.replace(b"x" * 64, b"y" * 64)


def test_what_cannot_be_opened_stays_what_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged.zip"
    with zipfile.ZipFile(damaged, "w") as made:
        made.writestr("a.xlsx", b"x" * 64)
    damaged.write_bytes(spoil(damaged.read_bytes()))
    locked = archive(tmp_path / "locked.zip", "a.xlsx")
    content = bytearray(locked.read_bytes())
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    locked.write_bytes(content)
    package = archive(tmp_path / "附件.zip", "manifest.json", "a.pdf")
    book = archive(tmp_path / "book.zip", "[Content_Types].xml", "xl/workbook.xml")
    bomb = archive(tmp_path / "bomb.zip", "a.xlsx", content=bytes(30_000_000))
    kinds = [
        damaged,
        locked,
        book,
        bomb,
        tmp_path / "none.zip",
        archive(tmp_path / "e.zip", "a.txt"),
    ]
    with closing(ArchiveRoom()) as room:
        assert room.open_archives(kinds) == (tuple(kinds), ())
        assert room.open_archives([package]) == ((package,), ())
        many = archive(tmp_path / "many.zip", *(f"{each}.pdf" for each in range(500)))
        assert room.open_archives([many]) == ((many,), ())
        monkeypatch.setattr(unpacking, "_MOST_BYTES", 10)
        large = archive(tmp_path / "large.zip", "a.pdf", content=bytes(20))
        assert room.open_archives([large]) == ((large,), ())


def test_a_size_that_is_not_true_is_not_unpacked(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("a.xlsx", bytes(1_000_000))
    size = (1_000_000).to_bytes(4, "little")
    path = tmp_path / "lie.zip"
    path.write_bytes(packed.getvalue().replace(size, (10).to_bytes(4, "little")))
    with closing(ArchiveRoom()) as room:
        assert room.open_archives([path]) == ((path,), ())
