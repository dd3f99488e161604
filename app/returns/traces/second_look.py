"""A second look at a refused copy, once the return it seems to be is known from another source."""

from collections.abc import Callable, Mapping

from app.errors import AppError
from app.models.returns import Payload, begin_digest, is_control_number
from app.models.signatures import Carrier, Reason
from app.returns.judging.trust_context import TrustContext
from app.returns.traces.finding import find_traces, name_payload

DigestFinder = Callable[[str], Payload | None]
"""The payload of a digest, or of its beginning, in a store; may raise AppError."""

_LOOKED_AT = frozenset({
    "RETURN_SAVED_AGAIN", "RETURN_SAVED_UNNAMED", "RETURN_PRINTED_COPY", "RETURN_AS_OTHER_KIND",
})  # fmt: skip


class KnownReturns:
    """Payloads by control number: those met among the same files, and those of a store."""

    def __init__(self, find_stored: DigestFinder | None = None) -> None:
        self._find_stored = find_stored
        self._met: dict[str, Payload] = {}

    def note(self, payload: Payload) -> None:
        """Remember a payload that nothing speaks against."""
        self._met[payload.control_number()] = payload

    def find(self, number: str) -> Payload | None:
        """The payload of that control number."""
        if number in self._met or self._find_stored is None or not is_control_number(number):
            return self._met.get(number)
        try:
            found = self._find_stored(begin_digest(number))
        except AppError:  # a damaged one is told of where it is read
            return None
        return found if found is not None and found.control_number() == number else None


def can_look_again(code: str, params: Mapping[str, str], known: KnownReturns) -> bool:
    """Return whether a second look would say more than a refusal does."""
    return code in _LOOKED_AT and known.find(params.get("control_number", "")) is not None


def look_again(
    content: bytes, code: str, params: Mapping[str, str], trust: TrustContext, known: KnownReturns
) -> Reason | None:
    """What takes the place of the refusal's first reason; None where it says all there is."""
    payload = known.find(params.get("control_number", ""))
    if code not in _LOOKED_AT or payload is None:
        return None

    if code == "RETURN_AS_OTHER_KIND":
        named = name_payload(payload, trust)
        return Reason(code="RETURN_NAMED_AS_OTHER_KIND", params=dict(params) | named)
    carrier = Carrier.PDF if content.startswith(b"%PDF-") else Carrier.WORKBOOK
    return next(iter(find_traces(content, carrier, trust, known.find)), None)
