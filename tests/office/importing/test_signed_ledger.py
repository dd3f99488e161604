"""Replay and order with really signed files, through the real verifier and importer.

The signer is the agency's own officer with the registered key: the signatures are sound, only what
they stand under does not belong here.
"""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
import pytest

from app.demo.officers import DemoOfficer
from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.messages import format_message
from app.models.answers import Place, StoredValue
from app.models.facts import ReturnFacts
from app.models.returns import Payload
from app.models.rounds import Round
from app.models.signatures import Carrier, Signer, SignerRole
from app.office.desk import OfficeDesk
from app.office.importing import content_check, examination
from app.programme.catalogue_loader import load_catalogue
from app.returns.document.computed_values import build_computed
from app.returns.document.payload_building import (
    build_control_totals,
    build_heading,
    content_sha256,
)
from app.returns.judging.return_context import ReturnContext
from app.returns.layouts.v1.builder import build_document
from app.returns.pdf.signing import sign_pdf
from app.returns.pdf.writer import write_pdf
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from tests.office.scenes import NOON, PASSPHRASE, SUMMARY, make_payload, open_annual

AGENCY = "MOFA"
SIGNED_AT = NOON - timedelta(days=3)
ROLES = (SignerRole.PREPARER,)


@dataclass(frozen=True)
class Scene:
    """An office, and an agency it has registered."""

    desk: OfficeDesk
    agency: DemoOfficer
    round: Round
    folder: Path

    def payload(self, revision: int, before: Payload | None = None, text: str = "") -> Payload:
        """A good return by the registered officer."""
        changes: dict[Place, StoredValue] = {
            SUMMARY: f"第 {revision} 版之整體摘要{text}：各項計畫依核定內容推動，工作如期完成。"
        }
        made = make_payload(self.round, AGENCY, revision, before, changes)
        signer = Signer(
            role=SignerRole.PREPARER,
            person_id=self.agency.person_id,
            person_name=self.agency.person_name,
            certificate_sha256=self.agency.key.certificate_sha256,
        )
        return msgspec.structs.replace(
            made, signers=(signer,), created_at=SIGNED_AT.replace(microsecond=0)
        )

    def sign(self, payload: Payload, carrier: Carrier, agency: str = AGENCY) -> Path:
        """The file our own writer makes of it, signed by the officer's own key."""
        context = self.context(agency)
        document = build_document(payload, context.blank)
        key, role = self.agency.key, SignerRole.PREPARER
        if carrier is Carrier.PDF:
            content = sign_pdf(write_pdf(payload, document), key, role, SIGNED_AT)
        else:
            content = sign_workbook(write_workbook(payload, document), key, role, SIGNED_AT)
        suffix = "pdf" if carrier is Carrier.PDF else "xlsx"
        path = self.folder / f"{payload.sha256()[:12]}.{suffix}"
        path.write_bytes(content)
        return path

    def context(self, agency: str = AGENCY) -> ReturnContext:
        programme = load_catalogue()
        blank = build_blank(load_form(self.round.form_id), programme, self.round, agency)
        return ReturnContext(programme, self.round, blank)

    def take_in(self, *paths: Path) -> list[str]:
        """The codes, in the order of the files; each has its sentences."""
        results = self.desk.inbox.import_files(paths, now=NOON)
        for each in results:
            for language in ("zh", "en"):
                assert format_message(each.code, each.params, language) != each.code
        return [each.code for each in results]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    programme = load_catalogue()
    agency = DemoOfficer.create(tmp_path / AGENCY, programme, AGENCY, NOON - timedelta(days=60))
    with _open_office(tmp_path / "o.tianbao", agency) as made:
        yield made


@contextmanager
def _open_office(path: Path, agency: DemoOfficer) -> Iterator[Scene]:
    """An office that has registered the agency; its round is the same in each."""
    with OfficeDesk.create(path, load_catalogue(), clock=lambda: NOON) as desk:
        desk.keys.make(PASSPHRASE)
        with patch("app.office.rounds.rounds.secrets.token_hex", return_value="5e" * 32):
            round_ = open_annual(desk)
        desk.registry.register(
            agency.certificate_pem,
            AGENCY,
            agency.person_id,
            agency.person_name,
            SignerRole.PREPARER,
            NOON - timedelta(days=50),
        )
        yield Scene(desk, agency, round_, path.parent)


