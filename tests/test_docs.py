"""What the documentation points at is there."""

import re
import tomllib
from pathlib import Path

import pytest

from app import __version__
from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    str(each.relative_to(ROOT))
    for folder in (ROOT, ROOT / "docs", ROOT / "installer", ROOT / "resources")
    for each in folder.glob("*.md" if folder == ROOT else "**/*.md")
    if not re.match(r"0[1-9]", each.name)  # a record that waits for its number
)
DECISIONS = sorted((ROOT / "docs/decisions").glob("00*.md"))

_FOLDERS = r"(?:app|benchmarks|docs|installer|resources|tests)"
_PATH = re.compile(rf"(?<![\w/.-])({_FOLDERS}/[\w./-]*\w/?|[A-Z]+\.md|Makefile|pyproject\.toml)")
_LINK = re.compile(r"\]\(([^)#:\s]+)[^):]*\)")


def named_paths(text: str) -> set[str]:
    """Paths from the root named in a text; a place to fill in (`<page>`, `vN`) is not one."""
    return {each for each in _PATH.findall(text) if "<" not in each}


@pytest.mark.parametrize("page", PAGES)
def test_every_path_a_page_names_exists(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    missing = [each for each in sorted(named_paths(text)) if not (ROOT / each).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_link_of_a_page_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = _LINK.findall(path.read_text(encoding="utf-8"))
    assert [each for each in links if not (path.parent / each).exists()] == []


def test_a_path_is_found_in_code_and_in_prose() -> None:
    text = "see `app/forms/check.py`, docs/manual/ and tests/x; not myapp/forms or app/<topic>"
    assert named_paths(text) == {"app/forms/check.py", "docs/manual/", "tests/x"}


@pytest.mark.parametrize("record", DECISIONS, ids=lambda each: each.name[:4])
def test_a_decision_is_short_and_listed(record: Path) -> None:
    lines = record.read_text(encoding="utf-8").splitlines()
    assert 10 <= len(lines) <= 25
    assert lines[0].startswith(f"# {record.name[:4]}. ")
    assert lines[2].startswith("Status: ")
    text = "\n".join(lines)
    assert "**Context.**" in text
    assert "**Decision.**" in text
    assert "**Consequences.**" in text
    index = (record.parent / "README.md").read_text(encoding="utf-8")
    title = lines[0].partition(". ")[2]
    status = re.split(r"[.;]", lines[2].removeprefix("Status: "))[0]
    assert f"| [{record.name[:4]}]({record.name}) | {title} | {status} |" in index


def test_decisions_are_numbered_without_a_gap() -> None:
    numbers = [int(each.name[:4]) for each in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))


def test_architecture_and_contributing_stay_one_page() -> None:
    for page in ("docs/architecture.md", "CONTRIBUTING.md"):
        lines = (ROOT / page).read_text(encoding="utf-8").splitlines()
        assert len(lines) <= 80, page


def test_the_version_is_the_same_wherever_it_stands() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == __version__
    changelog = (ROOT / "docs/changelog.md").read_text(encoding="utf-8")
    assert f"\n## {__version__}（" in changelog
