"""Likeness: texts that a reader takes for the same one are the same one when searched."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from app.characters.folding import fold

_VARIANTS = str.maketrans(
    "臺裏峯羣啓衆温衞説産强敎淸靑爲眞鷄恆牀綫麽内戶黃録緖緑脫鋭閲稅悅凈"
    "郞鄕槪旣卽絕尙吿硏潁慎隷顔顏",
    "台裡峰群啟眾溫衛說產強教清青為真雞恒床線麼內户黄錄緒綠脱銳閱税悦淨"
    "郎鄉概既即絶尚告研穎愼隸顏顏",
)
"""Other shapes of one character, as in names and as fonts and other programs write them."""


def liken(text: str) -> str:
    """A text without what does not tell it apart: width, case, variant shapes, white space.

    Two texts are alike when this gives the same for both, and one is found in the other when it
    stands in it then.
    """
    return "".join(likened for likened, _ in _walk(text))


def find_like(text: str, sought: str) -> tuple[int, int] | None:
    """Where a text first holds one like `sought`, as start and end; None where it does not."""
    wanted = liken(sought)
    if not wanted:
        return None
    parts, places = [], []
    for likened, at in _walk(text):
        parts.append(likened)
        places += [at] * len(likened)
    found = "".join(parts).find(wanted)
    if found < 0:
        return None
    return places[found], places[found + len(wanted) - 1] + 1


def _walk(text: str) -> Iterator[tuple[str, int]]:
    """Each character likened, with its place."""
    for at, each in enumerate(text):
        likened = _liken_one(each)
        if likened:
            yield likened, at


@lru_cache(maxsize=20_000)
def _liken_one(character: str) -> str:
    folded = unicodedata.normalize("NFKC", fold(character)).casefold().translate(_VARIANTS)
    return "".join(each for each in folded if not each.isspace())
