"""Timestamps on the signatures of a return: what they add, and every way they may be wrong.

Whatever is wrong with a token refuses the file; an authority nobody set up only does not count.
"""

import base64
import hashlib
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from asn1crypto import cms, core

from app.messages import format_message
from app.models.signatures import Carrier, Timestamp, Verdict
from app.returns.judging.timestamping import StampAttempt, do_times_agree
from app.returns.verification import verify_file
from app.trust.timestamps.token import TOKEN_LIMIT
from tests.returns.pdf.forged_pdfs import ALONE, BOTH, signed, with_container
from tests.returns.sample import SIGNED_AT, sample, signed_workbook, trust
from tests.returns.stamped import (
    AUTHORITY,
    good_pdf,
    good_workbook,
    stamped_pdf,
    stamped_workbook,
    trusting,
)
from tests.returns.workbook.packages import changed, replaced
from tests.support.timestamp_authority import STAMPED_AT, Authority, make_issuer, soon_over

pytestmark = pytest.mark.slow

NAMES = {Carrier.WORKBOOK: "return.xlsx", Carrier.PDF: "return.pdf"}
MAKERS = {Carrier.WORKBOOK: stamped_workbook, Carrier.PDF: stamped_pdf}
both_carriers = pytest.mark.parametrize("carrier", list(Carrier))
_PART = "_xmlsignatures/sig1.xml"


class Handing:
    """Hands the same token to whoever asks, or what `make` makes of the digest."""

    def __init__(self, make: Callable[[bytes], bytes | None]) -> None:
        self.make = make

    def stamp(self, digest: bytes) -> bytes | None:
        return self.make(digest)


def judge(content: bytes, carrier: Carrier, *authorities: Authority) -> Verdict:
    return verify_file(content, NAMES[carrier], trusting(*authorities)).verdict


def refusal(content: bytes, carrier: Carrier) -> tuple[str, str]:
    verdict = judge(content, carrier, AUTHORITY)
    reason = next(each for each in verdict.reasons if each.code.startswith("SIG_"))
    assert not verdict.is_good
    assert verdict.reasons[0] == reason or carrier is Carrier.WORKBOOK
    return reason.code, reason.params.get("detail", "")


def good(carrier: Carrier) -> bytes:
    return good_workbook() if carrier is Carrier.WORKBOOK else good_pdf()


def token_in(content: bytes, carrier: Carrier) -> bytes:
    """The first token as it stands in a file."""
    if carrier is Carrier.WORKBOOK:
        from app.returns.workbook.zip_profile import read_strict_zip

        text = read_strict_zip(content)[_PART].decode()
        found = re.search(r"EncapsulatedTimeStamp>([^<]*)<", text)
        assert found is not None
        return base64.b64decode(found[1])
    tokens: list[bytes] = []

    def look(signed_data: Any) -> None:
        attribute = signed_data["signer_infos"][0]["unsigned_attrs"][0]
        tokens.append(attribute["values"][0].dump())

    with_container(content, look, is_forced=False)
    return tokens[0]


# -- sound ones -----------------------------------------------------------------------------------


@both_carriers
def test_a_timestamp_of_our_authority_is_shown_with_its_time(carrier: Carrier) -> None:
    verdict = judge(good(carrier), carrier, AUTHORITY)
    assert verdict.reasons == ()
    assert verdict.is_good
    expected = Timestamp(at=STAMPED_AT, authority="測試時戳服務", is_trusted=True)
    assert [each.timestamp for each in verdict.signers] == [expected]


@both_carriers
def test_an_authority_nobody_set_up_does_not_count_and_does_not_matter(carrier: Carrier) -> None:
    for authorities in ((), (Authority(make_issuer("別家")),)):
        verdict = judge(good(carrier), carrier, *authorities)
        assert verdict.is_good
        assert [each.timestamp and each.timestamp.is_trusted for each in verdict.signers] == [False]


@both_carriers
def test_two_signers_have_a_timestamp_each(carrier: Carrier) -> None:
    content = MAKERS[carrier](BOTH)
    context = trusting(AUTHORITY, roles=BOTH)
    verdict = verify_file(content, NAMES[carrier], context).verdict
    assert verdict.is_good
    assert [each.timestamp is not None for each in verdict.signers] == [True, True]


@both_carriers
def test_no_timestamp_is_as_good(carrier: Carrier) -> None:
    plain = MAKERS[carrier](ALONE, Handing(lambda _digest: None))
    verdict = judge(plain, carrier, AUTHORITY)
    assert verdict.is_good
    assert [each.timestamp for each in verdict.signers] == [None]


def test_without_an_authority_no_room_is_kept_for_a_token() -> None:
    room = 2 * TOKEN_LIMIT
    assert len(stamped_pdf()) > len(signed()) + room
    assert len(stamped_pdf(ALONE, None)) == len(signed())
    assert b"UnsignedProperties" not in signed_workbook(sample())


