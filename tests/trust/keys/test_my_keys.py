"""Which keys a person has, how each stands on the registry, and what is to be done next."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from app.errors import AppError
from app.models.enrolment import EnrolmentPurpose
from app.models.policy import KeyRule
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.files import KeyFile
from app.trust.keys.memory import KeyMemory, KnownCard, KnownFile
from app.trust.keys.my_keys import (
    KeyMedium,
    KeyState,
    MyKey,
    NextStep,
    expiring_in_round,
    find_first_step,
    list_my_keys,
)
from app.trust.keys.office_authority import create_authority, issue_certificate
from app.trust.keys.signing_keys import SoftwareKey, create_software_key
from app.trust.papers.enrolment import build_request, build_succession
from tests.agency.desks import build_round
from tests.support.special_files import posix_modes
from tests.trust.policy.policies import curve, policy, rsa

NOW = datetime(2026, 1, 20, 9, 0, tzinfo=UTC)
OFFICE = create_authority("協調彙整機關", NOW - timedelta(days=900))


def make_key(days: int = 300, person_id: str = "MOE-01") -> SoftwareKey:
    return create_software_key(
        "林小明",
        person_id,
        "教育部",
        valid_from=NOW - timedelta(days=100),
        valid_until=NOW + timedelta(days=days),
    )


def make_entry(key: SoftwareKey, person_id: str = "MOE-01", **changes: object) -> RegistryEntry:
    entry = RegistryEntry(
        agency="MOE",
        person_id=person_id,
        person_name="林小明",
        role=SignerRole.PREPARER,
        certificate_pem=certificate_pem(key.certificate),
        certificate_sha256=key.certificate_sha256,
        active_from=NOW - timedelta(days=90),
        active_until=key.certificate.not_valid_after_utc,
    )
    return msgspec.structs.replace(entry, **changes)


@dataclass
class Drawer:
    """A folder of key files and what is remembered of them."""

    folder: Path
    memory: KeyMemory = field(default_factory=KeyMemory)

    def put(self, key: SoftwareKey, name: str = "key.p12") -> KeyFile:
        path = self.folder / name
        path.write_bytes(b"locked")
        return KeyFile(path, key.certificate)

    def look(self, files: list[KeyFile], *entries: RegistryEntry) -> tuple[MyKey, ...]:
        registry = Registry(
            sequence=1, issued_at=NOW, next_update=NOW + timedelta(days=400), entries=entries
        )
        return list_my_keys(files, self.memory, registry, "MOE", NOW)


@pytest.fixture
def drawer(tmp_path: Path) -> Drawer:
    return Drawer(tmp_path)


def test_a_key_nobody_registered_asks_for_a_request(drawer: Drawer) -> None:
    (key,) = drawer.look([drawer.put(make_key())])
    assert (key.medium, key.state, key.next_step) == (
        KeyMedium.PROGRAM,
        KeyState.NOT_REGISTERED,
        NextStep.REQUEST,
    )
    assert (key.person_name, key.person_id, key.role, key.days_left(NOW)) == (
        "林小明",
        "MOE-01",
        None,
        300,
    )


def test_once_the_request_is_out_it_waits(drawer: Drawer) -> None:
    made = make_key()
    request = build_request(
        made,
        agency="MOE",
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.PREPARER,
        at=NOW,
    )
    drawer.memory = drawer.memory.with_request(request, made.certificate_sha256)
    (key,) = drawer.look([drawer.put(made)])
    assert (key.state, key.next_step) == (KeyState.REQUESTED, NextStep.WAIT)
    assert key.request is not None and key.request.exported_at == NOW
    (key,) = drawer.look([drawer.put(made)], make_entry(made))
    assert (key.state, key.next_step) == (KeyState.USABLE, NextStep.NONE)


def test_the_first_page_is_told_what_to_begin_with_until_somebody_can_sign(drawer: Drawer) -> None:
    made = make_key()
    assert find_first_step(drawer.look([])) is NextStep.REQUEST
    assert find_first_step(drawer.look([drawer.put(made)])) is NextStep.REQUEST
    request = build_request(
        made,
        agency="MOE",
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.PREPARER,
        at=NOW,
    )
    drawer.memory = drawer.memory.with_request(request, made.certificate_sha256)
    assert find_first_step(drawer.look([drawer.put(made)])) is NextStep.WAIT
    assert find_first_step(drawer.look([drawer.put(made)], make_entry(made))) is None
    card_elsewhere = make_entry(make_key(person_id="MOE-02"), person_id="MOE-02")
    assert find_first_step(drawer.look([], card_elsewhere)) is None


def test_the_certificate_the_office_issued_counts_for_the_key(drawer: Drawer) -> None:
    made = make_key(days=20)
    request = build_request(
        made,
        agency="MOE",
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.APPROVER,
        at=NOW,
    )
    issued = SoftwareKey(
        made.private_key, issue_certificate(OFFICE, request, made.certificate, "教育部", NOW)
    )
    entry = make_entry(issued, role=SignerRole.APPROVER)
    (key,) = drawer.look([drawer.put(made)], entry)
    assert (key.entry, key.role, key.state) == (entry, SignerRole.APPROVER, KeyState.USABLE)
    assert key.own_sha256 == made.certificate_sha256
    assert key.facts is not None and key.facts.sha256 == issued.certificate_sha256
    assert key.days_left(NOW) == 730


@pytest.mark.parametrize(
    ("days", "state", "step"),
    [
        (61, KeyState.USABLE, NextStep.NONE),
        (60, KeyState.EXPIRING, NextStep.RENEW),
        (-1, KeyState.EXPIRED, NextStep.RENEW),
    ],
)
def test_sixty_days_before_the_end_it_is_said(
    drawer: Drawer, days: int, state: KeyState, step: NextStep
) -> None:
    made = make_key(days)
    (key,) = drawer.look([drawer.put(made)], make_entry(made))
    assert (key.state, key.next_step) == (state, step)


def test_the_registry_may_end_a_key_before_its_certificate_does(drawer: Drawer) -> None:
    made = make_key(300)
    entry = make_entry(made, active_until=NOW + timedelta(days=10))
    (key,) = drawer.look([drawer.put(made)], entry)
    assert (key.state, key.days_left(NOW)) == (KeyState.EXPIRING, 10)


def test_a_revoked_key_is_to_be_replaced(drawer: Drawer) -> None:
    made = make_key()
    entry = make_entry(made, revoked_at=NOW, revocation_reason="遺失")
    (key,) = drawer.look([drawer.put(made)], entry)
    assert (key.state, key.next_step) == (KeyState.REVOKED, NextStep.REPLACE)


def test_a_renewal_that_was_asked_for_waits_and_a_granted_one_rests(drawer: Drawer) -> None:
    old, new = make_key(20), make_key(700)
    request = build_request(
        new,
        agency="MOE",
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.PREPARER,
        at=NOW,
        purpose=EnrolmentPurpose.RENEWAL,
        replaces_sha256=old.certificate_sha256,
    )
    drawer.memory = drawer.memory.with_request(request, new.certificate_sha256)
    files = [drawer.put(old, "old.p12"), drawer.put(new, "new.p12")]
    waiting, asked = drawer.look(files, make_entry(old))
    assert (waiting.next_step, asked.state) == (NextStep.WAIT, KeyState.REQUESTED)
    rests, usable = drawer.look(files, make_entry(old), make_entry(new))
    assert (rests.state, rests.next_step) == (KeyState.EXPIRING, NextStep.NONE)
    assert usable.state is KeyState.USABLE


def test_a_file_nobody_opened_is_locked_and_one_that_is_gone_missing(drawer: Drawer) -> None:
    made = make_key()
    (drawer.folder / "dark.p12").write_bytes(b"locked")
    gone = KnownFile(
        path=str(drawer.folder / "gone.p12"), certificate_pem=certificate_pem(made.certificate)
    )
    drawer.memory = drawer.memory.with_file(gone)
    locked, missing = drawer.look([KeyFile(drawer.folder / "dark.p12", None)])
    assert (locked.state, locked.next_step, locked.facts) == (KeyState.LOCKED, NextStep.OPEN, None)
    assert (missing.state, missing.next_step) == (KeyState.MISSING, NextStep.OPEN)
    assert missing.person_id == "MOE-01"


def test_what_was_found_inside_a_file_counts_more_than_what_lies_beside_it(drawer: Drawer) -> None:
    inside, beside = make_key(), make_key(person_id="MOE-77")
    file = drawer.put(beside)
    known = KnownFile(path=str(file.path), certificate_pem=certificate_pem(inside.certificate))
    drawer.memory = drawer.memory.with_file(known)
    (key,) = drawer.look([file])
    assert key.own_sha256 == inside.certificate_sha256


def test_cards_are_listed_and_strangers_are_not_mine(drawer: Drawer) -> None:
    issuer = create_authority("內政部憑證管理中心", NOW - timedelta(days=900))
    card = SoftwareKey(issuer.private_key, issuer.certificate)
    drawer.memory = drawer.memory.with_card(
        KnownCard(label="自然人憑證", certificate_pem=certificate_pem(card.certificate))
    )
    other, elsewhere = make_key(person_id="MOE-09"), make_key(person_id="MOE-01")
    mine = make_key()
    keys = drawer.look(
        [drawer.put(mine)],
        make_entry(other, "MOE-09"),
        make_entry(mine),
        make_entry(elsewhere),
        make_entry(make_key(), agency="MOL"),
    )
    assert [(each.medium, each.is_mine) for each in keys] == [
        (KeyMedium.PROGRAM, True),
        (KeyMedium.CARD, True),
        (KeyMedium.ELSEWHERE, True),
        (KeyMedium.ELSEWHERE, False),
    ]
    assert keys[1].state is KeyState.UNFIT  # an authority's certificate signs no return


def test_a_key_that_ends_before_the_round_closes_is_told_of(drawer: Drawer) -> None:
    round_ = build_round(closes_on=date(2026, 3, 1))
    ends = make_key(30)
    files = [drawer.put(ends, "a.p12")]
    keys = drawer.look(files, make_entry(ends))
    assert expiring_in_round(keys, round_) == keys
    assert expiring_in_round(keys, build_round(closes_on=date(2026, 2, 10))) == ()
    longer = make_key(300)
    both = drawer.look([*files, drawer.put(longer, "b.p12")], make_entry(ends), make_entry(longer))
    assert expiring_in_round(both, round_) == ()
    assert expiring_in_round(drawer.look(files), round_) == ()


def test_what_is_remembered_can_be_forgotten() -> None:
    key = make_key()
    pem = certificate_pem(key.certificate)
    memory = KeyMemory().with_file(KnownFile(path="a", certificate_pem=pem))
    memory = memory.with_card(KnownCard(label="卡", certificate_pem=pem))
    assert memory.with_card(KnownCard(label="卡", certificate_pem=pem)) == memory
    assert memory.without_file("a").without_card(pem) == KeyMemory()


def test_a_successor_is_another_key_except_where_a_renewed_certificate_keeps_it() -> None:
    old = make_key()
    entry = make_entry(old)
    for purpose in (EnrolmentPurpose.RENEWAL, EnrolmentPurpose.REPLACEMENT):
        with pytest.raises(AppError) as caught:
            build_succession(old, entry, purpose, NOW)
        assert caught.value.code == "ENROLMENT_SAME_KEY"
    request = build_request(
        old,
        agency="MOE",
        person_id="MOE-01",
        person_name="林小明",
        role=SignerRole.PREPARER,
        at=NOW,
    )
    issued = issue_certificate(OFFICE, request, old.certificate, "教育部", NOW)
    same_key = SoftwareKey(old.private_key, issued)
    renewed = build_succession(same_key, entry, EnrolmentPurpose.RENEWAL, NOW)
    assert (renewed.replaces_sha256, renewed.person_id) == (old.certificate_sha256, "MOE-01")
    with pytest.raises(AppError):  # the key was lost: its owner is not the only one who has it
        build_succession(same_key, entry, EnrolmentPurpose.REPLACEMENT, NOW)


def test_the_policy_of_the_registry_announces_and_refuses_without_hiding_a_key() -> None:
    """A round opened before the date accepts the key still: it stays usable, with a note."""
    key = make_key()
    cards = KeyMemory(
        cards=(KnownCard(label="卡", certificate_pem=certificate_pem(key.certificate)),)
    )
    registry = Registry(sequence=1, issued_at=NOW, next_update=NOW, entries=(make_entry(key),))

    def listed(*rules: KeyRule) -> MyKey:
        made = msgspec.structs.replace(registry, policy=policy(*rules))
        (found,) = list_my_keys((), cards, made, "MOE", NOW)
        return found

    for ends, expected in (
        (date(2026, 7, 20), []),
        (date(2026, 7, 19), ["ALGORITHM_ENDING"]),
        (date(2026, 1, 20), ["ALGORITHM_REFUSED"]),
    ):
        found = listed(curve(refused_from=ends))
        assert found.facts is not None
        assert [each.code for each in found.facts.notes] == expected
        assert found.state is KeyState.USABLE
    assert listed(rsa()).state is KeyState.UNFIT


@posix_modes
def test_a_key_others_may_read_says_so(drawer: Drawer) -> None:
    file = drawer.put(make_key())
    file.path.chmod(0o640)
    (key,) = drawer.look([file])
    assert key.exposure is not None and key.exposure.code == "KEY_FILE_EXPOSED"
    file.path.chmod(0o600)
    (key,) = drawer.look([file])
    assert key.exposure is None
