"""An agency's key on a card instead of in a file: the same command, the same office."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import run_command
from app.demo.folders import DemoFolders
from app.demo.officers import approver_folder
from app.trust.keys.pkcs12 import load_pkcs12
from app.trust.papers.enrolment import adopt_issued_certificate
from tests.support.soft_tokens import PIN, add_token, put_on_token, soft_tokens

pytestmark = pytest.mark.slow

pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")


def test_a_return_is_exported_with_a_card_and_verified_by_the_office(
    folders: DemoFolders,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    home = folders.agency("NDC")
    key = load_pkcs12(home / "NDC.p12", (home / "passphrase.txt").read_bytes().strip())
    store = shutil.copy(home / "NDC.tianbao", tmp_path / "agency.tianbao")
    with AgencyDesk.open(Path(store)) as desk:
        registry = desk.rounds.file("114-annual").registry
    issued = adopt_issued_certificate(key, registry, datetime.now(UTC))
    office = shutil.copy(folders.office_store, tmp_path / "office.tianbao")
    pin_file, out = tmp_path / "pin.txt", tmp_path / "out"
    pin_file.write_text(PIN, encoding="ascii")
    with soft_tokens(tmp_path, monkeypatch) as module:
        add_token(module, "國發會")
        put_on_token(module, "國發會", issued.certificate, key.private_key)
        arguments = ["approval", "request", "--store", str(store), "--token", "國發會"]
        arguments += ["--pkcs11-module", str(module), "--pin-file", str(pin_file)]
        assert run_command([*arguments, "--out", str(tmp_path / "NDC.tbpending")]) == 0
    second = approver_folder(home)
    arguments = ["approval", "sign", "--store", str(store), "--key", str(second / "NDC.p12")]
    arguments += ["--passphrase-file", str(second / "passphrase.txt"), "--out", str(out)]
    assert run_command(arguments) == 0
    written = sorted(out.iterdir())
    assert [each.suffix for each in written] == [".pdf", ".xlsx"]
    capsys.readouterr()
    verify = ["verify", *map(str, written), "--store", str(office)]
    run_command(verify)
    told = capsys.readouterr().out
    assert [line[0] for line in told.splitlines()] == ["✓", "✓"], told
