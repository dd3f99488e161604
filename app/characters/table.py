"""The table of what becomes of each character of Unicode (resources/characters/table.toml).

character → kind (emoji, radicals, private_use …) → treatment (keep, fold, clean, refuse)
"""

import re
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from types import MappingProxyType

from app.resources import resource_path


class Treatment(StrEnum):
    """What is done with a character where it enters."""

    KEEP = "keep"
    FOLD = "fold"
    CLEAN = "clean"
    REFUSE = "refuse"


class Kind(StrEnum):
    """What a character is to a text; treatment and reason of each stand in the table."""

    COMMON = "common"
    LETTERS = "letters"
    MARKS = "marks"
    IDEOGRAPHS = "ideographs"
    SYLLABLES = "syllables"
    SYMBOLS = "symbols"
    UNASSIGNED = "unassigned"
    SELECTOR = "selector"
    JOINER = "joiner"
    UNSEEN = "unseen"
    LINE_END = "line_end"
    SPACE = "space"
    HYPHEN = "hyphen"
    RADICALS = "radicals"
    COMPATIBILITY = "compatibility"
    WIDTH = "width"
    PRESENTATION = "presentation"
    STYLE = "style"
    ANNOTATION = "annotation"
    SYMBOL_FONT = "symbol_font"
    PRIVATE_USE = "private_use"
    BIG5 = "big5"
    EMOJI = "emoji"
    SHAPED = "shaped"
    PICTURE = "picture"
    DAMAGED = "damaged"


@dataclass(frozen=True, slots=True)
class Block:
    """Code points in a row, both ends belonging to it, that are treated alike."""

    first: int
    last: int
    kind: Kind
    name: str
    """Unicode's name of the block, with what this piece of it holds."""


@dataclass(frozen=True)
class CharacterTable:
    """The whole table, as it stands in its file."""

    treatments: Mapping[Kind, Treatment]
    reasons: Mapping[Kind, str]
    radicals: Mapping[str, str]
    """The characters of the radicals and strokes that Unicode itself does not decompose."""
    blocks: tuple[Block, ...]

    def block(self, code_point: int) -> Block | None:
        """The block that holds a code point; None for one without an entry."""
        place = bisect_right(self.blocks, code_point, key=lambda each: each.first) - 1
        found = self.blocks[place] if place >= 0 else None
        return found if found is not None and code_point <= found.last else None


@cache
def load_table() -> CharacterTable:
    """Read the table, once per process. Raises ValueError where ranges are out of order."""
    source = resource_path("characters") / "table.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    kinds = {Kind(name): each for name, each in table["kinds"].items()}
    pairs = table["radicals"]["pairs"].split()
    return CharacterTable(
        MappingProxyType({kind: Treatment(each["treatment"]) for kind, each in kinds.items()}),
        MappingProxyType({kind: each["reason"] for kind, each in kinds.items()}),
        MappingProxyType({each[0]: each[1] for each in pairs}),
        _read_blocks(table["blocks"]["ranges"]),
    )


def _read_blocks(ranges: str) -> tuple[Block, ...]:
    blocks = []
    end = -1
    for line in ranges.strip().splitlines():
        span, kind, name = line.split(maxsplit=2)
        first, last = (int(each, 16) for each in span.split(".."))
        if not end < first <= last:
            raise ValueError(f"{span} is out of order")
        blocks.append(Block(first, last, Kind(kind), name))
        end = last
    return tuple(blocks)


@lru_cache(maxsize=20_000)
def kind_of(character: str) -> Kind:
    """What one character is."""
    found = load_table().block(ord(character))
    return Kind.UNASSIGNED if found is None else found.kind


def treatment_of(character: str) -> Treatment:
    """What is done with one character, whatever stands beside it."""
    return load_table().treatments[kind_of(character)]


@cache
def uncommon() -> re.Pattern[str]:
    """Finds the characters that have to be looked at; most texts have none."""
    ranges = (
        f"{re.escape(chr(each.first))}-{re.escape(chr(each.last))}"
        for each in load_table().blocks
        if each.kind is Kind.COMMON
    )
    return re.compile(f"[^{''.join(ranges)}]")