@pytest.mark.slow
@pytest.mark.parametrize("carrier", list(Carrier))
def test_same_older_skipped_and_conflicting_revisions_end_as_stated(
    scene: Scene, carrier: Carrier
) -> None:
    first = scene.payload(1)
    second = scene.payload(2, first)
    third = scene.payload(3, second)
    stray = scene.payload(2, third)
    files = {
        name: scene.sign(payload, carrier)
        for name, payload in {
            "first": first,
            "second": second,
            "third": third,
            "other first": scene.payload(1, text="（另一份）"),
            "other second": scene.payload(2, first, text="（另一份）"),
            "stray": stray,
        }.items()
    }
    steps = (
        ("second", "REVISION_GAP"),
        ("first", "IMPORTED"),
        ("first", "ALREADY_IMPORTED"),
        ("other first", "REVISION_CONFLICT"),
        ("third", "REVISION_GAP"),
        ("stray", "SUPERSEDES_MISMATCH"),
        ("second", "IMPORTED"),
        ("other first", "REPLAY_OLD"),
        ("first", "ALREADY_IMPORTED"),
        ("other second", "REVISION_CONFLICT"),
        ("third", "IMPORTED"),
        ("other second", "REPLAY_OLD"),
    )
    found = [(name, *scene.take_in(files[name])) for name, _ in steps]
    assert found == list(steps)
    held = scene.desk.returns.received(scene.round.id, AGENCY)
    assert [each.payload for each in held] == [first, second, third]


def _of_another_agency(scene: Scene, payload: Payload) -> Payload:
    """The agency next door, with nothing filled in, signed by this agency's officer."""
    context = scene.context("MOE")
    empty: dict[str, StoredValue] = {}
    evaluation = context.evaluate(msgspec.structs.replace(payload, data=empty).answers())
    return msgspec.structs.replace(
        payload,
        agency="MOE",
        explained=(),
        data=empty,
        row_count=0,
        content_sha256=content_sha256(empty),
        control_totals=build_control_totals(context.blank, evaluation),
        computed=build_computed(context.blank, evaluation),
        **msgspec.structs.asdict(build_heading(context.blank, context.programme, context.round)),
    )


def _with(**changes: object) -> Callable[[Scene, Payload], Payload]:
    return lambda _scene, payload: msgspec.structs.replace(payload, **changes)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_of_another_agency, "AGENCY_MISMATCH"),
        (_with(round_id="113-annual"), "RETURN_OF_DEMO"),
        (_with(round_id="113-annual", is_demo=False), "ROUND_UNKNOWN"),
        (_with(round_nonce="00" * 32), "NONCE_MISMATCH"),
        (_with(form_version=2), "FORM_VERSION_OTHER"),
        (_with(form_id="half-year-progress"), "FORM_VERSION_OTHER"),
        (_with(form_sha256="0" * 64), "FORM_VERSION_OTHER"),
        (_with(is_demo=False), "SCHEMA_INVALID"),
        (_with(schema_version=2), "SCHEMA_INVALID"),
    ],
)
@pytest.mark.parametrize("carrier", list(Carrier))
def test_what_belongs_to_another_agency_round_or_form_is_refused(
    scene: Scene, change: Callable[[Scene, Payload], Payload], code: str, carrier: Carrier
) -> None:
    payload = change(scene, scene.payload(1))
    agency = "MOE" if payload.agency == "MOE" else AGENCY
    assert scene.take_in(scene.sign(payload, carrier, agency)) == [code]
    assert scene.desk.returns.received(scene.round.id, AGENCY) == ()


def test_the_rules_run_once_for_a_workbook_and_its_pdf(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[int] = []

    def check_and_note(payload: Payload, *rest: Any) -> ReturnFacts:
        checked.append(payload.revision)
        return content_check.check_content(payload, *rest)

    monkeypatch.setattr(examination, "check_content", check_and_note)
    first = scene.payload(1)
    second = scene.payload(2, first)
    paths = [scene.sign(each, kind) for each in (first, second) for kind in Carrier]
    assert scene.take_in(*paths) == ["IMPORTED", "ALREADY_IMPORTED"] * 2
    assert checked == [1, 2]


@pytest.mark.slow
def test_any_order_of_really_signed_pairs_gives_the_same(tmp_path: Path) -> None:
    """Two revisions as pairs, and one of another agency's officer, in one batch and once more."""
    agency = DemoOfficer.create(
        tmp_path / AGENCY, load_catalogue(), AGENCY, NOON - timedelta(days=60)
    )
    files: list[Path] = []
    payloads: list[Payload] = []
    for number, seed in enumerate((1, 2, 3)):
        with _open_office(tmp_path / f"{number}.tianbao", agency) as scene:
            if not files:
                first = scene.payload(1)
                payloads = [first, scene.payload(2, first)]
                files = [scene.sign(each, kind) for each in payloads for kind in Carrier]
                files.append(scene.sign(_of_another_agency(scene, first), Carrier.PDF, "MOE"))
            order = [*files, *files]
            random.Random(seed).shuffle(order)
            codes = scene.take_in(*order)
            assert "AGENCY_MISMATCH" in codes
            held = scene.desk.returns.received(scene.round.id, AGENCY)
            assert [each.payload for each in held] == payloads
            assert all(set(each.carriers) == set(Carrier) for each in held)
            assert scene.desk.returns.received(scene.round.id, "MOE") == ()
