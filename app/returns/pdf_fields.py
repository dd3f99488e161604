"""The names of the signature fields in a return's PDF. Apart from signing, which loads pyHanko."""

from app.models.signatures import SignerRole

FIELD_NAMES = {SignerRole.PREPARER: "Preparer", SignerRole.APPROVER: "Approver"}
"""In the order of signing."""
