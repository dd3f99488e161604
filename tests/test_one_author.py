"""Some rules have one author: which day it is, what an agency is called, which keys may sign,
which form a round has.

Nobody decides them another way; the look is at the source, and seen to find what it looks for.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.repository import judges_the_repository

pytestmark = judges_the_repository

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "app"

DAYS = APP / "models" / "periods.py"
FORMS = {APP / "forms" / "form_loader.py", APP / "office" / "rounds" / "form_choice.py"}
NAMES = {APP / "models" / "programme.py", APP / "models" / "agency_names.py"}

KEYS = {APP / "trust" / "policy" / "judgement.py"}

_ALWAYS_LOCAL = {
    "today", "utcnow", "utcfromtimestamp", "localtime", "ctime",
    "currentDate", "currentDateTime", "toLocalTime",
}  # fmt: skip
"""Methods that ask the computer which zone it stands in, or forget that there is one."""
_OURS = ("self", "workspace", "bench")
"""What has a `now` or `today` of its own that is sound: a desk's bench, a workspace."""
_MOMENT_PARTS = re.compile(r"%[YymdHIMSfjB]")
_FOR_MACHINES = ("Z", "+00'00'")
"""How a format ends that says itself that it is UTC: timestamps inside signed files."""


def find_other_days(tree: ast.Module) -> Iterator[int]:
    """Lines that turn a moment into a day, or print it, by another clock than Taiwan's."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and _prints_moment(node):
            yield node.lineno
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, given = node.func.attr, [*node.args, *(each.value for each in node.keywords)]
        if name == "astimezone":
            is_other = [ast.unparse(each) for each in given] != ["UTC"]
        elif name == "now":
            is_other = not given and not _is_ours(node.func.value)
        elif name == "fromtimestamp":
            is_other = len(given) < 2
        elif name == "date":  # of a moment: by whatever zone it happens to carry
            is_other = not given
        elif name == "strftime":
            pattern = node.args[-1]
            written = str(pattern.value) if isinstance(pattern, ast.Constant) else ""
            is_other = not written.endswith(_FOR_MACHINES)
        else:
            is_other = name in _ALWAYS_LOCAL and not _is_ours(node.func.value)
        if is_other:
            yield node.lineno


def _is_ours(asked: ast.expr) -> bool:
    """`workspace.today()` is the day in Taiwan; `date.today()` is not."""
    return ast.unparse(asked).split(".")[-1].lstrip("_") in _OURS


def _prints_moment(node: ast.FormattedValue) -> bool:
    spec = "" if node.format_spec is None else ast.unparse(node.format_spec)
    is_ours = ast.unparse(node.value).startswith("taiwan_time(")
    return _MOMENT_PARTS.search(spec) is not None and not is_ours


def find_other_names(tree: ast.Module) -> Iterator[int]:
    """Lines that choose the day an agency is named by."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in {"name_on", "short_name_on"}:
            yield node.lineno


def find_key_lengths(tree: ast.Module) -> Iterator[int]:
    """Lines that compare the length or the curve of a key."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            compared = ast.unparse(node)
            if ".key_size" in compared or ".curve.name" in compared:
                yield node.lineno


def find_other_forms(tree: ast.Module) -> Iterator[int]:
    """Lines that bring in the loader of the forms this program ships."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names = {f"{node.module}.{each.name}" for each in node.names} | {str(node.module)}
        elif isinstance(node, ast.Import):
            names = {each.name for each in node.names}
        else:
            continue
        if "app.forms.form_loader" in names:
            yield node.lineno


def sources(*, besides: set[Path]) -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(APP.rglob("*.py")):
        if path not in besides:
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text(encoding="utf-8"))


def test_only_one_module_tells_which_day_it_is() -> None:
    found = [
        f"{name}:{line}" for name, tree in sources(besides={DAYS}) for line in find_other_days(tree)
    ]
    assert found == [], "ask app.models.periods"


def test_only_one_module_tells_what_an_agency_is_called() -> None:
    found = [
        f"{name}:{line}" for name, tree in sources(besides=NAMES) for line in find_other_names(tree)
    ]
    assert found == [], "ask app.models.agency_names.AgencyNames"


def test_only_one_module_judges_the_length_of_a_key() -> None:
    found = [
        f"{name}:{line}" for name, tree in sources(besides=KEYS) for line in find_key_lengths(tree)
    ]
    assert found == [], "ask app.trust.policy.judgement"


@pytest.mark.parametrize(
    "breach", ["key.key_size >= 2048", "2048 > key.key_size", "key.curve.name in CURVES"]
)
def test_another_way_to_judge_a_key_is_noticed(breach: str) -> None:
    assert list(find_key_lengths(ast.parse(breach))) == [1]


@pytest.mark.parametrize("sound", ["f'RSA {key.key_size}'", "(key.curve.key_size + 7) // 8"])
def test_showing_or_filling_a_key_length_is_left_alone(sound: str) -> None:
    assert list(find_key_lengths(ast.parse(sound))) == []


def test_only_opening_a_round_looks_at_the_forms_the_program_ships() -> None:
    found = [
        f"{name}:{line}" for name, tree in sources(besides=FORMS) for line in find_other_forms(tree)
    ]
    assert found == [], "ask for the form of the round"


@pytest.mark.parametrize(
    "breach",
    [
        "from app.forms.form_loader import load_form",
        "from app.forms import form_loader",
        "import app.forms.form_loader",
        "if TYPE_CHECKING:\n    from app.forms.form_loader import read_form",
    ],
)
def test_another_way_to_a_form_is_noticed(breach: str) -> None:
    assert len([*find_other_forms(ast.parse(breach))]) == 1


@pytest.mark.parametrize(
    "breach",
    [
        "moment.astimezone()",
        "moment.astimezone(TAIPEI)",
        "moment.astimezone(None).date()",
        "certificate.not_valid_after_utc.date()",
        "self.clock().date()",
        "datetime.now()",
        "date.today()",
        "datetime.today()",
        "datetime.utcnow()",
        "datetime.fromtimestamp(seconds)",
        "time.localtime()",
        "QDate.currentDate()",
        "moment.strftime('%Y-%m-%d')",
        "time.strftime('%H:%M')",
        "f'{moment:%Y%m%d}'",
        "f'{self.clock():%H:%M}'",
    ],
)
def test_another_way_to_tell_the_day_is_noticed(breach: str) -> None:
    planted = ast.parse(f"def breach() -> None:\n    print({breach})\n")
    assert set(find_other_days(planted)) == {2}


@pytest.mark.parametrize(
    "sound",
    [
        "moment.astimezone(UTC)",
        "datetime.now(UTC)",
        "datetime.fromtimestamp(seconds, UTC)",
        "moment.strftime('%Y-%m-%dT%H:%M:%SZ')",
        "self.workspace.today()",
        "self._bench.now()",
        "f'{taiwan_time(moment):%H:%M:%S}'",
        "f'{rate:.1%}'",
    ],
)
def test_what_depends_on_no_zone_is_left_alone(sound: str) -> None:
    assert list(find_other_days(ast.parse(f"print({sound})\n"))) == []


@pytest.mark.parametrize("breach", ["agency.name_on(day)", "map(agency.short_name_on, days)"])
def test_another_way_to_name_an_agency_is_noticed(breach: str) -> None:
    assert list(find_other_names(ast.parse(breach))) == [1]
