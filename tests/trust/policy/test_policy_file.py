"""A trust policy is read whole and right, or refused with the line and the entry."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import AppError
from app.messages import describe_error
from app.models.policy import KeyFamily
from app.trust.policy.policy_file import load_builtin_policy, policy_in_force, read_policy
from tests.trust.policy.policies import BUILTIN_TEXT, policy, write_policy


def refusal(folder: Path, old: str, new: str) -> AppError:
    assert old in BUILTIN_TEXT
    with pytest.raises(AppError) as caught:
        read_policy(write_policy(folder, BUILTIN_TEXT.replace(old, new, 1)))
    assert caught.value.code == "POLICY_INVALID"
    assert "policy.toml" in describe_error(caught.value)
    return caught.value


def test_the_built_in_policy_says_what_it_is_for() -> None:
    made = load_builtin_policy()
    (short,) = (
        each for each in made.keys if each.family is KeyFamily.RSA and each.refused_from is not None
    )
    assert (short.at_least_bits, short.refused_from) == (2048, date(2027, 1, 1))
    assert made.warn_days == 180
    assert all(each.source for each in made.keys)
    assert all(each.source for each in made.digests)


def test_an_office_may_import_the_built_in_file_itself(tmp_path: Path) -> None:
    assert read_policy(write_policy(tmp_path)) == load_builtin_policy()


def test_a_missing_policy_is_the_built_in_one() -> None:
    own = policy()
    assert policy_in_force(None) is load_builtin_policy()
    assert policy_in_force(own) is own


def line_of(text: str) -> int:
    return BUILTIN_TEXT.split("\n").index(text) + 1


@pytest.mark.parametrize(
    ("old", "new", "line", "entry"),
    [
        ("warn_days = 180", "warn_days = -1", "warn_days = 180", "warn_days"),
        ("warn_days = 180", "warn_days = 9999", "warn_days = 180", "warn_days"),
        ("warn_days = 180", 'warn_days = "180"', "warn_days = 180", "warn_days"),
        ("warn_days = 180", "warn_dayz = 180", "warn_days = 180", "warn_dayz"),
        ("2027-01-01", '"116年"', "refused_from = 2027-01-01", "keys 5 refused_from"),
        (
            "2027-01-01", "2027-01-01\nnoted_from = 2027-01-01", "refused_from = 2027-01-01",
            "keys 5 noted_from",
        ),
        ('"secp384r1"', '"secp192r1"', 'curve = "secp384r1"', "keys 2 curve"),
        ('"secp384r1"', '"secp256r1"', 'curve = "secp384r1"', "keys 2 family"),
        ('"sha384"', '"sha1"', 'name = "sha384"', "digests 2 name"),
        ('"sha384"', '"sha256"', 'name = "sha384"', "digests 2 name"),
        ("at_least_bits = 3072", "at_least_bits = 1024", "at_least_bits = 3072",
         "keys 4 at_least_bits"),
        ('"government-cards"\nnoted', '"cards"\nnoted', 'group = "government-cards"',
         "keys 6 group"),
        ('family = "ec"', 'family = "dsa"', 'family = "ec"', "keys 1 family"),
        ('id = "government-cards"', 'id = ""', 'id = "government-cards"', "groups 1 id"),
    ],
)  # fmt: skip
def test_a_fault_is_refused_with_line_and_entry(
    old: str, new: str, line: str, entry: str, tmp_path: Path
) -> None:
    error = refusal(tmp_path, old, new)
    assert error.params["entry"] == entry
    near = {line_of(line) + shift for shift in (-2, -1, 0, 1)}
    assert int(error.params["line"]) in near


@pytest.mark.parametrize("content", [b"\xff", b"title = ", b"", b"title = 'a'\n[[keys]]\n"])
def test_something_else_is_no_policy(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(content)
    with pytest.raises(AppError) as caught:
        read_policy(path)
    assert caught.value.code == "POLICY_INVALID"
