"""A round file on its way to an agency."""

from pathlib import Path

from app.models.rounds import RoundFile
from app.trust.keys.signing_keys import SigningKey
from app.trust.papers.round_file import sign_round_file


def write_round_file(round_file: RoundFile, key: SigningKey, path: Path) -> None:
    """Write it as the office would."""
    path.write_bytes(sign_round_file(round_file, key))
