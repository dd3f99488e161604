"""Where the office imported roots, certificates issued by others must lead to one of them."""

from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from app.errors import AppError
from app.models.anchors import AnchorKind, ChainFinding, ChainState
from app.models.enrolment import EnrolmentState
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.certificates.chains import ChainJudge
from app.trust.keys.signing_keys import SoftwareKey
from tests.office.registry.test_enrolment import enrol, hand_over, make_key, make_request
from tests.office.scenes import NOON, PASSPHRASE, refusal_of
from tests.support.authorities import DAY, below, make_authority, make_list, make_person, root

pytestmark = pytest.mark.slow


def bring(desk: OfficeDesk, folder: Path, content: bytes) -> None:
    (folder / "anchors.p7b").write_bytes(content)
    desk.anchors.import_file(folder / "anchors.p7b")


def with_chain(desk: OfficeDesk, folder: Path, *lists: bytes) -> OfficeDesk:
    bring(desk, folder, root().pem + below().pem)
    for each in lists:
        bring(desk, folder, each)
    return desk


def enter(desk: OfficeDesk, card: SoftwareKey) -> str:
    pem = certificate_pem(card.certificate)
    return desk.registry.register(
        pem, "MOE", "A1", "陳小華", SignerRole.PREPARER, NOON
    ).certificate_sha256


def refused(desk: OfficeDesk, card: SoftwareKey) -> str:
    with pytest.raises(AppError) as caught:
        enter(desk, card)
    assert desk.registry.current().entries == ()
    return refusal_of(caught.value)


def test_what_was_imported_is_listed_once_and_logged(desk: OfficeDesk, tmp_path: Path) -> None:
    with_chain(desk, tmp_path, make_list(below()))
    with_chain(desk, tmp_path)
    held = desk.anchors.all()
    assert [each.kind for each in held] == list(AnchorKind)
    assert held[2].valid_until == NOON + 29 * DAY
    logged = [
        each.subject for each in desk.records.audit_entries() if each.action == "anchor_imported"
    ]
    assert logged == ["政府憑證總管理中心", "內政部憑證管理中心", "內政部憑證管理中心"]


def test_an_imported_root_stays_in_the_store(desk: OfficeDesk, tmp_path: Path) -> None:
    before = with_chain(desk, tmp_path).anchors.all()
    desk.close()
    with OfficeDesk.open(desk.path) as again:
        assert again.anchors.all() == before


