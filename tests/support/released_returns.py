"""Signed returns as each released version of the program wrote them, and what verifies them.

usage: python -m tests.support.released_returns      writes the one of the present layout, once
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from app.forms.form_loader import load_form
from app.models.forms import FormSpec
from app.models.programme import Programme
from app.models.rounds import Round
from app.models.signatures import Registry
from app.returns.judging.trust_context import TrustContext

RELEASED = Path(__file__).resolve().parent.parent / "fixtures" / "returns"
RECEIVED_AT = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
WORKBOOK, PDF = "return.xlsx", "return.pdf"

_T = TypeVar("_T")


def load_trust(folder: Path) -> TrustContext:
    """What the office knew on the day the pair came in: nothing of it is secret."""
    round_ = _load(folder / "round.json", Round)
    return TrustContext(
        programme=_load(folder / "programme.json", Programme),
        registry=_load(folder / "registry.json", Registry),
        rounds=(round_,),
        forms={round_.form_sha256: _load(folder / "form.json", FormSpec)},
        now=RECEIVED_AT,
    )


def _load(path: Path, kind: type[_T]) -> _T:
    return msgspec.json.decode(path.read_bytes(), type=kind)


def write_released() -> None:
    """Make the pair of the present layout; its private keys are forgotten with the process."""
    from app.returns.document.layout import LAYOUT_VERSION
    from tests.returns.pdf.forged_pdfs import BOTH, signed
    from tests.returns.sample import programme, registry, sample, signed_workbook

    folder = RELEASED / f"layout-{LAYOUT_VERSION}"
    folder.mkdir(parents=True)  # never over one that is there
    made = sample(BOTH)
    (folder / WORKBOOK).write_bytes(signed_workbook(made))
    (folder / PDF).write_bytes(signed(BOTH))
    stated = {
        "programme": programme(),
        "registry": registry(),
        "round": made.round,
        "form": load_form(made.round.form_id),
    }
    for name, value in stated.items():
        content = msgspec.json.format(msgspec.json.encode(value), indent=1)
        (folder / f"{name}.json").write_bytes(content + b"\n")


if __name__ == "__main__":
    write_released()
