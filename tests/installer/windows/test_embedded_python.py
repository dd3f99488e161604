"""A file of the interpreter is its makers' as long as its digest is the signed one."""

from installer.windows.embedded_python import find_signer

REPORT = """PE checksum   : 005DAF13

Signature Index: 0  (Primary Signature)

Message digest algorithm  : SHA256
Current message digest    : 539F
Calculated message digest : {calculated}

Signer's certificate:
\t------------------
\tSigner #0:
\t\tSubject: /C=US/ST=Oregon/L=Beaverton/O=Python Software Foundation/CN=Python
\t\tIssuer : /C=US/O=Microsoft Corporation/CN=CA
"""


def test_the_signer_of_an_unchanged_file_is_named() -> None:
    assert find_signer(REPORT.format(calculated="539F")) == "Python Software Foundation"


def test_a_changed_or_unsigned_file_has_no_signer() -> None:
    assert find_signer(REPORT.format(calculated="5390")) is None
    assert find_signer("No signature found\n") is None
    assert find_signer("") is None
