"""How the states of returns look: an icon and a tone beside the word, never colour alone."""

from app.models.reviews import ReturnState
from app.ui.widgets.theme import Tone

STATE_ICONS = {
    ReturnState.NOT_RECEIVED: "circle-dashed",
    ReturnState.OVERDUE: "hourglass",
    ReturnState.UNDER_REVIEW: "eye",
    ReturnState.SENT_BACK: "undo-2",
    ReturnState.ACCEPTED: "circle-check",
}
STATE_TONES = {
    ReturnState.NOT_RECEIVED: Tone.MUTED,
    ReturnState.OVERDUE: Tone.ERROR,
    ReturnState.UNDER_REVIEW: Tone.ACCENT,
    ReturnState.SENT_BACK: Tone.WARNING,
    ReturnState.ACCEPTED: Tone.OK,
}
COUNT_ORDER = (
    ReturnState.ACCEPTED,
    ReturnState.UNDER_REVIEW,
    ReturnState.SENT_BACK,
    ReturnState.NOT_RECEIVED,
    ReturnState.OVERDUE,
)
"""The order in which the headline names the states."""
