"""The one exception of strict verification: a reason code, raised where the fault is found.

It never leaves `app.returns`: the verifiers turn it into a `Reason` in one place.
"""

from collections.abc import Iterable

from app.models.signatures import Reason


class Refused(Exception):  # noqa: N818 - it is a verdict on a file, not an error of ours
    """A received file breaks a rule; each code has its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params = {key: str(value)[:200] for key, value in params.items()}
        super().__init__(f"{code} {self.params}")

    def reason(self) -> Reason:
        """The value a verdict carries."""
        return Reason(code=self.code, params=self.params)


def unique_reasons(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons in order, each said once (two signatures often share a fault)."""
    kept: list[Reason] = []
    for each in reasons:
        if each not in kept:
            kept.append(each)
    return tuple(kept)