def test_a_token_of_the_largest_size_fits() -> None:
    size = len(AUTHORITY.token(bytes(32)))
    for spare in range(-12, -80, -6):
        padded = Authority(make_issuer("測試時戳服務", padding=TOKEN_LIMIT - size + spare))
        token = padded.token(bytes(32))
        if TOKEN_LIMIT - 30 <= len(token) <= TOKEN_LIMIT - 6:
            assert judge(stamped_pdf(ALONE, padded), Carrier.PDF, padded).is_good
            return
    pytest.fail("no padding comes near the limit")


def test_a_verdict_of_an_older_store_is_still_read() -> None:
    import msgspec

    before = msgspec.to_builtins(judge(signed(), Carrier.PDF))
    for each in before["signers"]:
        del each["timestamp"]
    assert msgspec.convert(before, Verdict).signers[0].timestamp is None


# -- wrong ones -----------------------------------------------------------------------------------


@both_carriers
def test_a_token_that_is_not_about_this_signature_is_refused(carrier: Carrier) -> None:
    other = token_in(MAKERS[carrier](), carrier)
    content = MAKERS[carrier](ALONE, Handing(lambda _digest: other))
    assert refusal(content, carrier) == ("SIG_TIMESTAMP", "imprint")
    verdict = judge(content, carrier)
    assert verdict.unchanged
    assert not verdict.signature_correct
    params = {"detail": "imprint"}
    assert "時戳" in format_message("SIG_TIMESTAMP", params)


@both_carriers
def test_an_altered_token_is_refused(carrier: Carrier) -> None:
    def alter(digest: bytes) -> bytes:
        token = AUTHORITY.token(digest)
        place = token.index(b"20260119010300Z")
        return token[: place + 3] + b"7" + token[place + 4 :]

    assert refusal(MAKERS[carrier](ALONE, Handing(alter)), carrier) == ("SIG_TIMESTAMP", "digest")


@both_carriers
def test_a_token_an_expired_authority_made_is_refused(carrier: Carrier) -> None:
    expired = Authority(make_issuer("已到期", until=soon_over()))
    assert refusal(MAKERS[carrier](ALONE, expired), carrier) == ("SIG_TIMESTAMP", "validity")


@both_carriers
def test_a_certificate_for_something_else_makes_no_timestamps(carrier: Carrier) -> None:
    other = Authority(make_issuer("一般憑證", usages=()))
    assert refusal(MAKERS[carrier](ALONE, other), carrier) == ("SIG_TIMESTAMP", "timeStamping")


@both_carriers
def test_a_token_beyond_the_limit_is_refused(carrier: Carrier, monkeypatch: Any) -> None:
    monkeypatch.setattr("app.returns.pdf.signing.TOKEN_LIMIT", 2 * TOKEN_LIMIT)
    large = Authority(make_issuer("大", padding=TOKEN_LIMIT))
    assert refusal(MAKERS[carrier](ALONE, large), carrier) == ("SIG_TIMESTAMP", "size")


@both_carriers
def test_something_hidden_beside_the_tokens_signature_is_refused(carrier: Carrier) -> None:
    def hide(signed_data: Any) -> None:
        more = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(b"hidden")]})
        signed_data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([more])

    hiding = Handing(lambda digest: AUTHORITY.token(digest, change=hide))
    assert refusal(MAKERS[carrier](ALONE, hiding), carrier) == ("SIG_TIMESTAMP", "unsigned")


def test_a_token_in_the_workbook_that_is_garbage_is_refused() -> None:
    hidden = Handing(lambda _digest: b"payload of somebody else")
    code, _ = refusal(stamped_workbook(ALONE, hidden), Carrier.WORKBOOK)
    assert code == "SIG_TIMESTAMP"


@both_carriers
def test_a_timestamp_taken_away_leaves_a_return_without_one(carrier: Carrier) -> None:
    """It was never required, so this is no harm: the receipts say when a return came in."""
    if carrier is Carrier.PDF:

        def strip(signed_data: Any) -> None:
            signed_data["signer_infos"][0]["unsigned_attrs"] = None

        content = with_container(good_pdf(), strip, is_forced=False)
    else:
        content = changed(
            good_workbook(),
            _PART,
            lambda xml: re.sub(rb"<xd:UnsignedProperties>.*</xd:UnsignedProperties>", b"", xml),
        )
    verdict = judge(content, carrier, AUTHORITY)
    assert verdict.is_good
    assert verdict.signers[0].timestamp is None


