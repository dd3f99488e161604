"""The words of the signature fields in a return's PDF. Apart from signing, which loads pyHanko."""

from app.models.signatures import SignerRole

FIELD_NAMES = {SignerRole.PREPARER: "Preparer", SignerRole.APPROVER: "Approver"}
"""In the order of signing."""
SIGNING_REASONS = {SignerRole.PREPARER: "填報", SignerRole.APPROVER: "核定"}
"""What viewers show as the reason of each signature."""
