"""The same signed file under policies dated before and after it, in rounds of either side."""

from datetime import date, datetime, timedelta
from functools import cache

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa as rsa_keys
from cryptography.x509.oid import NameOID
from msgspec.structs import replace

from app.models.policy import KeyRule
from app.models.signatures import Carrier, SignerRole, Verdict
from app.returns.judging.trust_context import TrustContext
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.verification import verify_file
from app.trust.keys.signing_keys import SoftwareKey
from tests.returns import sample as samples
from tests.returns.sample import NOW, SIGNED_AT, key, sample, signed_workbook, trust
from tests.trust.policy.policies import curve, policy, rsa

pytestmark = pytest.mark.slow

OPENS = date(2026, 1, 2)
SIGNED_ON = date(2026, 1, 19)
CARDS = "內政部憑證管理中心 - G2"


@cache
def old_key(person: str, issuer: str) -> SoftwareKey:
    """RSA with 2,048 bits; the issuer is only a name."""
    made = rsa_keys.generate_private_key(65537, 2048)
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, person)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, issuer)]))
        .public_key(made.public_key())
        .serial_number(7)
        .not_valid_before(NOW - timedelta(days=30))
        .not_valid_after(NOW + timedelta(days=700))
    )
    return SoftwareKey(made, builder.sign(made, hashes.SHA256()))


@pytest.fixture(params=list(Carrier), ids=lambda each: each.value)
def carrier(request: pytest.FixtureRequest) -> Carrier:
    return Carrier(request.param)


@pytest.fixture(autouse=True)
def old_keys(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody of the sample signs with such a key."""
    issuer = getattr(request, "param", "某")
    monkeypatch.setattr(samples, "_key", lambda person: old_key(person, issuer))


def signed(carrier: Carrier) -> bytes:
    made = sample()
    if carrier is Carrier.WORKBOOK:
        return signed_workbook(made)
    written = write_pdf(made.payload, made.document)
    role = SignerRole.PREPARER
    return sign_pdf(written, key("preparer"), role, SIGNED_AT)


def under(*rules: KeyRule, opens_on: date = OPENS, now: datetime = NOW) -> TrustContext:
    made = trust(replace(sample().round, opens_on=opens_on))
    return replace(made, now=now, registry=replace(made.registry, policy=policy(*rules)))


def verdict(carrier: Carrier, context: TrustContext) -> Verdict:
    return verify_file(signed(carrier), f"a.{carrier}", context).verdict


def notes(found: Verdict) -> list[str]:
    return [each.code for each in found.notes]


def test_before_its_date_a_key_signs_and_its_end_is_announced(carrier: Carrier) -> None:
    ends = SIGNED_ON + timedelta(days=181)
    assert notes(verdict(carrier, under(curve(), rsa(refused_from=ends)))) == ["ALGORITHM_ENDING"]
    later = ends + timedelta(days=1)
    found = verdict(carrier, under(curve(), rsa(refused_from=later)))
    assert (found.is_good, notes(found)) == (True, [])


def test_after_its_date_it_signs_in_a_round_opened_before(carrier: Carrier) -> None:
    for ends in (OPENS + timedelta(days=1), SIGNED_ON):
        found = verdict(carrier, under(curve(), rsa(refused_from=ends)))
        assert (found.is_good, notes(found)) == (True, ["ALGORITHM_GRACE"])


def test_after_its_date_it_signs_in_no_round_opened_on_or_after(carrier: Carrier) -> None:
    for ends in (OPENS, OPENS - timedelta(days=30)):
        found = verdict(carrier, under(curve(), rsa(refused_from=ends)))
        assert [each.code for each in found.reasons] == ["ALGORITHM_REFUSED"]
        assert (found.unchanged, found.signature_correct) == (True, True)


def test_the_day_of_arrival_refuses_what_the_stated_day_would_not(carrier: Carrier) -> None:
    """Whoever backdates gains nothing: the file reached us after the date."""
    ends = SIGNED_ON + timedelta(days=1)
    rules = (curve(), rsa(refused_from=ends))
    arrived = verdict(carrier, under(*rules, opens_on=ends, now=NOW))
    before = verdict(carrier, under(*rules, opens_on=ends, now=SIGNED_AT))
    assert "ALGORITHM_REFUSED" in {each.code for each in arrived.reasons}
    assert "ALGORITHM_REFUSED" not in {each.code for each in before.reasons}


@pytest.mark.parametrize("old_keys", [CARDS], indirect=True)
def test_a_card_of_a_named_issuer_is_noted_and_follows_its_own_date(carrier: Carrier) -> None:
    ended = rsa(refused_from=OPENS)
    card = rsa(group="cards", noted_from=OPENS)
    found = verdict(carrier, under(curve(), ended, card))
    assert (found.is_good, notes(found)) == (True, ["ALGORITHM_NOTED"])
    card = rsa(group="cards", refused_from=OPENS)
    over = verdict(carrier, under(curve(), ended, card))
    assert [each.code for each in over.reasons] == ["ALGORITHM_REFUSED"]
