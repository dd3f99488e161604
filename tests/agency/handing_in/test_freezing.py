"""The preview: the return's own pages, unsigned, at any stage of filling in."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pikepdf import Pdf

from app.agency.handing_in.freezing import build_preview
from app.models.answers import Place
from tests.agency.desks import open_desk_with_round


def test_an_unfinished_draft_has_a_preview_without_a_signature(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        draft = desk.draft("114-annual")
        content = build_preview(draft)
        (tmp_path / "preview.pdf").write_bytes(content)
        with Pdf.open(tmp_path / "preview.pdf") as pdf:
            assert len(pdf.pages) > 1
            assert "/AcroForm" not in pdf.Root
        draft.commit({Place("P06", "results", None, "narrative"): "辦理情形"}, "成果")
        assert build_preview(draft) != content


@pytest.mark.skipif(sys.platform == "win32", reason="pdftotext is a program of Linux")
def test_a_preview_bears_no_control_number_that_will_change(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        path = tmp_path / "preview.pdf"
        path.write_bytes(build_preview(desk.draft("114-annual")))
    done = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True)
    texts = done.stdout.decode().split("\f")[:-1]
    assert all("簽章時產生" in text for text in texts)
    assert not any(re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}-", text) for text in texts)
    with Pdf.open(path) as pdf:
        assert "控制碼" not in str(pdf.docinfo.get("/Subject", ""))
