"""The public keys whose signature makes a release (`resources/trust/release.toml`)."""

from pathlib import Path

import msgspec

from app.models.record import Record


class ReleaseKey(Record, frozen=True, kw_only=True):
    """The public half of a release key."""

    name: str
    public_key: str
    """PEM, as openssl reads it."""


class ReleaseKeys(Record, frozen=True, kw_only=True):
    """All keys that count, the present one first."""

    keys: tuple[ReleaseKey, ...]


def read_release_keys(path: Path) -> tuple[ReleaseKey, ...]:
    """Read the keys. Raises ValueError (msgspec's) for a file that is none of these."""
    return msgspec.toml.decode(path.read_bytes(), type=ReleaseKeys).keys


def find_signing_key(
    content: bytes, signature: bytes, keys: tuple[ReleaseKey, ...]
) -> ReleaseKey | None:
    """The key a signature over a content is of; None where it is of none of these."""
    # cryptography is loaded for this alone
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    for each in keys:
        public = load_pem_public_key(each.public_key.encode("ascii"))
        if not isinstance(public, Ed25519PublicKey):
            raise ValueError(f"release key {each.name}: no Ed25519 key")
        try:
            public.verify(signature, content)
        except InvalidSignature:
            continue
        return each
    return None
