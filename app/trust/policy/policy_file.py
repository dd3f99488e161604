"""Load the trust policy from TOML, strictly, and choose the one in force.

The built-in one (`resources/trust/policy.toml`) is also the floor: an office's own policy dates
and refuses what the built-in lists, and cannot add what this version would not verify.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.errors import AppError
from app.files import SMALL_LIMIT, read_bounded
from app.models.policy import DigestRule, KeyFamily, KeyRule, TrustPolicy
from app.resources import resource_path

_STEP = re.compile(r"\.([a-z_]+)(?:\[(\d+)\])?")
_MOST_WARN_DAYS = 3650
_MOST_BITS = 16384


@dataclass(frozen=True, slots=True)
class _Problem:
    """What is wrong: in which table (`keys`, 2: the third), at which of its entries."""

    text: str
    table: str = ""
    index: int = 0
    key: str = ""

    @property
    def entry(self) -> str:
        """The place as a person finds it: keys 3 curve."""
        table = f"{self.table} {self.index + 1}" if self.table else ""
        return " ".join(filter(None, (table, self.key))) or "file"


@cache
def load_builtin_policy() -> TrustPolicy:
    """The policy that ships with the program. Raises AppError POLICY_INVALID."""
    return _read(resource_path("trust", "policy.toml"), None)


def read_policy(path: Path) -> TrustPolicy:
    """Read and check an office's policy file.

    Raises AppError FILE_*, POLICY_INVALID (file, line, entry, problem).
    """
    return _read(path, load_builtin_policy())


def policy_in_force(policy: TrustPolicy | None) -> TrustPolicy:
    """A policy that is there, or the built-in one."""
    return load_builtin_policy() if policy is None else policy


def _read(path: Path, floor: TrustPolicy | None) -> TrustPolicy:
    try:
        text = read_bounded(path, SMALL_LIMIT).decode("utf-8")
        table: dict[str, Any] = tomllib.loads(text)
    except UnicodeDecodeError as problem:
        raise _invalid(path, 1, _Problem("not UTF-8")) from problem
    except tomllib.TOMLDecodeError as problem:
        line = re.search(r"line (\d+)", str(problem))
        raise _invalid(path, int(line[1]) if line else 1, _Problem(str(problem))) from problem
    try:
        policy = msgspec.convert(table, TrustPolicy)
    except msgspec.ValidationError as problem:
        found = _locate(str(problem))
        raise _invalid(path, _find_line(found, text), found) from problem
    for each in _check(policy, floor):
        raise _invalid(path, _find_line(each, text), each)
    return policy


def _check(policy: TrustPolicy, floor: TrustPolicy | None) -> Iterator[_Problem]:
    if not policy.title.strip() or not policy.version.strip():
        yield _Problem("title and version are needed", key="title")
    if not 0 <= policy.warn_days <= _MOST_WARN_DAYS:
        yield _Problem(f"not from 0 to {_MOST_WARN_DAYS}", key="warn_days")
    yield from _check_groups(policy)
    for index, digest in enumerate(policy.digests):
        yield from _check_dates(digest, "digests", index)
        if digest.name in {each.name for each in policy.digests[:index]}:
            yield _Problem("listed twice", "digests", index, "name")
    for index, rule in enumerate(policy.keys):
        yield from _check_dates(rule, "keys", index)
        yield from _check_key(policy, rule, index)
    if floor is not None:
        yield from _check_floor(policy, floor)
    for name, rules in (("digests", policy.digests), ("keys", policy.keys)):
        if not rules:
            yield _Problem("at least one rule is needed", name)


def _check_groups(policy: TrustPolicy) -> Iterator[_Problem]:
    known = [each.id for each in policy.groups]
    for index, group in enumerate(policy.groups):
        if known.index(group.id) < index or not group.id:
            yield _Problem("an id of its own is needed", "groups", index, "id")
        if not group.issuers or not all(each.strip() for each in group.issuers):
            yield _Problem("at least one name is needed", "groups", index, "issuers")


def _check_floor(policy: TrustPolicy, floor: TrustPolicy) -> Iterator[_Problem]:
    """What the built-in policy does not list, this version verifies nowhere."""
    known = {each.name for each in floor.digests}
    for index, digest in enumerate(policy.digests):
        if digest.name not in known:
            yield _Problem(f"this version does not accept {digest.name}", "digests", index, "name")
    for index, rule in enumerate(policy.keys):
        if not _is_within(rule, floor):
            name = rule.curve or f"RSA-{rule.at_least_bits}"
            key = "curve" if rule.curve else "at_least_bits"
            yield _Problem(f"this version does not accept {name}", "keys", index, key)


def _check_dates(rule: DigestRule | KeyRule, table: str, index: int) -> Iterator[_Problem]:
    noted, refused = rule.noted_from, rule.refused_from
    if noted is not None and refused is not None and noted >= refused:
        yield _Problem("noted_from is not before refused_from", table, index, "noted_from")


def _check_key(policy: TrustPolicy, rule: KeyRule, index: int) -> Iterator[_Problem]:
    if rule.family is KeyFamily.EC and (not rule.curve or rule.at_least_bits):
        yield _Problem("ec needs a curve, and no length", "keys", index, "family")
    is_length = 0 < rule.at_least_bits <= _MOST_BITS
    if rule.family is KeyFamily.RSA and (rule.curve or not is_length):
        yield _Problem("rsa needs at_least_bits, and no curve", "keys", index, "family")
    if rule.group and rule.group not in {each.id for each in policy.groups}:
        yield _Problem(f"there is no group {rule.group}", "keys", index, "group")
    if _identity(rule) in map(_identity, policy.keys[:index]):
        yield _Problem("there is such a rule already", "keys", index, "family")


def _identity(rule: KeyRule) -> tuple[object, ...]:
    return rule.family, rule.at_least_bits, rule.curve, rule.group


def _is_within(rule: KeyRule, floor: TrustPolicy) -> bool:
    return any(
        each.family is rule.family
        and each.curve == rule.curve
        and each.at_least_bits <= rule.at_least_bits
        for each in floor.keys
    )


def _locate(message: str) -> _Problem:
    """Turn msgspec's `… - at `$.keys[2].curve`` into a place; a quoted key is one as well."""
    text, _, place = message.partition(" - at `$")
    steps = [(name, int(index or 0)) for name, index in _STEP.findall(place)]
    quoted = re.search(r"`([A-Za-z_]+)`", text)
    named = quoted[1] if quoted is not None else ""
    if not steps:
        return _Problem(text, key=named)
    table, index = steps[0]
    if len(steps) == 1 and "[" not in place:
        return _Problem(text, key=table)
    return _Problem(text, table, index, steps[1][0] if len(steps) > 1 else named)


def _find_line(problem: _Problem, text: str) -> int:
    """The line of the entry a problem lies in, or of its table where it lacks the entry."""
    lines, start, seen = text.split("\n"), 0, -1
    for number, line in enumerate(lines):
        if problem.table and re.match(rf"\s*\[\[\s*{problem.table}\s*\]\]", line):
            seen += 1
            start = number
            if seen == problem.index:
                break
    for number in range(start, len(lines)):
        if number > start and lines[number].lstrip().startswith("["):
            break
        if problem.key and re.match(rf"\s*{problem.key}\s*=", lines[number]):
            return number + 1
    return start + 1


def _invalid(path: Path, line: int, problem: _Problem) -> AppError:
    return AppError(
        "POLICY_INVALID", file=path, line=line, entry=problem.entry, problem=problem.text
    )
