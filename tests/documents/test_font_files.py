"""The shipped faces: the very files of the list, or none."""

import shutil
from pathlib import Path

import msgspec
import pytest

from app.documents.font_files import faces_folder, find_face, shipped_faces, take_faces
from app.errors import AppError
from tests.support.special_files import make_link

LATIN = shipped_faces().faces[2]


@pytest.fixture
def latin(tmp_path: Path) -> Path:
    return Path(shutil.copy(faces_folder() / LATIN.file, tmp_path))


@pytest.mark.parametrize("face", shipped_faces().faces, ids=lambda each: each.role)
def test_each_face_here_is_the_one_of_the_list_to_the_last_byte(face: object) -> None:
    (own,) = (each for each in shipped_faces().faces if each == face)
    path = find_face(own, faces_folder())
    assert own.is_whole_at(path)
    assert (faces_folder() / own.licence).is_file()


def test_a_face_is_looked_for_nowhere_else(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="FONT_MISSING"):
        find_face(LATIN, tmp_path)


@pytest.mark.parametrize("place", [0, 300, -1])
def test_another_version_of_a_face_is_refused(latin: Path, place: int) -> None:
    """At its end at set-up, at its opening and by its size whenever it is opened."""
    content = bytearray(latin.read_bytes())
    content[place] ^= 1
    latin.write_bytes(content)
    assert LATIN.is_at(latin) is (place == -1)
    assert not LATIN.is_whole_at(latin)
    latin.write_bytes(content + b"\0")
    with pytest.raises(AppError) as caught:
        find_face(LATIN, latin.parent)
    assert caught.value.params["file"] == latin.name


def test_set_up_takes_the_faces_of_the_packages_once(tmp_path: Path) -> None:
    source, folder = tmp_path / "root", tmp_path / "faces"
    folder.mkdir()
    for face in shipped_faces().faces:
        path = source / face.installed_as.lstrip("/")
        path.parent.mkdir(parents=True, exist_ok=True)
        make_link(path, faces_folder() / face.file)
    assert take_faces(folder, source) == []
    assert take_faces(folder, tmp_path / "no packages any more") == []
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        each.file for each in shipped_faces().faces
    )


def test_set_up_leaves_another_version_out_and_names_the_package(
    tmp_path: Path, latin: Path
) -> None:
    """Its opening is the same: only the whole digest tells."""
    content = bytearray(latin.read_bytes())
    content[-1] ^= 1
    latin.unlink()
    packaged = tmp_path / "root" / LATIN.installed_as.lstrip("/")
    packaged.parent.mkdir(parents=True)
    packaged.write_bytes(content)
    problems = take_faces(tmp_path, tmp_path / "root")
    assert len(problems) == 4
    assert "fonts-sil-gentiumplus 6.101-1" in problems[2]
    assert LATIN.sha256 in problems[2]
    assert not list(tmp_path.glob("*.ttf*"))


def test_the_statement_of_a_payload_tells_sets_of_faces_apart() -> None:
    own = shipped_faces()
    assert own.statement == "kai-gentium-02345cd5ff64"
    other = msgspec.structs.replace(own, faces=own.faces[::-1])
    assert other.statement != own.statement
