"""`tianbao draft`: what stands in a draft, and typing into it, read as the window reads it."""

import json
from pathlib import Path

import pytest

from app.agency.desk import AgencyDesk
from app.cli.commands import run_command
from tests.agency.desks import NARRATIVE, PAID, open_desk_with_round

pytestmark = pytest.mark.slow


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_desk_with_round(tmp_path) as desk:
        return desk.path


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = run_command([str(each) for each in arguments])
    return code, capsys.readouterr().out


def test_what_can_be_read_is_a_value(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, told = run(capsys, "draft", "set", "--store", store, f"{PAID.path}=1,200萬元", "--json")
    document = json.loads(told)
    assert (code, document["values"]) == (0, {PAID.path: 12_000_000})
    with AgencyDesk.open(store) as desk:
        assert desk.draft("114-annual").answers.get(PAID) == 12_000_000


def test_what_cannot_be_read_is_kept_and_told(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run(capsys, "draft", "set", "--store", store, f"{PAID.path}=約三萬")
    assert code == 1
    _, told = run(capsys, "draft", "show", "--store", store, "--json")
    document = json.loads(told)
    assert (document["round"], document["texts"]) == ("114-annual", {PAID.path: "約三萬"})
    codes = [each["code"] for each in document["findings"] if each["place"] == PAID.path]
    assert codes == ["F001"]


def test_nothing_after_the_sign_empties_the_place(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "draft", "set", "--store", store, f"{NARRATIVE.path}=已辦理=三場")
    _, told = run(capsys, "draft", "show", "--store", store)
    assert f"{NARRATIVE.path}=已辦理=三場" in told
    run(capsys, "draft", "set", "--store", store, f"{NARRATIVE.path}=")
    with AgencyDesk.open(store) as desk:
        assert desk.draft("114-annual").answers.get(NARRATIVE) is None


@pytest.mark.parametrize("entry", ["no/such", "P06/budget/-/nothing=1", f"{PAID.path}", "=1"])
def test_a_place_the_form_does_not_have_is_refused(
    store: Path, capsys: pytest.CaptureFixture[str], entry: str
) -> None:
    code = run_command(["draft", "set", "--store", str(store), f"{NARRATIVE.path}=x", entry])
    assert code == 1
    assert "位置" in capsys.readouterr().err
    with AgencyDesk.open(store) as desk:
        assert len(desk.draft("114-annual").answers) == 0
