"""Handing in with a card: our verifier takes what it signed; a card torn out leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from app.agency.desk import AgencyDesk
from app.agency.handing_in.approval import approve, hand_over
from app.agency.handing_in.exporting import export_return
from app.agency.handing_in.pair import ExportedPair
from app.errors import AppError
from app.forms.form_loader import load_form
from app.models.rounds import Round, RoundFile
from app.models.signatures import Registry, RegistryEntry, SignerRole
from app.returns.verification import verify_file
from app.trust.certificates.certificate import certificate_pem, certificate_sha256
from app.trust.keys.pkcs11 import TokenKey, open_token_key
from tests.agency.desks import OFFICE_FINGERPRINT, OFFICE_KEY
from tests.agency.handing_in.test_exporting import ROUND_ID, finish
from tests.returns.sample import AGENCY, NOW, key, programme, registry, round_, trust
from tests.returns.workbook.packages import BOTH
from tests.support.round_files import write_round_file
from tests.support.soft_tokens import (
    PIN,
    PrivateKey,
    add_token,
    issue_certificate,
    put_on_token,
    soft_tokens,
)

pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")

LABEL = "自然人憑證"


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with soft_tokens(tmp_path, monkeypatch) as found:
        add_token(found, LABEL)
        yield found


def open_card(module: Path, private_key: PrivateKey) -> TokenKey:
    """Put a key and a certificate as MOICA issues it on the card and open it with the PIN."""
    from_, until = NOW - timedelta(days=30), NOW + timedelta(days=700)
    made = issue_certificate(private_key, "王小明", from_, until)
    put_on_token(module, LABEL, made, private_key)
    return open_token_key(module, PIN, now=NOW)


def registry_with(card: TokenKey, role: SignerRole) -> Registry:
    """The sample's registry, where the card is that role's certificate."""
    theirs = RegistryEntry(
        agency=AGENCY,
        person_id="MOE-card",
        person_name="王小明",
        role=role,
        certificate_pem=certificate_pem(card.certificate),
        certificate_sha256=certificate_sha256(card.certificate),
        active_from=NOW - timedelta(days=30),
    )
    others = tuple(each for each in registry().entries if each.role is not role)
    return msgspec.structs.replace(registry(), entries=(*others, theirs))


@contextmanager
def open_desk(folder: Path, listed: Registry, the_round: Round) -> Iterator[AgencyDesk]:
    brought = RoundFile(
        round=the_round,
        form=load_form("annual-results"),
        agency=AGENCY,
        programme=programme(),
        registry=listed,
        issued_at=NOW,
    )
    write_round_file(brought, OFFICE_KEY, folder / "MOE.tbround")
    with AgencyDesk.create(folder / "moe.tianbao", clock=lambda: NOW) as desk:
        desk.intake.receive(folder / "MOE.tbround", confirm_office=OFFICE_FINGERPRINT)
        assert desk.rounds.all()[0].round.id == ROUND_ID
        yield desk


def hand_in(folder: Path, card: TokenKey, listed: Registry) -> ExportedPair:
    with open_desk(folder, listed, round_()) as desk:
        return export_return(desk, finish(desk), card, folder / "out", now=NOW)


@pytest.mark.slow
@pytest.mark.parametrize(
    "private_key",
    [rsa.generate_private_key(65537, 2048), ec.generate_private_key(ec.SECP256R1())],
    ids=["rsa", "curve"],
)
def test_what_a_card_signed_is_taken(tmp_path: Path, module: Path, private_key: PrivateKey) -> None:
    with open_card(module, private_key) as card:
        listed = registry_with(card, SignerRole.PREPARER)
        pair = hand_in(tmp_path, card, listed)
    context = msgspec.structs.replace(trust(), registry=listed)
    for path in (pair.workbook, pair.pdf):
        verification = verify_file(path.read_bytes(), path.name, context)
        assert verification.verdict.reasons == ()
        assert verification.payload == pair.payload
        (signer,) = pair.payload.signers
        assert signer.certificate_sha256 == card.certificate_sha256


@pytest.mark.slow
def test_a_preparer_with_a_key_file_and_an_approver_with_a_card(
    tmp_path: Path, module: Path
) -> None:
    with open_card(module, rsa.generate_private_key(65537, 2048)) as card:
        listed = registry_with(card, SignerRole.APPROVER)
        with open_desk(tmp_path, listed, round_(BOTH)) as desk:
            draft, sha256 = finish(desk), card.certificate_sha256
            pending = hand_over(desk, draft, key("preparer"), sha256, note="", now=NOW)
            pair = approve(desk, pending, card, tmp_path / "out", now=NOW)
    context = msgspec.structs.replace(trust(round_(BOTH)), registry=listed)
    for path in (pair.workbook, pair.pdf):
        assert verify_file(path.read_bytes(), path.name, context).verdict.reasons == ()


@pytest.mark.slow
def test_a_card_torn_out_between_workbook_and_pdf_leaves_nothing(
    tmp_path: Path, module: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    card = open_card(module, rsa.generate_private_key(65537, 2048))
    signed: list[bytes] = []
    sign_raw = card.sign_raw

    def sign_once(data: bytes) -> bytes:
        if signed:
            card._session.close()  # what a driver does with its sessions when the card is gone
        signed.append(sign_raw(data))
        return signed[-1]

    monkeypatch.setattr(card, "sign_raw", sign_once)
    with pytest.raises(AppError) as caught:
        hand_in(tmp_path, card, registry_with(card, SignerRole.PREPARER))
    assert caught.value.code == "TOKEN_REMOVED"
    assert len(signed) == 1
    assert not (tmp_path / "out").exists()
    card.close()
