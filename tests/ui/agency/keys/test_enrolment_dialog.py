"""Asking to be enrolled: what the request may say."""

from pytestqt.qtbot import QtBot

from app.models.enrolment import EnrolmentPurpose
from app.models.signatures import SignerRole
from app.ui.agency.keys.enrolment_dialog import EnrolmentDialog
from tests.agency.desks import (
    OFFICE_FINGERPRINT,
)


def test_renewal_is_offered_to_who_is_on_the_registry_only(qtbot: QtBot) -> None:
    dialog = EnrolmentDialog(OFFICE_FINGERPRINT, "陳小華", "MOE-02", SignerRole.PREPARER, ())
    qtbot.addWidget(dialog)
    assert dialog.purpose.count() == 1
    assert dialog.wish().purpose is EnrolmentPurpose.NEW
    dialog.name.clear()
    assert not dialog.agree.isEnabled()