_STAMP = re.compile(rb"<xd:SignatureTimeStamp>.*</xd:SignatureTimeStamp>")
_ALL = re.compile(rb"<xd:UnsignedProperties>.*</xd:UnsignedProperties>")
_TOKEN = re.compile(rb"<xd:EncapsulatedTimeStamp>.*</xd:EncapsulatedTimeStamp>")


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: _STAMP.sub(lambda found: found[0] * 2, xml),
        lambda xml: _ALL.sub(lambda found: found[0] * 2, xml),
        lambda xml: _TOKEN.sub(lambda found: found[0] * 2, xml),
        lambda xml: _STAMP.sub(b"", xml),
        lambda xml: _TOKEN.sub(b"", xml),
        replaced(b"<xd:SignatureTimeStamp>", b'<xd:SignatureTimeStamp Id="a">'),
        replaced(b"<xd:UnsignedProperties>", b'<xd:UnsignedProperties Id="a">'),
        replaced(b"<xd:EncapsulatedTimeStamp>", b"<xd:EncapsulatedTimeStamp> "),
        replaced(b"<xd:EncapsulatedTimeStamp>", b"text<xd:EncapsulatedTimeStamp>"),
        replaced(b"xd:EncapsulatedTimeStamp>", b"xd:XMLTimeStamp>", 2),
        replaced(b"xd:SignatureTimeStamp>", b"xd:CounterSignature>", 2),
    ],
)
def test_unsigned_properties_have_one_form(change: Callable[[bytes], bytes]) -> None:
    content = changed(good_workbook(), _PART, change)
    assert refusal(content, Carrier.WORKBOOK)[0] == "SIG_STRUCTURE"


def test_another_way_to_write_what_is_stamped_is_refused() -> None:
    xml_11 = b"http://www.w3.org/2006/12/xml-c14n11"
    stamp = b'<xd:SignatureTimeStamp><CanonicalizationMethod Algorithm="'
    plain = b"http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
    content = changed(good_workbook(), _PART, replaced(stamp + plain, stamp + xml_11))
    assert refusal(content, Carrier.WORKBOOK)[0] == "SIG_ALG"


def _two_tokens(signed_data: Any) -> None:
    attribute = signed_data["signer_infos"][0]["unsigned_attrs"][0]
    attribute["values"].append(attribute["values"][0].copy())


def _two_attributes(signed_data: Any) -> None:
    attributes = signed_data["signer_infos"][0]["unsigned_attrs"]
    attributes.append(attributes[0].copy())


def _other_attribute(signed_data: Any) -> None:
    more = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.OctetString(b"hidden")]})
    signed_data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([more])


def _no_attribute(signed_data: Any) -> None:
    signed_data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([])


@pytest.mark.parametrize("change", [_two_tokens, _two_attributes, _other_attribute, _no_attribute])
def test_unsigned_attributes_have_one_form(change: Callable[[Any], None]) -> None:
    assert (
        refusal(with_container(good_pdf(), change, is_forced=False), Carrier.PDF)[0]
        == "SIG_STRUCTURE"
    )


def test_an_unsigned_attribute_beside_a_plain_signature_is_refused_as_well() -> None:
    content = with_container(stamped_pdf(ALONE, Handing(lambda _digest: None)), _other_attribute)
    assert refusal(content, Carrier.PDF)[0] == "SIG_STRUCTURE"


# -- times ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("minutes", "agree"),
    [(0, True), (-10, True), (-11, False), (60, True), (1440, True), (1441, False)],
)
@both_carriers
def test_a_trusted_time_is_held_against_the_stated_one(
    carrier: Carrier, minutes: int, agree: bool
) -> None:
    at = SIGNED_AT + timedelta(minutes=minutes)
    assert do_times_agree(SIGNED_AT, at) is agree
    authority = Authority(AUTHORITY.issuer, at=at)
    content = MAKERS[carrier](ALONE, authority)
    assert judge(content, carrier).is_good  # nobody's time, so nobody's contradiction
    verdict = judge(content, carrier, authority)
    found = [(each.code, each.params["detail"]) for each in verdict.reasons]
    assert found == ([] if agree else [("SIG_TIME", "timestamp")])


# -- while signing --------------------------------------------------------------------------------


def test_an_export_asks_a_failing_authority_once_and_says_why() -> None:
    from app.errors import AppError

    asked: list[bytes] = []

    def fail(digest: bytes) -> bytes:
        asked.append(digest)
        raise AppError("TIMESTAMP_TIMEOUT", host="tsa", seconds=5)

    attempt = StampAttempt(Handing(fail), SIGNED_AT)
    assert [attempt.stamp(bytes(32)) for _ in range(3)] == [None] * 3
    assert len(asked) == 1
    assert "沒有回應" in attempt.outcome.sentence()
    assert attempt.outcome.count == 0


def test_an_export_with_a_wrong_clock_goes_without_a_timestamp() -> None:
    """With it the office would refuse the return."""
    attempt = StampAttempt(AUTHORITY, STAMPED_AT + timedelta(hours=1))
    assert attempt.stamp(hashlib.sha256(b"a").digest()) is None
    assert attempt.outcome.failure is not None
    assert attempt.outcome.failure.code == "TIMESTAMP_CLOCK"


def test_an_export_says_who_stamped_it() -> None:
    attempt = StampAttempt(AUTHORITY, SIGNED_AT)
    digest = hashlib.sha256(b"a").digest()
    assert attempt.stamp(digest) is not None
    assert attempt.outcome.count == 1
    assert "測試時戳服務" in attempt.outcome.sentence()
    assert StampAttempt(Handing(lambda _digest: None), SIGNED_AT).outcome.sentence() == ""


def test_the_offices_own_registry_needs_no_authority() -> None:
    assert trust().timestamp_authorities == ()
