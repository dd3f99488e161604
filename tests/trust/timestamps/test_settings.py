"""The file that names a timestamp authority: read strictly, looked for in one place."""

from pathlib import Path

import pytest

from app.config import default_timestamp_file
from app.errors import AppError
from app.trust.certificates.certificate import certificate_pem
from app.trust.timestamps.settings import (
    find_timestamp_settings,
    load_authorities,
    load_timestamp_settings,
)
from tests.support.timestamp_authority import Authority, make_issuer

AUTHORITY = Authority()
URL = "https://tsa.example.gov.tw/tsr"


def write(folder: Path, text: str, certificate: str | None = None) -> Path:
    (folder / "tsa.pem").write_text(certificate or AUTHORITY.pem, encoding="ascii")
    path = folder / "timestamp.toml"
    path.write_text(text, encoding="utf-8")
    return path


def code(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        load_timestamp_settings(path)
    return caught.value.code


def test_a_file_names_an_authority_and_its_certificates(tmp_path: Path) -> None:
    settings = load_timestamp_settings(
        write(tmp_path, f'url = "{URL}"\ncertificates = ["tsa.pem"]\npolicy = "1.2.3"\n')
    )
    assert (settings.url, settings.policy, settings.timeout_seconds) == (URL, "1.2.3", 10)
    assert load_authorities(settings) == (AUTHORITY.issuer.certificate,)


def test_a_pem_file_may_hold_several(tmp_path: Path) -> None:
    root = make_issuer("根", ca=True)
    both = AUTHORITY.pem + certificate_pem(root.certificate)
    path = write(tmp_path, f'url = "{URL}"\ncertificates = ["tsa.pem"]\n', both)
    assert len(load_timestamp_settings(path).certificates) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "url = ",
        f'url = "{URL}"',
        f'url = "{URL}"\ncertificates = []',
        f'url = "{URL}"\ncertificates = "tsa.pem"',
        f'url = "{URL}"\ncertificates = ["tsa.pem"]\nurls = "x"',
        f'url = "{URL}"\ncertificates = ["tsa.pem"]\npolicy = "one.two"',
        f'url = "{URL}"\ncertificates = ["tsa.pem"]\ntimeout_seconds = 0',
        f'url = "{URL}"\ncertificates = ["tsa.pem"]\ntimeout_seconds = 61',
        f'url = "{URL}"\ncertificates = ["tsa.pem"]\ntimeout_seconds = "5"',
    ],
)
def test_what_is_not_understood_is_refused(text: str, tmp_path: Path) -> None:
    assert code(write(tmp_path, text)) == "TIMESTAMP_CONFIG"


@pytest.mark.parametrize(
    "url",
    [
        "ftp://tsa.example/",
        "file:///etc/passwd",
        "tsa.example/tsr",
        "https://",
        "https://user@tsa.example/",
        "https://tsa.example/#a",
        "https://tsa.example:0/",
        "https://tsa.example:99999/",
        "https://tsa example/",
        "https://時戳.tw/",
    ],
)
def test_only_addresses_of_the_web_are_taken(url: str, tmp_path: Path) -> None:
    path = write(tmp_path, f'url = "{url}"\ncertificates = ["tsa.pem"]')
    assert code(path) == "TIMESTAMP_CONFIG_URL"


def test_a_certificate_that_is_for_something_else_is_refused(tmp_path: Path) -> None:
    other = make_issuer("簽章用", usages=())
    for content in (certificate_pem(other.certificate), "not a certificate"):
        path = write(tmp_path, f'url = "{URL}"\ncertificates = ["tsa.pem"]', content)
        assert code(path) == "TIMESTAMP_CONFIG_CERTIFICATE"


def test_a_certificate_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    assert code(write(tmp_path, f'url = "{URL}"\ncertificates = ["b.pem"]')) == "FILE_MISSING"


def test_without_a_file_there_are_no_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIANBAO_DATA", str(tmp_path))
    assert find_timestamp_settings() is None
    write(default_timestamp_file().parent, f'url = "{URL}"\ncertificates = ["tsa.pem"]')
    found = find_timestamp_settings()
    assert found is not None
    assert found.url == URL
    with pytest.raises(AppError) as caught:
        find_timestamp_settings(tmp_path / "elsewhere.toml")
    assert caught.value.code == "FILE_MISSING"
