"""How long a PKCS#12 file wants its passphrase to be worked on, told without opening it.

Whoever makes a key file chooses how often the passphrase is hashed: a billion rounds would keep the
program busy for hours, and the libraries that open key files know no limit.
"""

from collections.abc import Iterator
from typing import Any

from asn1crypto import pkcs12

MOST_ROUNDS = 3_000_000
"""A few seconds; other programs write between 1 and 1,000,000."""


def find_most_rounds(content: bytes) -> int:
    """The largest number of rounds anything in a key file asks for, as far as it can be read.

    What cannot be read is left to the library that opens the file, which then cannot either.
    """
    try:
        pfx = pkcs12.Pfx.load(content)
        return max(_find_rounds(pfx), default=0)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return 0


def _find_rounds(pfx: Any) -> Iterator[int]:
    if pfx["mac_data"].native is not None:
        yield pfx["mac_data"]["iterations"].native
    for each in pfx.authenticated_safe:
        if each["content_type"].native == "encrypted_data":
            information = each["content"]["encrypted_content_info"]
            yield _rounds_of(information["content_encryption_algorithm"])
        elif each["content_type"].native == "data":
            for bag in pkcs12.SafeContents.load(each["content"].native):
                if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
                    yield _rounds_of(bag["bag_value"]["encryption_algorithm"])


def _rounds_of(algorithm: Any) -> int:
    parameters = algorithm["parameters"]
    if algorithm["algorithm"].native == "pbes2":
        derivation = parameters["key_derivation_func"]
        if derivation["algorithm"].native != "pbkdf2":  # scrypt counts otherwise
            return 0
        parameters = derivation["parameters"]
        return int(parameters["iteration_count"].native)
    return int(parameters["iterations"].native)
