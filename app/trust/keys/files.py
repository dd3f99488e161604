"""Key files in a folder: made with their certificate beside them, listed without a passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509

from app.config import local_data_folder
from app.errors import AppError
from app.files import write_atomically
from app.models.periods import CLOCK_TOLERANCE
from app.private_files import is_exposed
from app.trust.certificates.certificate import certificate_pem, read_certificate
from app.trust.certificates.subjects import ensure_identity, tidy_name
from app.trust.keys.passphrases import ensure_strong_enough
from app.trust.keys.pkcs12 import change_passphrase, write_pkcs12
from app.trust.keys.signing_keys import LONGEST_DAYS, KeyAlgorithm, SoftwareKey, create_software_key

CERTIFICATE_SUFFIX = ".pem"
_KEY_SUFFIXES = (".p12", ".pfx")


@dataclass(frozen=True, slots=True)
class KeyOwner:
    """Whose key is to be made."""

    person_name: str
    person_id: str
    agency_name: str


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A key file, and the certificate lying beside it, if one does (it needs no passphrase)."""

    path: Path
    certificate: x509.Certificate | None


def make_key_file(
    path: Path,
    owner: KeyOwner,
    passphrase: str,
    *,
    now: datetime,
    days: int,
    algorithm: KeyAlgorithm = KeyAlgorithm.EC,
) -> SoftwareKey:
    """Make a key for `days` from `now` (with time zone); writes the .p12 and the .pem beside it.

    Raises AppError KEY_FILE_EXISTS (a key is never written over), KEY_DAYS, KEY_NO_PASSPHRASE,
    KEY_PASSPHRASE_*, KEY_OWNER_MISSING, PERSON_ID_UNFIT, NAME_UNFIT, FILE_*.
    """
    if not all(each.strip() for each in (owner.person_name, owner.person_id, owner.agency_name)):
        raise AppError("KEY_OWNER_MISSING")
    ensure_identity(owner.person_id, owner.person_name, owner.agency_name)
    if not 1 <= days <= LONGEST_DAYS:
        raise AppError("KEY_DAYS", value=days, limit=LONGEST_DAYS)
    if not passphrase:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    ensure_strong_enough(passphrase, (owner.person_name, owner.person_id, owner.agency_name))
    beside = certificate_path(path)
    for each in (path, beside):
        if each.exists():
            raise AppError("KEY_FILE_EXISTS", file=each)
    key = create_software_key(
        tidy_name(owner.person_name),
        owner.person_id.strip(),
        tidy_name(owner.agency_name),
        valid_from=now - CLOCK_TOLERANCE,
        valid_until=now + timedelta(days=days),
        algorithm=algorithm,
    )
    write_pkcs12(key, path, passphrase.encode())
    write_atomically(beside, certificate_pem(key.certificate).encode("ascii"))
    return key


def change_key_passphrase(path: Path, present: str, new: str) -> SoftwareKey:
    """Give a key file another passphrase, held to what a new key's must be.

    Whatever fails, the file stays as it was. Raises AppError KEY_PASSPHRASE_*, KEY_NO_PASSPHRASE,
    FILE_* and what `load_pkcs12` raises.
    """
    if not new:
        raise AppError("KEY_NO_PASSPHRASE", file=path)
    if new == present:
        raise AppError("KEY_PASSPHRASE_SAME", file=path)
    ensure_strong_enough(new, known_words(_certificate_beside(path)))
    return change_passphrase(path, present.encode(), new.encode())


def known_words(certificate: x509.Certificate | None) -> tuple[str, ...]:
    """List the words a guesser tries first: name, number, agency."""
    if certificate is None:
        return ()
    return tuple(str(each.value) for each in certificate.subject if len(str(each.value)) > 2)


def find_exposure(path: Path | None) -> AppError | None:
    """What to say of a key file other users of this computer may read; None where none may."""
    if path is None or not is_exposed(path):
        return None
    return AppError("KEY_FILE_EXPOSED", file=path, folder=path.parent, local=local_data_folder())


def certificate_path(path: Path) -> Path:
    """Where the certificate of a key file lies."""
    return path.with_suffix(CERTIFICATE_SUFFIX)


def list_key_files(folder: Path) -> tuple[KeyFile, ...]:
    """The key files of a folder by name; none where the folder is not there."""
    paths = sorted(folder.iterdir()) if folder.is_dir() else []
    return tuple(
        read_key_file(each)
        for each in paths
        if each.suffix.lower() in _KEY_SUFFIXES and each.is_file()
    )


def read_key_file(path: Path) -> KeyFile:
    """One key file with the certificate beside it; whether the file is there does not matter."""
    return KeyFile(path, _certificate_beside(path))


def _certificate_beside(path: Path) -> x509.Certificate | None:
    """The certificate beside a key file; whether it is that key's shows when it is opened."""
    candidates: Sequence[Path] = (certificate_path(path), path.with_suffix(".cer"))
    for each in candidates:
        try:
            return read_certificate(each)
        except AppError:
            continue
    return None
