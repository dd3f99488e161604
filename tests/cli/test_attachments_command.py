"""The command line takes attachments packages in, lists what has come, and saves it."""

import json
from pathlib import Path

import pytest

from app.cli.commands import run_command
from tests.office.importing.test_attachments import with_attachments, write_zip
from tests.office.scenes import FakeVerifier, make_desk, make_payload, open_annual, write_file


def test_a_package_is_taken_in_listed_and_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("app.office.importing.inbox.verify_file", FakeVerifier())
    with make_desk(tmp_path) as desk:
        payload = with_attachments(make_payload(open_annual(desk)))
        workbook, package = write_file(tmp_path, payload), write_zip(tmp_path, payload)
    where = ["--store", str(tmp_path / "office.tianbao")]
    about = [*where, "--round", "114-annual", "--agency", "MOFA"]
    monkeypatch.setattr("app.bench.clock.DeskClock.ensure", lambda self, now=None: now)
    assert run_command(["import", str(workbook), *where]) == 0
    assert "MOFA r1：這份填報表列有 2 個附件，尚有 2 個未收到" in capsys.readouterr().out
    assert run_command(["attachments", *about]) == 1
    shown = capsys.readouterr()
    assert "未收到　照片.jpg" in shown.out
    assert "_附件.zip" in shown.err
    assert run_command(["import", str(package), *where, "--json"]) == 0
    (document,) = json.loads(capsys.readouterr().out)
    assert (document["code"], document["agency"]) == ("ATTACHMENTS_IMPORTED", "MOFA")
    assert run_command(["attachments", *about, "--out", str(tmp_path / "out")]) == 0
    assert "已收到　會議.pdf" in capsys.readouterr().out
    saved = sorted(each.name for each in (tmp_path / "out").rglob("*.*"))
    assert saved == ["會議.pdf", "照片.jpg"]
    assert run_command(["attachments", *about, "--revision", "9"]) == 1
