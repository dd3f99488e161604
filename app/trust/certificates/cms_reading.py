"""CMS (RFC 5652) read strictly: what PDF signatures, signed documents and timestamps share.

The one place to take asn1crypto's `cms` and `tsp` from: its modules teach `cms` their attributes
when they are imported, and a type keeps the names it knew when it was first used. Without this a
round file that was read early would make signing a PDF impossible for the rest of the session.
"""

from typing import Any

from asn1crypto import algos, cms, core, parser, tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes

__all__ = [
    "DIGESTS",
    "cms",
    "copy_signed_bytes",
    "encode_value",
    "is_der",
    "is_named",
    "read_algorithms",
    "read_attributes",
    "tsp",
]

DIGESTS: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(),
    "sha384": hashes.SHA384(),
    "sha512": hashes.SHA512(),
}
_FAMILIES = {"rsassa_pkcs1v15": "rsa", "ecdsa": "ec"}
_SET_OF = b"\x31"
_DEEPEST = 24
_CONSTRUCTED, _LONG_TAG, _INTEGER = 0x20, 0x1F, 0x02
_UNIVERSAL_CONTAINERS = (0x30, 0x31)


def copy_signed_bytes(signer_info: Any) -> bytes:
    """What a signature covers: the attributes as a SET of their own, not as field [0].

    To be taken before anything looks into the set: asn1crypto encodes anew what it has parsed.
    """
    return _SET_OF + bytes(signer_info["signed_attrs"].dump()[1:])


def read_attributes(signed_attributes: Any) -> dict[str, Any]:
    """The signed attributes by type. Raises ValueError naming one that is there twice or empty."""
    found: dict[str, Any] = {}
    for each in signed_attributes:
        name = each["type"].native
        if name in found or len(each["values"]) != 1:
            raise ValueError(name)
        found[name] = each["values"][0]
    return found


def read_algorithms(signer_info: Any) -> tuple[str, str]:
    """The digest's name, and the family of key that signed (rsa, ec).

    Both are named and nothing more: no parameters, or those that say there are none. Raises
    ValueError naming what is not among SHA-2 with RSA PKCS#1 v1.5 or ECDSA.
    """
    digest_name = str(signer_info["digest_algorithm"]["algorithm"].native)
    mechanism = signer_info["signature_algorithm"]
    name = str(mechanism["algorithm"].native)
    is_other_digest = name.startswith("sha") and name.partition("_")[0] != digest_name
    if digest_name not in DIGESTS or mechanism.signature_algo not in _FAMILIES or is_other_digest:
        raise ValueError(name)
    are_bare = _is_bare(algos.DigestAlgorithm, signer_info["digest_algorithm"])
    if not (are_bare and _is_bare(algos.SignedDigestAlgorithm, mechanism)):
        raise ValueError(name)
    return digest_name, _FAMILIES[mechanism.signature_algo]


def _is_bare(kind: Any, algorithm: Any) -> bool:
    name = algorithm["algorithm"].native
    bare = kind({"algorithm": name})
    spoken = kind({"algorithm": name, "parameters": core.Null()})
    return algorithm.dump() in (bare.dump(), spoken.dump())


def is_named(certificate: x509.Certificate, issuer: Any, serial_number: Any) -> bool:
    """Return whether an issuer and a serial number are the certificate's own."""
    found = (issuer.dump(), serial_number.native)
    return found == (certificate.issuer.public_bytes(), certificate.serial_number)


# -- DER as far as it must be pinned: one value, one way to write each length, nothing besides


def encode_value(tag: int, *contents: bytes) -> bytes:
    """One value of a tag below 31 around what is already encoded."""
    return bytes(parser.emit(tag >> 6, tag >> 5 & 1, tag & _LONG_TAG, b"".join(contents)))


def is_der(content: bytes) -> bool:
    """Return whether the bytes are exactly one value in DER, containers looked into.

    Linear in the size of what is read; the library's own way of encoding anew is not.
    """
    try:
        return _end_of_value(content, 0, len(content), 0) == len(content)
    except ValueError:
        return False


def _end_of_value(content: bytes, place: int, end: int, depth: int) -> int:
    """Where the value that starts here ends. Raises ValueError for anything but DER."""
    if depth > _DEEPEST or place + 2 > end:
        raise ValueError(place)
    tag, size = content[place], content[place + 1]
    start = place + 2
    if size & 0x80:
        count = size & 0x7F
        size = int.from_bytes(content[start : start + count], "big")
        start += count
        if not 0 < count <= 4 or size < 0x80 or size < 1 << (8 * (count - 1)):
            raise ValueError(place)
    stop = start + size
    if stop > end or tag & _LONG_TAG == _LONG_TAG or not _is_plain(tag, content[start:stop]):
        raise ValueError(place)
    if tag & _CONSTRUCTED:
        inner = start
        while inner < stop:
            inner = _end_of_value(content, inner, stop, depth + 1)
    return stop


def _is_plain(tag: int, value: bytes) -> bool:
    """Return whether a container is one, and a number is written no longer than needed."""
    if tag < 0x40 and tag & _CONSTRUCTED and tag not in _UNIVERSAL_CONTAINERS:
        return False
    if tag != _INTEGER:
        return True
    is_padded = len(value) > 1 and value[0] == (0xFF if value[1] & 0x80 else 0x00)
    return bool(value) and not is_padded
