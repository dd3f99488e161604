"""One office with two agencies' signed pairs, made once by the real services."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from app.demo.officers import DemoOfficer
from app.models.rounds import Round, RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.programme.catalogue_loader import load_catalogue
from tests.support.one_signer import sign_alone

NOW = datetime(2026, 2, 3, 6, 0, tzinfo=UTC)
ROUND_ID = "114-annual"
PASSPHRASE = "彙整機關的通行碼"
AGENCIES = ("NDC", "MOTC")


@dataclass(frozen=True)
class Scene:
    """A store with a round, two registered agencies and nothing received; their files beside it."""

    store: Path
    pairs: dict[str, tuple[Path, Path]]
    agencies: dict[str, DemoOfficer]

    def workbook(self, agency: str) -> Path:
        """The agency's signed workbook."""
        return self.pairs[agency][0]

    def pdf(self, agency: str) -> Path:
        """The agency's signed PDF."""
        return self.pairs[agency][1]


def open_annual_round(desk: OfficeDesk) -> Round:
    """The annual round of 114, due on 115年2月15日."""
    return desk.rounds.open(
        RoundKind.ANNUAL_RESULTS,
        114,
        opens_on=date(2026, 1, 2),
        due_on=date(2026, 2, 15),
        closes_on=date(2026, 3, 1),
        required_roles=(SignerRole.PREPARER,),
        is_demo=True,
    )


def build_scene(folder: Path) -> Scene:
    """Open the round, register the agencies, and let them hand in."""
    programme = load_catalogue()
    store = folder / "office.tianbao"
    agencies, pairs = {}, {}
    issued_at = NOW - timedelta(days=1)  # before anybody could sign
    with OfficeDesk.create(store, programme, clock=lambda: issued_at) as desk:
        desk.keys.make(PASSPHRASE)
        round_ = open_annual_round(desk)
        for code in AGENCIES:
            agency = DemoOfficer.create(folder / code, programme, code, NOW - timedelta(days=20))
            desk.registry.register(
                agency.certificate_pem,
                agency=code,
                person_id=agency.person_id,
                person_name=agency.person_name,
                role=SignerRole.PREPARER,
                at=NOW - timedelta(days=10),
            )
            agencies[code] = agency
        files = desk.round_files.write(round_.id, folder / "填報包", AGENCIES)
        for code, agency in agencies.items():
            pairs[code] = sign_alone(
                agency, files[code], folder / "returns", NOW - timedelta(hours=3)
            )
    return Scene(store, pairs, agencies)


def tamper(source: Path, folder: Path) -> Path:
    """A copy of a signed file with one byte of its middle changed."""
    content = bytearray(source.read_bytes())
    content[len(content) // 2] ^= 1
    twin = folder / f"tampered{source.suffix}"
    twin.write_bytes(bytes(content))
    return twin
