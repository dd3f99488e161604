"""What rfc3161-client takes or cannot do, while our own reading of tokens must not fall behind.

These tests hold that decision (docs/decisions) against the library: whichever of them fails
after an update says that a part of our own may go.
"""

from collections.abc import Callable
from typing import Any

import pytest
from asn1crypto import cms, tsp
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    VerificationError,
    VerifierBuilder,
    decode_timestamp_response,
)

from app.errors import AppError
from app.trust.timestamps.token import is_known_authority, read_token
from tests.support.timestamp_authority import Authority, Issuer, grant, make_issuer
from tests.trust.timestamps.test_token import (
    AUTHORITY,
    CHAINED,
    DIGEST,
    MIDDLE,
    ROOT,
    more_digests,
    other_version,
    unsigned,
    with_stranger,
)


def library_takes(reply: bytes, *known: Issuer) -> bool:
    """Whether the library finds nothing wrong with a reply about our digest."""
    roots: list[x509.Certificate] = [each.certificate for each in known]
    verifier = VerifierBuilder(roots=roots).build()
    try:
        return verifier.verify(decode_timestamp_response(reply), DIGEST)
    except (VerificationError, ValueError):
        return False


def we_take(token: bytes, *known: Issuer) -> bool:
    try:
        read = read_token(token, DIGEST)
    except AppError:
        return False
    return is_known_authority(read, [each.certificate for each in known])


def test_both_take_a_sound_token() -> None:
    token = AUTHORITY.token(DIGEST)
    assert we_take(token, AUTHORITY.issuer)
    assert library_takes(grant(token), AUTHORITY.issuer)


@pytest.mark.parametrize("change", [unsigned, with_stranger, other_version, more_digests])
def test_the_library_takes_what_is_put_beside_the_signed_part(
    change: Callable[[Any], None],
) -> None:
    """A token stands in a return outside every signature of the return: nothing may be added."""
    token = AUTHORITY.token(DIGEST, change=change)
    assert library_takes(grant(token), AUTHORITY.issuer)
    assert not we_take(token, AUTHORITY.issuer)


def test_the_library_does_not_ask_which_certificate_the_signed_attributes_name() -> None:
    token = Authority(AUTHORITY.issuer, named=ROOT.certificate).token(DIGEST)
    assert library_takes(grant(token), AUTHORITY.issuer)
    assert not we_take(token, AUTHORITY.issuer)


def test_the_library_lets_an_issuer_for_mail_vouch_for_timestamps() -> None:
    mail = make_issuer("郵件", ROOT, ca=True, purposes=(ExtendedKeyUsageOID.EMAIL_PROTECTION,))
    token = Authority(make_issuer("時戳", mail), others=(mail.certificate,)).token(DIGEST)
    assert library_takes(grant(token), ROOT)
    assert not we_take(token, ROOT)


@pytest.mark.parametrize("known", [CHAINED.issuer, MIDDLE])
def test_the_library_knows_an_authority_by_a_root_alone(known: Issuer) -> None:
    """Settings name the certificate an authority hands out, which is seldom a root."""
    token = CHAINED.token(DIGEST)
    assert library_takes(grant(token), ROOT) and we_take(token, ROOT)
    assert we_take(token, known)
    assert not library_takes(grant(token), known)


def test_the_library_refuses_what_was_granted_with_a_remark() -> None:
    content = {
        "status": {"status": "granted_with_mods"},
        "time_stamp_token": cms.ContentInfo.load(AUTHORITY.token(DIGEST)),
    }
    reply = tsp.TimeStampResp(content).dump()
    assert not library_takes(reply, AUTHORITY.issuer)


def test_the_library_asks_about_no_digest_and_under_no_policy() -> None:
    """It hashes what it is given, and has no word for the policy an authority must follow."""
    builder = TimestampRequestBuilder().data(DIGEST).hash_algorithm(HashAlgorithm.SHA256)
    asked = tsp.TimeStampReq.load(builder.build().as_bytes())
    assert asked["message_imprint"]["hashed_message"].native != DIGEST
    assert not hasattr(builder, "policy")
