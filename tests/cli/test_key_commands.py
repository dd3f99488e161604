"""`tianbao keys …`: made, listed, shown, and the cards a module sees."""

import io
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from app.cli import key_options
from app.cli.commands import build_parser, run_command
from app.cli.outcome import Exit
from app.trust.certificates.certificate import certificate_pem, fingerprint, read_certificate
from app.trust.keys.pkcs12 import load_pkcs12
from tests.agency.desks import open_desk_with_round
from tests.support.soft_tokens import PIN, add_token, make_certificate, put_on_token, soft_tokens

PASSPHRASE = "紅豆湯圓 rice 27"
OWNER = ["--name", "王小明", "--person-id", "MOE-001", "--agency", "教育部"]


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def type_secrets(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    """Somebody sits at a terminal and types these; gives what is left to type."""
    left = list(typed)
    monkeypatch.setattr("sys.stdin", Terminal())
    monkeypatch.setattr("getpass.getpass", lambda question: left.pop(0))
    return left


@pytest.mark.slow
def test_a_made_key_is_shown_and_listed(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys" / "moe.p12"
    arguments = ["keys", "make", str(path), *OWNER, "--days", "400", "--algorithm", "rsa"]
    assert run_command([*arguments, "--passphrase-file", str(secret)]) == Exit.SUCCESS
    made = capsys.readouterr().out
    assert PASSPHRASE not in made
    assert "RSA 3072" in made and "尚有 400 天" in made and "請牢記通行碼" in made

    key = load_pkcs12(path, PASSPHRASE.encode())
    assert f"指紋 {fingerprint(key.certificate)}" in made
    show = ["keys", "show", str(path), "--passphrase-file", str(secret)]
    assert run_command(show) == Exit.SUCCESS
    assert run_command(["keys", "show", str(path.with_suffix(".pem"))]) == Exit.SUCCESS
    whole, certificate_alone = re.findall(r"指紋 (.+)", capsys.readouterr().out)
    assert whole == certificate_alone

    assert run_command(["keys", "list", str(path.parent)]) == Exit.SUCCESS
    listed = capsys.readouterr().out
    assert str(path) in listed and "王小明　MOE-001（教育部）" in listed


def test_scripts_read_json(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "keys" / "moe.p12"
    make = ["keys", "make", str(path), *OWNER, "--passphrase-file", str(secret), "--json"]
    assert run_command(make) == Exit.SUCCESS
    made = json.loads(capsys.readouterr().out)
    assert (made["state"], made["days_left"], made["key"]) == ("usable", 730, "EC secp256r1")
    (path.parent / "other.pfx").write_bytes(b"unknown")
    assert run_command(["keys", "list", str(path.parent), "--json"]) == Exit.SUCCESS
    first, second = json.loads(capsys.readouterr().out)
    assert first["certificate"]["sha256"] == made["sha256"]
    assert second["certificate"] is None
    shown = ["keys", "show", made["certificate_file"], "--json"]
    assert run_command(shown) == Exit.SUCCESS
    assert json.loads(capsys.readouterr().out)["fingerprint"] == made["fingerprint"]


def test_the_local_folder_without_keys_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["keys", "list"]) == Exit.SUCCESS
    assert capsys.readouterr().out == "沒有金鑰檔。\n"


def test_a_new_passphrase_is_typed_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "moe.p12"
    left = type_secrets(monkeypatch, PASSPHRASE, "another", PASSPHRASE, PASSPHRASE)
    assert run_command(["keys", "make", str(path), *OWNER]) == Exit.REFUSED
    assert "兩次輸入的通行碼不同" in capsys.readouterr().err
    assert not path.exists()
    assert run_command(["keys", "make", str(path), *OWNER]) == Exit.SUCCESS
    assert left == []
    assert load_pkcs12(path, PASSPHRASE.encode())


def test_a_weak_passphrase_makes_no_key(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    secret.write_text("password1234", encoding="utf-8")
    make = ["keys", "make", str(tmp_path / "moe.p12"), *OWNER, "--passphrase-file", str(secret)]
    assert run_command(make) == Exit.REFUSED
    refused = capsys.readouterr().err
    assert "太容易被猜中" in refused and "password1234" not in refused
    assert not (tmp_path / "moe.p12").exists()


def test_without_a_terminal_nobody_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    assert run_command(["keys", "make", str(tmp_path / "moe.p12"), *OWNER]) == Exit.REFUSED
    assert "--passphrase-file" in capsys.readouterr().err


def test_an_expired_certificate_is_shown_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    key = rsa.generate_private_key(65537, 2048)
    made = make_certificate(key, "王小明", now - timedelta(days=30), now - timedelta(days=2))
    path = tmp_path / "old.cer"
    path.write_text(certificate_pem(made), encoding="ascii")
    assert run_command(["keys", "show", str(path)]) == Exit.SUCCESS
    shown = capsys.readouterr().out
    assert "已到期" in shown and "尚有" not in shown
    assert read_certificate(path) == made


def test_the_cards_of_a_module_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    now = datetime.now(UTC)
    key = rsa.generate_private_key(65537, 2048)
    made = make_certificate(key, "王小明", now - timedelta(1), now + timedelta(30))
    with soft_tokens(tmp_path, monkeypatch) as module:
        add_token(module, "卡片甲")
        put_on_token(module, "卡片甲", made, key)
        add_token(module, "卡片乙")
        assert run_command(["keys", "token", "--pkcs11-module", str(module)]) == Exit.SUCCESS
        listed = capsys.readouterr().out
        monkeypatch.setenv("TIANBAO_PKCS11_MODULE", str(module))
        assert run_command(["keys", "token", "--json"]) == Exit.SUCCESS
        document = json.loads(capsys.readouterr().out)
    assert "卡片甲" in listed and fingerprint(made) in listed and "PIN 正常" in listed
    assert "卡片未公開憑證" in listed
    assert document["module"] == str(module)
    found = {each["label"]: each["certificates"] for each in document["tokens"]}
    assert [each["fingerprint"] for each in found["卡片甲"]] == [fingerprint(made)]
    assert found["卡片乙"] == []


def test_a_missing_module_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "none.so"
    assert run_command(["keys", "token", "--pkcs11-module", str(missing)]) == Exit.REFUSED
    assert str(missing) in capsys.readouterr().err


def test_a_card_key_is_opened_with_the_pin_from_a_file_or_typed_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = datetime.now(UTC)
    key = rsa.generate_private_key(65537, 2048)
    made = make_certificate(key, "王小明", now - timedelta(1), now + timedelta(30))
    pin_file = tmp_path / "pin.txt"
    pin_file.write_text(f"{PIN}\r\n", encoding="ascii")
    export = ["export", "--store", "s", "--out", "o", "--token"]
    with soft_tokens(tmp_path, monkeypatch) as module:
        add_token(module, "卡片甲")
        put_on_token(module, "卡片甲", made, key)
        export_by_name = [*export, "卡片甲", "--pkcs11-module", str(module)]
        options = build_parser().parse_args([*export_by_name, "--pin-file", str(pin_file)])
        with key_options.open_key(options) as opened:
            assert opened.certificate == made
        left = type_secrets(monkeypatch, PIN)
        options = build_parser().parse_args([*export, "--pkcs11-module", str(module)])
        with key_options.open_key(options) as opened:
            assert opened.sign(b"data")
    assert left == []


@pytest.mark.parametrize("keys", [[], ["--key", "a.p12", "--token"]])
def test_exporting_wants_one_key(keys: list[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        run_command(["export", "--store", "s", "--out", "o", *keys])
    assert caught.value.code == Exit.USAGE


def test_a_passphrase_is_changed_and_a_weak_one_is_not(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, new = tmp_path / "moe.p12", tmp_path / "new.txt"
    make = ["keys", "make", str(path), *OWNER, "--passphrase-file", str(secret)]
    assert run_command(make) == Exit.SUCCESS
    change = ["keys", "passphrase", str(path), "--passphrase-file", str(secret)]
    change += ["--new-passphrase-file", str(new)]
    new.write_text("password1", encoding="utf-8")
    assert run_command(change) == Exit.REFUSED
    assert load_pkcs12(path, PASSPHRASE.encode())
    new.write_text("四季豆 orange 8841\n", encoding="utf-8")
    capsys.readouterr()
    assert run_command([*change, "--json"]) == Exit.SUCCESS
    assert json.loads(capsys.readouterr().out)["person_name"] == "王小明"
    assert load_pkcs12(path, "四季豆 orange 8841".encode())


def test_the_keys_of_a_desk_say_how_they_stand(
    tmp_path: Path, secret: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with open_desk_with_round(tmp_path) as desk:
        store = desk.path
    assert run_command(["keys", "status", str(store)]) == Exit.SUCCESS
    assert capsys.readouterr().out == "沒有金鑰。\n"
    make = ["keys", "make", str(tmp_path / "moe.p12"), *OWNER, "--passphrase-file", str(secret)]
    assert run_command(make) == Exit.SUCCESS
    capsys.readouterr()
    assert run_command(["keys", "status", str(store)]) == Exit.SUCCESS
    assert "本程式金鑰　尚未登錄" in capsys.readouterr().out
    assert run_command(["keys", "status", str(store), "--json"]) == Exit.SUCCESS
    (key,) = json.loads(capsys.readouterr().out)
    assert (key["kind"], key["state"], key["next_step"]) == ("program", "not_registered", "request")


def test_a_key_others_may_read_is_told_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.trust.keys.files.is_exposed", lambda path: path is not None)
    monkeypatch.setattr("app.cli.key_commands.is_exposed", lambda path: True)
    (tmp_path / "moe.p12").touch()
    with open_desk_with_round(tmp_path) as desk:
        store = desk.path
    for command in (["list", str(tmp_path)], ["status", str(store)]):
        assert run_command(["keys", *command]) == Exit.SUCCESS
        assert "其他使用者也能讀取金鑰檔「moe.p12」" in capsys.readouterr().out
        assert run_command(["keys", *command, "--json"]) == Exit.SUCCESS
        (key,) = json.loads(capsys.readouterr().out)
        assert key["is_exposed"] is True
