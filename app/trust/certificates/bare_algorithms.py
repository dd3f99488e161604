"""Algorithms in CMS that are named and nothing more."""

from typing import Any

from asn1crypto import core


def is_bare(kind: Any, algorithm: Any) -> bool:
    """Tell whether an algorithm is named without parameters, or with the one that says none.

    `kind` is the class of asn1crypto it belongs to.
    """
    name = algorithm["algorithm"].native
    bare = kind({"algorithm": name})
    spoken = kind({"algorithm": name, "parameters": core.Null()})
    return algorithm.dump() in (bare.dump(), spoken.dump())
