"""Fingerprints: a certificate's SHA-256 formatted for people, and compared with what they type."""

import hmac

_SHOWN = 24


def format_fingerprint(sha256_hex: str) -> str:
    """Print a certificate's SHA-256 for people: its first 96 bits in six groups of four."""
    text = sha256_hex[:_SHOWN].upper()
    return " ".join(text[start : start + 4] for start in range(0, _SHOWN, 4))


def is_same_fingerprint(typed: str, sha256_hex: str) -> bool:
    """Return whether what a person typed is that certificate's fingerprint, all six groups."""
    plain = "".join(each for each in typed if each.isalnum()).upper()
    return hmac.compare_digest(plain.encode(), sha256_hex[:_SHOWN].upper().encode())
