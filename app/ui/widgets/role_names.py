"""What the window calls the capacities somebody signs in."""

from app.models.signatures import SignerRole

ROLE_NAMES = {SignerRole.PREPARER: "填報人", SignerRole.APPROVER: "核定人"}
