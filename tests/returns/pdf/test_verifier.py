"""What a return's PDF has to withstand. Every forgery here opens and looks fine in a viewer."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from pyhanko.pdf_utils import generic as _generic
from pyhanko.sign.fields import SigSeedSubFilter

from app.models.returns import canonical_bytes
from app.models.signatures import Registry, SignerRole, Verdict
from app.returns.pdf.layouts import PDF_LAYOUTS
from app.returns.pdf.revisions import read_revisions
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.verifier import verify_pdf
from app.returns.pdf.writer import build_facts
from app.returns.refusal import Refused
from app.trust.keys.signing_keys import create_software_key
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Impostor,
    edited,
    made,
    sign_all,
    signed,
    signed_by_another_program,
    unsigned,
    updated,
    with_container,
)
from tests.returns.pdf.test_signing import rsa_key
from tests.returns.sample import NOW, SIGNED_AT, key, trust

pytestmark = pytest.mark.slow

generic: Any = _generic  # the library states no types of these


def judge(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> Verdict:
    return verify_pdf(content, trust(made(roles).round)).verdict


def code(content: bytes, roles: tuple[SignerRole, ...] = ALONE) -> str:
    verdict = judge(content, roles)
    assert not verdict.is_good
    return verdict.reasons[0].code


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_a_return_as_sent_is_good_and_gives_the_payload(roles: tuple[SignerRole, ...]) -> None:
    verified = verify_pdf(signed(roles), trust(made(roles).round))
    verdict, payload = verified.verdict, verified.payload
    assert verdict.is_good, verdict.reasons
    assert payload == made(roles).payload
    assert [each.role for each in verdict.signers] == list(roles)
    assert [each.signed_at for each in verdict.signers] == [SIGNED_AT] * len(roles)
    assert {each.agency for each in verdict.signers} == {"MOE"}


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_no_flipped_byte_goes_unnoticed(roles: tuple[SignerRole, ...]) -> None:
    content = signed(roles)
    # All over the file, and every byte near the signatures and at the ends.
    places = [*range(0, len(content), 5003), *range(12), *range(len(content) - 9, len(content))]
    for number in range(1, len(roles) + 1):
        start = _nth(content, b"/ByteRange", number)
        places += [*range(start, start + 60), *range(start + 60, start + 3000, 53)]
    for place in (each for each in places if each < len(content)):
        flipped = bytearray(content)
        flipped[place] ^= 0x10
        verdict = judge(bytes(flipped), roles)
        assert not verdict.is_good, place
        assert verdict.reasons


def _nth(content: bytes, mark: bytes, number: int) -> int:
    start = -1
    for _ in range(number):
        start = content.index(mark, start + 1)
    return start


def _add_a_page_label(writer: Any) -> None:
    """Something of any kind, by another program."""
    writer.root["/PageMode"] = generic.NameObject("/FullScreen")
    writer.update_root()


@pytest.mark.parametrize("roles", [ALONE, BOTH])
def test_a_revision_appended_after_signing_is_refused(roles: tuple[SignerRole, ...]) -> None:
    assert code(updated(signed(roles), _add_a_page_label), roles) == "SIG_COVERAGE"


def test_a_revision_between_the_signatures_is_refused() -> None:
    between = updated(_as_first_of_two(), _add_a_page_label)
    with pytest.raises(Refused):
        sign_pdf(between, key("approver"), BOTH[1], SIGNED_AT)
    assert code(between, BOTH) == "SIG_COVERAGE"


def _as_first_of_two() -> bytes:
    content = signed(BOTH)
    return content[: read_revisions(content)[1].end]


def test_a_stripped_signature_is_missed() -> None:
    assert code(_as_first_of_two(), BOTH) == "SIG_COUNT"


def test_a_return_signed_by_one_where_two_are_asked_is_refused() -> None:
    forged = sign_all(unsigned(BOTH), ALONE)
    assert {each.code for each in judge(forged, BOTH).reasons} >= {"SIG_COUNT"}


def test_an_unsigned_document_is_refused() -> None:
    assert code(unsigned()) == "SIG_MISSING"


def test_a_strangers_key_is_unknown_but_the_signature_itself_holds() -> None:
    verdict = judge(sign_all(unsigned(), ALONE, rsa_key()))
    assert (verdict.unchanged, verdict.signature_correct, verdict.signers_entitled) == (
        True,
        True,
        False,
    )
    assert "CERT_UNKNOWN" in {each.code for each in verdict.reasons}
    assert verdict.signers[0].person_name == "李大同"
    assert verdict.signers[0].agency is None


def test_showing_anothers_certificate_does_not_help_without_the_key() -> None:
    other = create_software_key(
        "張三", "X", "某公司", valid_from=NOW - timedelta(days=1), valid_until=NOW
    )
    verdict = judge(sign_all(unsigned(), ALONE, Impostor(other, shown=key("preparer"))))
    assert [each.code for each in verdict.reasons] == ["SIGNATURE"]
    assert (verdict.unchanged, verdict.signature_correct) == (True, False)


def _other_signer(signed_data: Any) -> None:
    signed_data["signer_infos"][0]["sid"].chosen["serial_number"] = 4711


def _no_certificate(signed_data: Any) -> None:
    signed_data["certificates"] = []


@pytest.mark.parametrize("change", [_other_signer, _no_certificate])
def test_the_container_names_one_signer_and_one_certificate(
    change: Callable[[Any], None],
) -> None:
    assert code(with_container(signed(), change)) == "SIG_STRUCTURE"


def test_a_weak_key_is_refused() -> None:
    assert code(sign_all(unsigned(), ALONE, rsa_key(1024))) == "SIG_ALG"


def test_roles_cannot_be_swapped() -> None:
    forged = sign_all(unsigned(BOTH), BOTH, key("approver"), key("preparer"))
    assert "SIGNER_ROLE" in {each.code for each in judge(forged, BOTH).reasons}


def test_one_person_cannot_sign_twice() -> None:
    forged = sign_all(unsigned(BOTH), BOTH, key("preparer"), key("preparer"))
    assert "SIGNER_SEPARATION" in {each.code for each in judge(forged, BOTH).reasons}


def test_a_signature_made_by_another_program_is_refused() -> None:
    pades, adobe = SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    for certify, subfilter in ((True, pades), (True, adobe), (False, pades)):
        forged = signed_by_another_program(unsigned(), certify=certify, subfilter=subfilter)
        assert code(forged) == "PDF_FRAME"


def test_the_attached_payload_is_the_canonical_one() -> None:
    size = len(canonical_bytes(made().payload))
    loose = edited(b'"agency":"MOE"', b'"agency": "MOE"')
    loose = edited(b"/Size %d/" % size, b"/Size %d/" % (size + 1), file=loose)
    assert code(sign_all(loose.write(), ALONE)) == "SCHEMA_INVALID"


def test_a_figure_altered_in_the_attached_payload_is_noticed() -> None:
    altered = edited(b"12345678901", b"12345678902").write()
    assert code(sign_all(altered, ALONE)) == "CONTENT_HASH_MISMATCH"


def test_a_document_that_carries_no_payload_is_no_return() -> None:
    payload, document = made().payload, made().document
    layout = PDF_LAYOUTS[1]
    facts = build_facts(payload, document)
    furniture = layout.build_furniture(payload, document)
    bare = layout.lay_out(layout.compose_story(document), facts, furniture).write()
    with pytest.raises(Refused) as caught:
        sign_all(bare, ALONE)
    assert caught.value.code == "ATTACH_MISSING"
    assert code(bare) == "ATTACH_MISSING"


def test_a_registry_without_entries_knows_nobody() -> None:
    context = trust(made().round)
    empty = Registry(
        sequence=2, issued_at=SIGNED_AT, next_update=context.registry.next_update, entries=()
    )
    stranger = msgspec.structs.replace(context, registry=empty)
    verified = verify_pdf(signed(), stranger)
    verdict, payload = verified.verdict, verified.payload
    assert [each.code for each in verdict.reasons] == ["CERT_UNKNOWN"]
    assert payload == made().payload
