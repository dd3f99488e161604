"""The signature fields of a return's PDF: one for each signer, in the order of signing."""

from collections.abc import Sequence

from app.documents.assembly import SignatureField
from app.models.signatures import SignerRole

FIELD_NAMES = {SignerRole.PREPARER: "Preparer", SignerRole.APPROVER: "Approver"}
"""In the order of signing."""
SIGNING_REASONS = {SignerRole.PREPARER: "填報", SignerRole.APPROVER: "核定"}
"""What viewers show as the reason of each signature."""
_LABELS = {SignerRole.PREPARER: "填報人簽章", SignerRole.APPROVER: "核定人簽章"}


def build_fields(roles: Sequence[SignerRole]) -> tuple[SignatureField, ...]:
    """The fields for signers of these roles; the last of several signers locks all fields."""
    return tuple(
        SignatureField(
            name=FIELD_NAMES[role],
            label=_LABELS[role],
            is_locking=0 < index == len(roles) - 1,
        )
        for index, role in enumerate(roles)
    )
