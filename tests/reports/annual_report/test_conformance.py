"""The report conforms to PDF/A-3a and PDF/UA-1, as others find, and says of what day it is."""

import io
from pathlib import Path

import pikepdf

from tests.support.validators import find_faults


def test_the_report_conforms(report_path: Path) -> None:
    assert find_faults(report_path.read_bytes()) == []


def test_the_report_is_dated_its_own_day(report_path: Path) -> None:
    with pikepdf.open(io.BytesIO(report_path.read_bytes())) as pdf:
        assert str(pdf.docinfo["/CreationDate"]) == "D:20260304160000Z"


def test_every_chart_has_a_caption_and_is_said_in_words(report_path: Path) -> None:
    with pikepdf.open(io.BytesIO(report_path.read_bytes())) as pdf:
        elements = list(pdf.Root.StructTreeRoot.K.K)
        roles = [str(each.S) for each in elements]
        said = [str(each.Alt) for each in elements if each.S == "/Figure"]
    at = [place for place, role in enumerate(roles) if role == "/Figure"]
    assert [each.split("　")[0] for each in said] == [f"圖 {number}" for number in range(1, 6)]
    assert {roles[place - 1] for place in at} == {"/Caption"}
