"""How the SHA-256 of a certificate is shown to people."""


def format_fingerprint(sha256_hex: str) -> str:
    """Print a certificate's SHA-256 for people: its first 96 bits in six groups of four."""
    text = sha256_hex[:24].upper()
    return " ".join(text[start : start + 4] for start in range(0, 24, 4))
