"""A received return as another version of the form asks."""

from collections.abc import Mapping

from msgspec.structs import replace

from app.forms.form_move import move_comment, move_payload
from app.models.forms import FormSpec
from app.models.received import ReceivedReturn


def move_return(
    received: ReceivedReturn, forms: Mapping[str, FormSpec], form: FormSpec
) -> ReceivedReturn:
    """A return as another form asks, with the comments on it; its digest stays the signed one."""
    old, decision = forms[received.payload.form_sha256], received.decision
    if old == form:
        return received
    if decision is not None:
        decision = replace(
            decision, comments=tuple(move_comment(each, old, form) for each in decision.comments)
        )
    return replace(received, payload=move_payload(received.payload, old, form), decision=decision)
