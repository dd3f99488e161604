"""The office's own trust policy: imported whole, judged by here and at the agencies, taken back."""

from datetime import timedelta
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.errors import AppError
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.trust.certificates.certificate import certificate_pem
from app.trust.certificates.fingerprints import format_fingerprint
from app.trust.policy.policy_file import load_builtin_policy
from tests.office.registry.test_enrolment import hand_over, make_key, make_request
from tests.office.scenes import NOON, open_annual, refusal_of
from tests.trust.papers.test_signed_document import rsa_key
from tests.trust.policy.policies import BUILTIN_TEXT, write_policy

OWN = BUILTIN_TEXT.replace("填報內建信任政策", "本部信任政策").replace("2027-01-01", "2026-06-01")


def test_without_an_import_the_built_in_policy_is_in_force(desk: OfficeDesk) -> None:
    standing = desk.policy.standing()
    assert (standing.is_own, standing.since) == (False, None)
    assert standing.policy == load_builtin_policy()
    with pytest.raises(AppError) as caught:
        desk.policy.remove()
    assert caught.value.code == "POLICY_NOT_OWN"


def test_an_imported_policy_counts_until_it_is_removed(desk: OfficeDesk, tmp_path: Path) -> None:
    before = desk.registry.current()
    standing = desk.policy.import_file(write_policy(tmp_path, OWN))
    assert standing.is_own
    assert standing.policy.title == "本部信任政策"
    after = desk.registry.current()
    assert (after.policy, after.sequence) == (standing.policy, before.sequence + 1)
    assert desk.policy.import_file(write_policy(tmp_path, OWN)) == standing
    assert desk.registry.current().sequence == after.sequence
    assert not desk.policy.remove().is_own
    assert desk.registry.current().policy is None
    logged = [each.action for each in desk.records.audit_entries()]
    assert {"policy_imported", "policy_removed"} <= set(logged)
    assert logged.count("policy_imported") == 1


def test_a_policy_with_faults_leaves_the_one_in_force(desk: OfficeDesk, tmp_path: Path) -> None:
    path = write_policy(tmp_path, OWN.replace('curve = "secp384r1"', 'curve = "secp192r1"'))
    with pytest.raises(AppError) as caught:
        desk.policy.import_file(path)
    assert caught.value.code == "POLICY_INVALID"
    assert not desk.policy.standing().is_own


def test_a_key_the_policy_refuses_is_not_registered(desk: OfficeDesk, tmp_path: Path) -> None:
    pem = certificate_pem(rsa_key(2048).certificate)
    desk.policy.import_file(write_policy(tmp_path, OWN.replace("2026-06-01", "2026-01-01")))
    with pytest.raises(AppError) as caught:
        desk.registry.register(
            pem, "MOE", "A1", "陳小華", SignerRole.PREPARER, NOON - timedelta(days=30)
        )
    assert refusal_of(caught.value) == "ALGORITHM_REFUSED"
    assert caught.value.params["name"] == "陳小華"


def test_a_request_signed_with_a_refused_key_is_not_taken_in(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    key = make_key()
    ended = BUILTIN_TEXT.replace(
        'curve = "secp256r1"', 'curve = "secp256r1"\nrefused_from = 2026-02-10'
    )
    desk.policy.import_file(write_policy(tmp_path, ended))
    with pytest.raises(AppError) as caught:
        hand_over(desk, tmp_path, make_request(key), key)
    assert refusal_of(caught.value) == "DOCUMENT_KEY_ENDED"
    assert desk.enrolments.all() == ()
    desk.policy.remove()
    assert hand_over(desk, tmp_path, make_request(key), key)


def test_agencies_judge_by_the_policy_of_their_round_file(desk: OfficeDesk, tmp_path: Path) -> None:
    annual = open_annual(desk)
    desk.round_files.write(annual.id, tmp_path, ("MOE",))
    assert desk.rounds.file_news(annual.id).outdated == ()
    own = desk.policy.import_file(write_policy(tmp_path, OWN)).policy
    assert desk.rounds.file_news(annual.id).outdated == ("MOE",)
    written = desk.round_files.write(annual.id, tmp_path, ("MOE",))
    with AgencyDesk.create(tmp_path / "moe.tianbao", clock=lambda: NOON) as agency:
        agency.intake.receive(written["MOE"], confirm_office=fingerprint_of(desk))
        registry = agency.rounds.newest_registry()
        assert registry is not None
        assert registry.policy == own


def test_a_round_file_names_the_built_in_policy_as_well(desk: OfficeDesk, tmp_path: Path) -> None:
    """An agency with another version of the program has another built-in one."""
    assert desk.trust.context(NOON).registry.policy == load_builtin_policy()


def fingerprint_of(desk: OfficeDesk) -> str:
    known = desk.keys.certificate()
    assert known is not None
    return format_fingerprint(known.certificate_sha256)
