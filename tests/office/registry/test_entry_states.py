"""The registry as people look at it."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.enrolment import EnrolmentPurpose
from app.office.desk import OfficeDesk
from app.office.registry.enrolment_comparison import compare_with_present
from app.office.registry.entry_states import (
    EntryState,
    RegisteredCertificate,
    describe_registry,
)
from app.trust.certificates.registry import EXPIRING_DAYS
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.keys.signing_keys import SoftwareKey
from tests.office.registry.test_anchors import enter, with_chain
from tests.office.registry.test_enrolment import enrol, hand_over, make_key, make_request
from tests.office.scenes import NOON, PASSPHRASE, refusal_of
from tests.support.authorities import below, make_authority, make_person

pytestmark = pytest.mark.slow

NEW_PASSPHRASE = "另一個更長的通行碼"


def shown(desk: OfficeDesk, days: int = 0) -> tuple[RegisteredCertificate, ...]:
    now = NOON + timedelta(days=days)
    return describe_registry(
        desk.registry.current(), desk.enrolments.all(), desk.anchors.broken_chains(now), now
    )


def states(desk: OfficeDesk, days: int = 0) -> list[EntryState]:
    return [each.state for each in shown(desk, days)]


def test_a_certificate_runs_from_valid_over_expiring_to_expired(desk: OfficeDesk) -> None:
    enter(desk, make_person(below(), until=NOON + timedelta(days=100)))
    assert states(desk) == [EntryState.VALID]
    assert shown(desk)[0].days_left == 100
    assert states(desk, 100 - EXPIRING_DAYS - 1) == [EntryState.VALID]
    assert states(desk, 100 - EXPIRING_DAYS) == [EntryState.EXPIRING]
    assert states(desk, 101) == [EntryState.EXPIRED]
    assert shown(desk, 101)[0].days_left is None


def test_a_renewal_tells_what_it_renews_and_a_replacement_ends_it(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    first = enrol(desk, tmp_path, make_key())
    for purpose in (EnrolmentPurpose.RENEWAL, EnrolmentPurpose.REPLACEMENT):
        enrol(desk, tmp_path, make_key(), purpose=purpose, replaces_sha256=first)
    one, two, three = shown(desk)
    assert (one.renews, two.renews, three.renews) == (None, one.entry, one.entry)
    assert [each.state for each in (one, two)] == [EntryState.REPLACED, EntryState.VALID]
    desk.registry.withdraw(two.entry.certificate_sha256, reason="離職", at=NOON)
    assert states(desk)[1] is EntryState.WITHDRAWN
    assert [each.is_over for each in states(desk)] == [True, True, False]


def test_a_broken_chain_is_a_state_of_its_own(desk: OfficeDesk, tmp_path: Path) -> None:
    enter(desk, make_person(make_authority()))
    with_chain(desk, tmp_path)
    assert states(desk) == [EntryState.BROKEN_CHAIN]


def test_a_request_is_compared_with_the_entry_it_names(desk: OfficeDesk, tmp_path: Path) -> None:
    first = enrol(desk, tmp_path, make_key())

    def lines(key: SoftwareKey, **changes: object) -> dict[str, tuple[str, str, bool]]:
        number = hand_over(desk, tmp_path, make_request(key, **changes), key)
        waiting = next(each for each in desk.enrolments.all() if each.id == number)
        found = compare_with_present(waiting, desk.registry.current())
        return {each.label: (each.present, each.requested, each.is_changed) for each in found}

    assert lines(make_key()) == {}
    renewal = {"purpose": EnrolmentPurpose.RENEWAL, "replaces_sha256": first}
    found = lines(make_key(), person_name="陳曉華", **renewal)
    assert found["姓名"] == ("陳小華", "陳曉華", True)
    assert found["識別代號"] == ("MOE-02", "MOE-02", False)
    assert "有效至" not in found
    pinned = lines(make_person(below()), kind="pin", **renewal)
    assert pinned["發證者"] == ("協調彙整機關簽章憑證", "內政部憑證管理中心", True)
    assert pinned["有效至"][2]


def test_the_history_tells_who_did_what_to_whom(desk: OfficeDesk, tmp_path: Path) -> None:
    desk.name_officer("王小明")
    enrol(desk, tmp_path, make_key())
    events = desk.records.registry_events()
    assert [each.action for each in events] == [
        "enrolment_confirmed",
        "certificate_registered",
        "enrolment_received",
        "office_key_made",
    ]
    assert [each.actor for each in events[:3]] == ["王小明"] * 3
    assert events[0].detail["purpose"] == "new"


def test_the_passphrase_changes_and_the_key_does_not(desk: OfficeDesk) -> None:
    before = desk.keys.certificate()
    with pytest.raises(AppError) as caught:
        desk.keys.change_passphrase("不是這一個", NEW_PASSPHRASE)
    assert refusal_of(caught.value) == "OFFICE_PASSPHRASE_WRONG"
    for weak, code in (("短", "KEY_PASSPHRASE_SHORT"), ("password2026", "KEY_PASSPHRASE_WEAK")):
        with pytest.raises(AppError) as caught:
            desk.keys.change_passphrase(PASSPHRASE, weak)
        assert refusal_of(caught.value) == code
    desk.keys.change_passphrase(PASSPHRASE, NEW_PASSPHRASE)
    assert desk.keys.certificate() == before
    with pytest.raises(AppError):
        desk.keys.unlock(PASSPHRASE)
    desk.keys.unlock(NEW_PASSPHRASE)
    assert desk.records.audit_entries()[-1].action == "office_passphrase_changed"


def test_a_copy_of_the_key_file_opens_with_the_same_passphrase(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    copy = tmp_path / "elsewhere" / "copy.p12"
    desk.keys.copy_file(copy)
    known = desk.keys.certificate()
    assert known is not None
    key = load_pkcs12(copy, PASSPHRASE.encode())
    assert key.certificate_sha256 == known.certificate_sha256
    desk.keys.file.unlink()
    with pytest.raises(AppError) as caught:
        desk.keys.copy_file(copy)
    assert refusal_of(caught.value) == "OFFICE_KEY_FILE_MISSING"


def test_every_certificate_of_the_office_is_kept(desk: OfficeDesk) -> None:
    first = desk.keys.certificate()
    second = desk.keys.make(NEW_PASSPHRASE, replace=True)
    assert desk.keys.certificates() == (first, second)
