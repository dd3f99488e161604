"""The commit is told by the package, by git, or not at all; nothing of that is a failure."""

import shutil
import subprocess
from pathlib import Path

import pytest

from app.release.commit import COMMIT, find_commit, program_folder, shorten

FULL = "0123456789abcdef0123456789abcdef01234567"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    git(tmp_path, "init", "-q")
    (tmp_path / "file").write_text("1", encoding="ascii")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "-qm", "one")
    return tmp_path


def test_a_package_says_what_was_written_into_it(checkout: Path) -> None:
    (checkout / COMMIT).parent.mkdir()
    (checkout / COMMIT).write_text(f"{FULL}\n", encoding="ascii")
    assert find_commit(checkout) == FULL


def test_a_checkout_says_what_git_knows(checkout: Path) -> None:
    git(checkout, "tag", "v1")  # whose name is not what is asked for
    head = git(checkout, "rev-parse", "HEAD")
    assert find_commit(checkout) == head
    (checkout / "file").write_text("2", encoding="ascii")
    assert find_commit(checkout) == f"{head}-dirty"


def test_this_checkout_knows_its_own() -> None:
    assert (program_folder() / "app" / "release").is_dir()


def test_nobody_knows_a_folder_that_is_neither(tmp_path: Path) -> None:
    assert find_commit(tmp_path) == ""


def test_the_repository_a_folder_lies_in_is_not_its_own(checkout: Path) -> None:
    """A program unpacked into somebody's repository does not give out that one's commit."""
    (checkout / "program").mkdir()
    assert find_commit(checkout / "program") == ""


@pytest.mark.parametrize("fault", ["no git", "a git that fails", "an empty repository", "not text"])
def test_what_goes_wrong_is_nothing_known(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    match fault:
        case "no git":
            monkeypatch.setenv("PATH", str(programs))
        case "a git that fails":
            (programs / "git").write_text("#!/bin/sh\nexit 128\n", encoding="ascii")
            (programs / "git").chmod(0o755)
            monkeypatch.setenv("PATH", str(programs))
        case "an empty repository":
            (checkout / ".git/HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
        case "not text":
            (checkout / ".git/HEAD").unlink()
            (checkout / COMMIT).parent.mkdir()
            (checkout / COMMIT).write_bytes(b"\xff\xff")
    assert find_commit(checkout) == ""


@pytest.mark.parametrize(
    ("commit", "shown"), [(FULL, "0123456789ab"), (f"{FULL}-dirty", "0123456789ab-dirty"), ("", "")]
)
def test_a_commit_is_shown_short(commit: str, shown: str) -> None:
    assert shorten(commit) == shown
