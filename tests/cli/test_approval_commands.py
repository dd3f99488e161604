"""`tianbao approval`: what scripts see of the two persons' work, on two computers."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.agency.handing_in.approval import send_back
from app.cli import approval_commands, verify_command
from app.cli.commands import run_command
from app.cli.outcome import Exit
from app.messages import format_message
from app.models.approval import PendingState
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.pkcs12 import write_pkcs12
from tests.agency.desks import OFFICE_FINGERPRINT
from tests.agency.handing_in.two_desks import ROUND_ID, TwoDesks, finish, open_two_desks
from tests.returns.sample import NOW, key
from tests.support.timestamp_authority import Authority

pytestmark = pytest.mark.slow

PASSPHRASE = "一個夠長的通行碼"


@pytest.fixture
def desks(tmp_path: Path) -> TwoDesks:
    return open_two_desks(tmp_path)


def test_what_waits_is_listed_and_a_file_previewed(
    desks: TwoDesks, capsys: pytest.CaptureFixture[str]
) -> None:
    pending = desks.hand_over()
    store = str(desks.preparer.path)
    desks.close()
    assert run_command(["approval", "show", "--store", store]) == 0
    shown = capsys.readouterr().out
    assert f"待核定 114-annual 第 1 版 控制碼 {pending.control_number}" in shown
    assert "王preparer → 王approver" in shown


def test_a_slip_is_loaded_and_a_half_pair_is_not(
    desks: TwoDesks, capsys: pytest.CaptureFixture[str]
) -> None:
    pending = desks.carry()
    slip, book = desks.folder / "a.tbsendback", desks.folder / "a.xlsx"
    send_back(desks.approver, pending, "第二季請確認。", now=NOW, key=key("approver"), path=slip)
    book.write_bytes(pending.workbook)
    store = str(desks.preparer.path)
    desks.close()
    assert run_command(["approval", "load", str(slip), "--store", store]) == 0
    assert "第二季請確認。" in capsys.readouterr().out
    assert run_command(["approval", "load", str(book), "--store", store]) == 1
    assert "一份 Excel 與一份 PDF" in capsys.readouterr().err


# -- the whole way, by the clock of the stores


class Stopped(datetime):
    """The time the commands go by."""

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
        assert tz is UTC
        return NOW


@dataclass
class Scripts:
    """Two stores, two key files, and the commands of both persons."""

    preparer: Path
    approver: Path
    folder: Path

    def run(self, *words: str | Path) -> int:
        return run_command([str(each) for each in words])

    def signed(self, name: str) -> tuple[str | Path, ...]:
        return ("--key", self.folder / f"{name}.p12", "--passphrase-file", self.folder / "pass")

    @property
    def pending(self) -> Path:
        return self.folder / "moe.tbpending"

    def request(self, *more: str | Path, approver: str | None = "approver") -> int:
        named = ["--approver", fingerprint(key(approver).certificate)] if approver else []
        return self.run(
            "approval", "request", "--store", self.preparer, *self.signed("preparer"), *named,
            "--note", "請核定。", "--out", self.pending, *more,
        )  # fmt: skip

    def receive(self, *more: str | Path) -> int:
        return self.run("approval", "receive", self.pending, "--store", self.approver, *more)

    def sign(self, *more: str | Path) -> int:
        return self.run(
            "approval", "sign", "--store", self.approver, *self.signed("approver"),
            "--out", self.folder / "out", *more,
        )  # fmt: skip

    def pair(self) -> list[Path]:
        return sorted((self.folder / "out").iterdir())

    def states(self, store: Path) -> list[PendingState]:
        with AgencyDesk.open(store, clock=lambda: NOW) as desk:
            return [each.state for each in desk.pending.of(ROUND_ID)]


@pytest.fixture
def scripts(desks: TwoDesks, monkeypatch: pytest.MonkeyPatch) -> Scripts:
    finish(desks.preparer)
    made = Scripts(desks.preparer.path, desks.folder / "new.tianbao", desks.folder)
    desks.close()
    for name in ("preparer", "approver"):
        write_pkcs12(key(name), desks.folder / f"{name}.p12", PASSPHRASE.encode())
    (desks.folder / "pass").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    for commands in (approval_commands, verify_command):
        monkeypatch.setattr(commands, "datetime", Stopped)
    monkeypatch.setenv("TIANBAO_DATA", str(desks.folder / "data"))
    for name in ("open", "create"):
        monkeypatch.setattr(AgencyDesk, name, stopped(getattr(AgencyDesk, name)))
    return made


def stopped(make: Callable[..., AgencyDesk]) -> Callable[..., AgencyDesk]:
    """The same way to a store, whose clock stands still."""
    return lambda path, **more: make(path, **({"clock": lambda: NOW} | more))


def test_requested_received_signed_and_loaded(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts.request() == Exit.SUCCESS
    assert f"{scripts.pending}\n待核定 114-annual 第 1 版" in capsys.readouterr().out
    assert scripts.receive() == Exit.REFUSED  # the office is confirmed by its fingerprint first
    assert "指紋" in capsys.readouterr().err
    assert scripts.receive("--fingerprint", OFFICE_FINGERPRINT) == Exit.SUCCESS
    assert "    請核定。" in capsys.readouterr().out
    assert scripts.sign() == Exit.SUCCESS
    assert [each.suffix for each in scripts.pair()] == [".pdf", ".xlsx"]
    assert "時戳" not in capsys.readouterr().out
    book, pages = scripts.pair()
    load = ("approval", "load", book, pages, "--store", scripts.preparer)
    assert scripts.run(*load) == Exit.SUCCESS
    assert "已核定 114-annual 第 1 版" in capsys.readouterr().out
    for store in (scripts.preparer, scripts.approver):
        assert scripts.states(store) == [PendingState.APPROVED]


def test_the_only_approver_need_not_be_named(
    scripts: Scripts, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert scripts.request(approver=None) == Exit.SUCCESS
    assert "王preparer → 王approver" in capsys.readouterr().out
    scripts.pending.unlink()
    monkeypatch.setattr("app.cli.approval_commands.possible_approvers", lambda *_: ())
    assert scripts.request(approver=None) == Exit.REFUSED
    assert "--approver" in capsys.readouterr().err
    assert not scripts.pending.exists()


def test_returned_with_a_slip_and_loaded(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts.request() == Exit.SUCCESS
    assert scripts.receive("--fingerprint", OFFICE_FINGERPRINT) == Exit.SUCCESS
    slip = scripts.folder / "moe.tbsendback"
    back = ("approval", "return", "--store", scripts.approver, *scripts.signed("approver"))
    assert scripts.run(*back, "--note", " ", "--out", slip) == Exit.REFUSED
    assert scripts.run(*back, "--note", "第二季請確認。", "--out", slip) == Exit.SUCCESS
    assert scripts.sign() == Exit.REFUSED  # nothing waits any more
    assert "--control-number" in capsys.readouterr().err
    assert scripts.run("approval", "load", slip, "--store", scripts.preparer) == Exit.SUCCESS
    assert scripts.states(scripts.preparer) == [PendingState.SENT_BACK]


def test_the_wrong_key_or_number_signs_nothing(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts.request(approver="stranger") == Exit.REFUSED
    assert not scripts.pending.exists()
    assert scripts.request() == Exit.SUCCESS
    assert scripts.receive("--fingerprint", OFFICE_FINGERPRINT) == Exit.SUCCESS
    assert scripts.sign("--control-number", "0000-0000-0000-0000") == Exit.REFUSED
    as_preparer = ("approval", "sign", "--store", scripts.approver, *scripts.signed("preparer"))
    assert scripts.run(*as_preparer, "--out", scripts.folder / "out") == Exit.REFUSED
    assert not (scripts.folder / "out").exists()
    assert scripts.states(scripts.approver) == [PendingState.WAITING]


def test_both_are_told_what_became_of_their_timestamps(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    (scripts.folder / "tsa.pem").write_text(Authority().pem, encoding="ascii")
    settings = scripts.folder / "mine.toml"
    settings.write_text('url = "http://127.0.0.1:9/"\ncertificates = ["tsa.pem"]', "utf-8")
    left_out = format_message("TIMESTAMP_LEFT_OUT", {"reason": ""})[:6]
    assert scripts.request("--timestamp-config", settings) == Exit.SUCCESS
    assert left_out in capsys.readouterr().out
    assert scripts.receive("--fingerprint", OFFICE_FINGERPRINT) == Exit.SUCCESS
    assert left_out not in capsys.readouterr().out
    assert scripts.sign("--timestamp-config", settings) == Exit.SUCCESS
    assert left_out in capsys.readouterr().out
    assert scripts.request("--timestamp-config", scripts.folder / "none.toml") == Exit.REFUSED


def test_papers_are_verified_without_taking_them_in(
    scripts: Scripts, capsys: pytest.CaptureFixture[str]
) -> None:
    assert scripts.request() == Exit.SUCCESS
    capsys.readouterr()
    verify = ("verify", scripts.pending, "--store", scripts.preparer)
    assert scripts.run(*verify) == Exit.SUCCESS
    assert "\n    請核定。\n" in capsys.readouterr().out
    assert scripts.run(*verify, "--json") == Exit.SUCCESS
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["kind"], told["agency"], told["round"]) == ("tianbao.pending", "MOE", ROUND_ID)
    assert (told["revision"], told["note"]) == (1, "請核定。")
    assert [each["role"] for each in told["signers"]] == ["preparer", "approver"]
