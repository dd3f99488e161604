"""Policies for tests: the built-in one with changes, and as files."""

from datetime import date
from pathlib import Path

import msgspec

from app.models.policy import CertificateGroup, DigestRule, KeyFamily, KeyRule, TrustPolicy
from app.resources import resource_path

BUILTIN_TEXT = resource_path("trust", "policy.toml").read_text(encoding="utf-8")


def policy(*keys: KeyRule, **changes: object) -> TrustPolicy:
    """A policy with these key rules; SHA-256, and the one group `cards`."""
    made = TrustPolicy(
        title="測試政策",
        version="1",
        issued_on=date(2026, 1, 1),
        digests=(DigestRule(name="sha256"),),
        keys=keys or (curve(),),
        groups=(CertificateGroup(id="cards", name="卡片", issuers=("內政部憑證管理中心",)),),
    )
    return msgspec.structs.replace(made, **changes)


def curve(name: str = "secp256r1", **changes: object) -> KeyRule:
    return msgspec.structs.replace(KeyRule(family=KeyFamily.EC, curve=name), **changes)


def rsa(bits: int = 2048, **changes: object) -> KeyRule:
    return msgspec.structs.replace(KeyRule(family=KeyFamily.RSA, at_least_bits=bits), **changes)


def write_policy(folder: Path, text: str = BUILTIN_TEXT, name: str = "policy.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path
