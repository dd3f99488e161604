"""The texts of the window as they stand in the source of app/ui, and in its translations."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
TRANSLATIONS = ROOT / "resources/i18n/window"
CHINESE = re.compile(r"[\u3001-\u303f\u3400-\u9fff\uf900-\ufaff\uff01-\uffef]")
"""Han characters and full-width punctuation; the ideographic space is a gap like any other."""
_WRAPPERS = ("tr", "as_written")


Entry = tuple[str, str]
"""A text and, where one word has several, its meaning."""


@dataclass(frozen=True)
class SourceTexts:
    """What one module gives to `tr`, and where it keeps a text from the translators."""

    translated: frozenset["Entry"]
    kept: frozenset[str]
    """The same in every language."""
    faults: tuple[str, ...]
    """`line: what is wrong`."""


def read_window_texts(source: str) -> SourceTexts:
    """Read the texts of one module."""
    tree = ast.parse(source)
    reader = _Reader(frozenset(id(each) for each in _docstrings(tree)))
    reader.visit(tree)
    return SourceTexts(
        frozenset(reader.texts["tr"]),
        frozenset(text for text, _ in reader.texts["as_written"]),
        tuple(reader.faults),
    )


def read_all_window_texts() -> dict[Path, SourceTexts]:
    """The texts of each module of app/ui."""
    return {
        path: read_window_texts(path.read_text(encoding="utf-8"))
        for path in sorted((ROOT / "app/ui").rglob("*.py"))
    }


def read_translations(path: Path) -> dict[Entry, str | None]:
    """The entries of a .ts file with their finished translation, None where there is none."""
    entries = {}
    for message in ElementTree.parse(path).iter("message"):
        translation = message.find("translation")
        assert translation is not None
        is_finished = translation.get("type") is None
        entry = message.findtext("source", ""), message.findtext("comment", "")
        entries[entry] = translation.text if is_finished else None
    return entries


def _docstrings(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value


class _Reader(ast.NodeVisitor):
    def __init__(self, docstrings: frozenset[int]) -> None:
        self.texts: dict[str, set[Entry]] = {each: set() for each in _WRAPPERS}
        self.faults: list[str] = []
        self._docstrings = docstrings

    def visit_Constant(self, node: ast.Constant) -> None:
        """A literal on its own."""
        is_text = isinstance(node.value, str) and CHINESE.search(node.value) is not None
        if is_text and id(node) not in self._docstrings:
            self.faults.append(f"{node.lineno}: {node.value!r} is not wrapped in tr")

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """lupdate does not look into f-strings."""
        self.generic_visit(node)
        if "tr" in {_wrapper_of(each) for each in ast.walk(node)}:
            self.faults.append(f"{node.lineno}: lupdate cannot see tr within an f-string")

    def visit_Call(self, node: ast.Call) -> None:
        """The text of a call to tr is given, its values are looked into."""
        wrapper = _wrapper_of(node)
        if wrapper is None:
            self.generic_visit(node)
            return
        words = [each.value for each in node.args if isinstance(each, ast.Constant)]
        if not words or len(words) < len(node.args):
            self.faults.append(f"{node.lineno}: {wrapper} wants a plain literal")
        elif len(words) > 1 and node.keywords:
            self.faults.append(
                f"{node.lineno}: with meaning and values lupdate takes it for a plural"
            )
        else:
            self.texts[wrapper].add((str(words[0]), "".join(map(str, words[1:]))))
        for each in node.keywords:
            self.visit(each.value)


def _wrapper_of(node: ast.AST) -> str | None:
    """Which of ours is called there."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id if node.func.id in _WRAPPERS else None
    return None
