"""What the window calls the capacities somebody signs in."""

from app.models.signatures import SignerRole
from app.ui.translation import tr

ROLE_NAMES = {SignerRole.PREPARER: tr("填報人"), SignerRole.APPROVER: tr("核定人")}