def test_a_newer_list_takes_the_place_of_the_older_one_and_never_the_other_way(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    newer, older = make_list(below(), at=NOON), make_list(below(), at=NOON - 9 * DAY)
    with_chain(desk, tmp_path, make_list(root()), older, newer)
    assert newer in [each.content for each in desk.anchors.all()]
    assert older not in [each.content for each in desk.anchors.all()]
    with pytest.raises(AppError) as caught:
        bring(desk, tmp_path, older)
    assert refusal_of(caught.value) == "ANCHOR_LIST_OLDER"
    assert len(desk.anchors.all()) == 4


def test_a_list_of_a_stranger_is_not_taken(desk: OfficeDesk, tmp_path: Path) -> None:
    with_chain(desk, tmp_path)
    for forged in (make_list(below(), signer=root()), make_list(make_authority("他處"))):
        with pytest.raises(AppError) as caught:
            bring(desk, tmp_path, forged)
        assert refusal_of(caught.value) == "ANCHOR_LIST_STRANGER"


def test_a_file_is_taken_whole_or_not_at_all(desk: OfficeDesk, tmp_path: Path) -> None:
    forged = x509.load_der_x509_crl(make_list(below(), signer=make_authority()))
    with pytest.raises(AppError):
        bring(desk, tmp_path, root().pem + below().pem + forged.public_bytes(Encoding.PEM))
    assert desk.anchors.all() == ()


def test_without_roots_any_certificate_is_pinned_as_before(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    bring(desk, tmp_path, below().pem)
    enter(desk, make_person(make_authority()))
    assert desk.anchors.broken_chains(NOON) == {}


def test_a_card_that_leads_to_no_imported_root_is_not_registered(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    with_chain(desk, tmp_path)
    assert refused(desk, make_person(make_authority())) == "REGISTRY_CHAIN_UNTRUSTED"
    enter(desk, make_person(below()))


def test_a_revoked_card_is_not_registered(desk: OfficeDesk, tmp_path: Path) -> None:
    card = make_person(below())
    with_chain(desk, tmp_path, make_list(below(), [card.certificate]))
    assert refused(desk, card) == "REGISTRY_CHAIN_REVOKED"
    enter(desk, make_person(below()))


def test_with_an_overaged_list_no_card_is_registered(desk: OfficeDesk, tmp_path: Path) -> None:
    with_chain(desk, tmp_path, make_list(below(), at=NOON - 99 * DAY))
    assert refused(desk, make_person(below())) == "REGISTRY_CHAIN_UNCHECKED"


def test_an_enrolment_without_a_chain_stays_pending(desk: OfficeDesk, tmp_path: Path) -> None:
    with_chain(desk, tmp_path)
    card = make_person(make_authority())
    number = hand_over(desk, tmp_path, make_request(card), card)
    with pytest.raises(AppError) as caught:
        desk.enrolments.confirm(number, fingerprint(card.certificate), NOON)
    assert refusal_of(caught.value) == "REGISTRY_CHAIN_UNTRUSTED"
    assert desk.enrolments.all()[0].state is EnrolmentState.PENDING
    assert desk.registry.current().entries == ()


def test_what_the_office_issued_itself_needs_no_root_not_even_after_its_key_was_replaced(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    with_chain(desk, tmp_path)
    enrol(desk, tmp_path, make_key())
    desk.keys.make(PASSPHRASE, replace=True)
    assert desk.anchors.broken_chains(NOON) == {}


def test_what_is_on_the_registry_already_is_held_against_roots_that_come_later(
    desk: OfficeDesk, tmp_path: Path
) -> None:
    stranger, card = make_person(make_authority()), make_person(below())
    first, second = enter(desk, stranger), enter(desk, card)
    with_chain(desk, tmp_path, make_list(below(), [card.certificate]))
    found = desk.trust.context(NOON).chain_findings
    assert {key: each.state for key, each in found.items()} == {
        first: ChainState.UNTRUSTED,
        second: ChainState.REVOKED,
    }
    desk.registry.withdraw(first, reason="離職", at=NOON)
    assert set(desk.anchors.broken_chains(NOON)) == {second}


def test_a_root_taken_away_is_asked_no_more(desk: OfficeDesk, tmp_path: Path) -> None:
    with_chain(desk, tmp_path)
    card = make_person(below())
    digest = enter(desk, card)
    between = next(each for each in desk.anchors.all() if each.kind is AnchorKind.INTERMEDIATE)
    desk.anchors.remove(between.sha256)
    assert set(desk.anchors.broken_chains(NOON)) == {digest}
    (kept,) = desk.anchors.all()
    desk.anchors.remove(kept.sha256)
    assert desk.anchors.broken_chains(NOON) == {}
    with pytest.raises(AppError) as caught:
        desk.anchors.remove(kept.sha256)
    assert refusal_of(caught.value) == "ANCHOR_NOT_FOUND"
    assert [each.action for each in desk.records.audit_entries()][-2:] == ["anchor_removed"] * 2


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[x509.Certificate]:
    """Every certificate whose chain is validated, as it happens."""
    found: list[x509.Certificate] = []
    judge = ChainJudge.judge

    def count(judging: ChainJudge, certificate: x509.Certificate) -> ChainFinding | None:
        found.append(certificate)
        return judge(judging, certificate)

    monkeypatch.setattr(ChainJudge, "judge", count)
    return found


def test_a_batch_judges_each_certificate_once(
    desk: OfficeDesk, tmp_path: Path, judged: list[x509.Certificate]
) -> None:
    enter(desk, make_person(below()))
    with_chain(desk, tmp_path)
    paths = [tmp_path / f"{number}.xlsx" for number in range(20)]
    for path in paths:
        path.write_bytes(b"no return at all")
    desk.inbox.import_files(paths, now=NOON)
    assert len(judged) == 1


def test_what_is_looked_at_again_is_validated_again_on_another_day_or_after_a_change(
    desk: OfficeDesk, tmp_path: Path, judged: list[x509.Certificate]
) -> None:
    enter(desk, make_person(below()))
    with_chain(desk, tmp_path)
    for _ in range(2):
        desk.anchors.broken_chains(NOON)
    assert len(judged) == 1
    desk.anchors.broken_chains(NOON + timedelta(days=1))
    assert len(judged) == 2
    second = enter(desk, make_person(below()))
    judged.clear()
    desk.anchors.broken_chains(NOON + timedelta(days=1))
    assert len(judged) == 2
    desk.registry.withdraw(second, reason="離職", at=NOON)
    judged.clear()
    desk.anchors.broken_chains(NOON + timedelta(days=1))
    assert len(judged) == 1
