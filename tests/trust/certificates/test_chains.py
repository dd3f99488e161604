"""Certificates issued by others are held against imported roots and revocation lists."""

from datetime import datetime, timedelta

import pytest
from cryptography import x509

from app.models.anchors import AnchorKind, ChainFinding, ChainState, TrustAnchor
from app.trust.certificates.chains import GRACE, ChainJudge, find_overdue_lists
from app.trust.keys.office_authority import create_authority
from app.trust.keys.signing_keys import create_software_key
from tests.support.authorities import (
    DAY,
    NOON,
    Authority,
    below,
    make_authority,
    make_list,
    make_person,
    person,
    root,
)


def anchor(kind: AnchorKind, content: bytes, until: datetime | None = None) -> TrustAnchor:
    return TrustAnchor(
        sha256=f"{len(content):064}",
        kind=kind,
        name="某",
        content=content,
        valid_until=until,
        imported_at=NOON,
    )


def root_of(authority: Authority) -> TrustAnchor:
    return anchor(AnchorKind.ROOT, authority.der)


def between(authority: Authority) -> TrustAnchor:
    return anchor(AnchorKind.INTERMEDIATE, authority.der)


def revocations(
    issuer: Authority,
    *revoked: x509.Certificate,
    at: datetime = NOON - DAY,
    signer: Authority | None = None,
) -> TrustAnchor:
    made = make_list(issuer, revoked, at=at, signer=signer)
    return anchor(AnchorKind.REVOCATIONS, made, at + 30 * DAY)


def judge(
    *anchors: TrustAnchor,
    certificate: x509.Certificate | None = None,
    now: datetime = NOON,
    own: tuple[x509.Certificate, ...] = (),
) -> ChainFinding | None:
    subject = person().certificate if certificate is None else certificate
    return ChainJudge(anchors, own, now).judge(subject)


def state(found: ChainFinding | None) -> ChainState | None:
    return None if found is None else found.state


GOOD = (root_of(root()), between(below()))


def test_a_card_with_its_chain_has_nothing_against_it() -> None:
    assert judge(*GOOD) is None


def test_without_a_root_nothing_is_asked() -> None:
    assert judge() is None
    assert judge(between(below())) is None


def test_without_the_authority_between_there_is_no_chain() -> None:
    assert state(judge(root_of(root()))) is ChainState.UNTRUSTED


def test_another_authority_with_the_same_names_is_told_apart() -> None:
    impostor_root = make_authority()
    impostor = make_authority("內政部憑證管理中心", impostor_root, path_length=0)
    forged = make_person(impostor).certificate
    assert state(judge(*GOOD, certificate=forged)) is ChainState.UNTRUSTED
    assert judge(root_of(impostor_root), between(impostor), certificate=forged) is None


def test_an_expired_authority_breaks_the_chain() -> None:
    ended = make_authority("已到期管理中心", root(), until=NOON - DAY)
    card = make_person(ended).certificate
    found = judge(root_of(root()), between(ended), certificate=card)
    assert state(found) is ChainState.UNTRUSTED
    assert found is not None
    assert found.detail == "expired"
    earlier = NOON - 2 * DAY
    assert judge(root_of(root()), between(ended), certificate=card, now=earlier) is None


def test_an_expired_root_counts_no_more() -> None:
    ended = make_authority("舊總管理中心", until=NOON - DAY)
    card = make_person(ended).certificate
    assert state(judge(root_of(ended), certificate=card)) is ChainState.UNTRUSTED
    assert judge(root_of(ended), certificate=card, now=NOON - 2 * DAY) is None


def test_a_card_that_has_expired_meanwhile_is_judged_by_its_last_day() -> None:
    card = make_person(below(), until=NOON - DAY).certificate
    assert judge(*GOOD, certificate=card) is None


def test_a_path_longer_than_allowed_is_refused() -> None:
    deeper = make_authority("第三層管理中心", below())
    card = make_person(deeper).certificate
    assert state(judge(*GOOD, between(deeper), certificate=card)) is ChainState.UNTRUSTED


def test_a_card_on_a_revocation_list_is_revoked() -> None:
    lists = revocations(below(), person().certificate)
    found = judge(*GOOD, lists)
    assert state(found) is ChainState.REVOKED
    assert found is not None
    assert found.since == NOON - 2 * DAY
    assert judge(*GOOD, revocations(below())) is None


def test_a_revoked_authority_takes_its_cards_along() -> None:
    lists = revocations(root(), below().certificate)
    assert state(judge(*GOOD, lists)) is ChainState.REVOKED


def test_a_list_signed_by_a_stranger_neither_revokes_nor_clears() -> None:
    stranger = make_authority("內政部憑證管理中心", root())
    for forged in (
        revocations(below(), person().certificate, signer=stranger),
        revocations(below(), signer=stranger),
    ):
        assert state(judge(*GOOD, forged)) is ChainState.UNCHECKED


def test_a_list_past_its_next_update_counts_for_a_while_and_then_no_more() -> None:
    until = NOON + 29 * DAY
    lists = revocations(below())
    for now, expected in (
        (until + GRACE, None),
        (until + GRACE + timedelta(seconds=1), ChainState.UNCHECKED),
    ):
        assert state(judge(*GOOD, lists, now=now)) is expected
    (overdue,) = find_overdue_lists((lists,), until + DAY)
    assert overdue == (lists, False)
    assert list(find_overdue_lists((lists,), until)) == []
    assert list(find_overdue_lists((lists,), until + GRACE + DAY)) == [(lists, True)]


def test_a_stale_list_still_revokes() -> None:
    lists = revocations(below(), person().certificate)
    assert state(judge(*GOOD, lists, now=NOON + 400 * DAY)) is ChainState.REVOKED


@pytest.mark.parametrize("name", ["協調彙整機關", "冒名"])
def test_only_a_real_certificate_of_the_offices_key_is_exempt(name: str) -> None:
    office, impostor = (create_authority("協調彙整機關", NOON - DAY) for _ in range(2))
    issuer = Authority(office.certificate, office.private_key)  # type: ignore[arg-type]
    forged = Authority(impostor.certificate, impostor.private_key)  # type: ignore[arg-type]
    own = (office.certificate,)
    assert judge(*GOOD, certificate=make_person(issuer, name).certificate, own=own) is None
    found = judge(*GOOD, certificate=make_person(forged, name).certificate, own=own)
    assert state(found) is ChainState.UNTRUSTED


def test_a_certificate_that_names_no_other_issuer_is_pinned_as_before() -> None:
    made = create_software_key(
        "陳小華", "A1", "教育部", valid_from=NOON - DAY, valid_until=NOON + DAY
    )
    assert judge(*GOOD, certificate=made.certificate) is None
