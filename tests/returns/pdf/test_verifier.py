"""What a return's PDF has to withstand. Every forgery here opens and looks fine in a viewer."""

import io
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pyhanko.sign.fields import SigSeedSubFilter

from app.models.signatures import Registry, SignerRole, Verdict
from app.returns.pdf.verifier import verify_pdf
from app.trust.keys.signing_keys import create_software_key
from tests.returns.pdf.forged_pdfs import (
    ALONE,
    BOTH,
    Change,
    Impostor,
    Update,
    approve_and,
    changed,
    cover_the_page,
    made,
    replace_attachment,
    sign_all,
    signed,
    signed_otherwise,
    unsigned,
    updated,
    with_container,
)
from tests.returns.pdf.test_signing import rsa_key
from tests.returns.sample import NOW, SIGNED_AT, key, trust

pytestmark = pytest.mark.slow


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


@pytest.mark.parametrize("roles", [ALONE, BOTH])
@pytest.mark.parametrize("update", [cover_the_page, replace_attachment])
def test_a_revision_appended_after_signing_is_refused(
    update: Update, roles: tuple[SignerRole, ...]
) -> None:
    assert code(updated(signed(roles), update), roles) == "REVISION_COUNT"


def test_a_revision_between_the_signatures_is_refused() -> None:
    forged = approve_and(lambda writer: None, updated(_as_first_of_two(), _rename))
    assert code(forged, BOTH) == "REVISION_COUNT"


def _as_first_of_two() -> bytes:
    content = signed(BOTH)
    return content[: _nth(content, b"%%EOF\n", 2) + 6]


def _rename(writer: Any) -> None:
    """A change nobody sees on paper: the document's title."""
    info = writer.trailer["/Info"]
    info["/Title"] = info["/Author"]
    writer.update_container(info)


@pytest.mark.parametrize(
    ("update", "expected"),
    [
        (cover_the_page, "SIG_DIFF"),
        (replace_attachment, "ATTACH_CHANGED"),
        (_rename, "SIG_DIFF"),
    ],
)
def test_a_change_within_the_approvers_revision_is_refused(update: Update, expected: str) -> None:
    forged = approve_and(update, _as_first_of_two())
    verified = verify_pdf(forged, trust(made(BOTH).round))
    verdict, payload = verified.verdict, verified.payload
    assert verdict.reasons[0].code == expected
    assert not verdict.unchanged
    assert payload is None


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


def test_a_signature_of_another_kind_is_refused() -> None:
    pades, adobe = SigSeedSubFilter.PADES, SigSeedSubFilter.ADOBE_PKCS7_DETACHED
    content = unsigned()
    assert code(signed_otherwise(content, certify=True, subfilter=adobe)) == "SIG_SUBFILTER"
    assert code(signed_otherwise(content, certify=False, subfilter=pades)) == "SIG_DOCMDP"


def test_what_is_cut_off_or_added_around_is_refused() -> None:
    content = signed()
    assert code(content[:-7]) == "PDF_FRAME"
    assert code(content[: len(content) // 2]) == "PDF_FRAME"
    assert code(content + b"\n%%EOF\n") != "SIG_MISSING"
    assert code(b"\n" + content) == "PDF_FRAME"
    assert code(content + bytes(3)) == "PDF_FRAME"
    assert code(b"") == "PDF_FRAME"
    assert code(b"%PDF-1.7\n%%EOF\n") == "PDF_FRAME"


def test_an_encrypted_document_is_refused() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(unsigned())) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="a", user="", R=4))
    content = buffer.getvalue()
    assert code(b"%PDF-1.7" + content[8:]) in {"PDF_ENCRYPTED", "PDF_PARSE"}


def _open_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _named_script(pdf: pikepdf.Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("1"))
    pdf.Root.Names.JavaScript = Dictionary(Names=Array([String("a"), script]))


def _page_action(pdf: pikepdf.Pdf) -> None:
    pdf.pages[2].obj["/AA"] = Dictionary(O=Dictionary(S=Name.JavaScript, JS=String("1")))


def _link(pdf: pikepdf.Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    annotation = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 99, 99]), A=action
    )
    pdf.pages[1].obj["/Annots"] = Array([pdf.make_indirect(annotation)])


def _bookmark_action(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.A = Dictionary(S=Name.JavaScript, JS=String("1"))


def _hidden_layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary(OFF=Array([group])))


def _page_layer(pdf: pikepdf.Pdf) -> None:
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String("a")))
    pdf.pages[0].obj["/Resources"]["/Properties"] = Dictionary(L=group)


def _branch_of_pages(pdf: pikepdf.Pdf) -> None:
    last = pdf.Root.Pages.Kids[-1]
    branch = Dictionary(Type=Name.Pages, Kids=Array([last]), Count=1, Parent=pdf.Root.Pages)
    pdf.Root.Pages.Kids[-1] = pdf.make_indirect(branch)
    last.Parent = pdf.Root.Pages.Kids[-1]


@pytest.mark.parametrize(
    "change",
    [_open_action, _named_script, _page_action, _link, _bookmark_action, _hidden_layer,
     _page_layer, _branch_of_pages],
)  # fmt: skip
def test_nothing_that_acts_or_hides_is_accepted_even_if_well_signed(change: Change) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == "PDF_ACTIVE"


def _second_attachment(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.Names.EmbeddedFiles.Names
    names.append(String("z.json"))
    names.append(names[1])


def _no_attachment(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Names
    del pdf.Root.AF


def _renamed_attachment(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names.EmbeddedFiles.Names[0] = String("other.json")


def _loose_json(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.AF[0].EF.F
    stream.write(stream.read_bytes() + b"\n")


def _altered_figure(pdf: pikepdf.Pdf) -> None:
    stream = pdf.Root.AF[0].EF.F
    content = stream.read_bytes()
    assert content.count(b"12345678901") > 0
    stream.write(content.replace(b"12345678901", b"12345678902"))


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (_second_attachment, "ATTACH_COUNT"),
        (_no_attachment, "ATTACH_COUNT"),
        (_renamed_attachment, "ATTACH_MISSING"),
        (_loose_json, "SCHEMA_INVALID"),
        (_altered_figure, "CONTENT_HASH_MISMATCH"),
    ],
)
def test_the_attached_payload_must_be_the_one_thing_we_attach(
    change: Change, expected: str
) -> None:
    assert code(sign_all(changed(unsigned(), change), ALONE)) == expected


def test_the_digits_left_out_of_the_signature_hold_nothing_else() -> None:
    content = signed()
    end = content.index(b"00>", content.index(b"/Contents <")) + 1
    for replacement, expected in ((b"1", "SIG_BYTERANGE"), (b"\n", "PDF_FRAME")):
        assert code(content[:end] + replacement + content[end + 1 :]) == expected
    start = content.index(b"/Contents <") + 11
    digits = content[start : start + 400]
    assert code(content.replace(digits, digits.lower())) == "SIG_BYTERANGE"


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
