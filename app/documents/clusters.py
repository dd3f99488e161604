"""Clusters of a text: a character with the marks that stand on it, drawn and measured as one.

n̂ has no code of its own: it is an n and a circumflex, and neither a line break nor justification
may come between them.
"""

import re
from collections.abc import Sequence

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0100-\U000e01ef"
)
"""Characters that are not drawn, as a character class: joiners, fillers, variation selectors."""
ATTACHED = (
    INVISIBLE + "\u0300-\u034e\u0350-\u036f\u0483-\u0489\u1ab0-\u1ace\u1dc0-\u1dff\u20d0-\u20f0"
    "\u302a-\u302f\u3099\u309a\ufe20-\ufe2f"
)
"""What belongs to the character before it, as a character class: marks, and what is not drawn."""
_ATTACHED = re.compile(f"[{ATTACHED}]")
_CLUSTER = re.compile(f".[{ATTACHED}]*", re.DOTALL)
_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


def has_attached(text: str) -> bool:
    """Return whether a text has clusters of more than one character."""
    return not text.isascii() and _ATTACHED.search(text) is not None


def split_clusters(text: str) -> Sequence[str]:
    """Split a text into its clusters; most texts are one character each, and returned as is."""
    return _CLUSTER.findall(text) if has_attached(text) else text


def drop_invisible(cluster: str) -> str:
    """The characters of a cluster that are drawn."""
    return _INVISIBLE.sub("", cluster)
