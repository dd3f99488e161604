"""Commands of `registry policy`: the trust policy in force, importing one, removing it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from msgspec import to_builtins

from app.cli.desks import open_office
from app.cli.grammar import Commands, add_command, add_group, add_store
from app.cli.outcome import Exit, print_json, print_line
from app.models.periods import format_roc_date, format_taiwan_day
from app.models.policy import DigestRule, KeyFamily, KeyRule, TrustPolicy
from app.office.registry.policy import PolicyStanding


def add_policy_commands(registry: Commands[argparse.ArgumentParser]) -> None:
    """Add `registry policy` to its group."""
    group = add_group(registry, "policy", "信任政策：哪些演算法與金鑰長度可以簽章、到哪一天")
    show = add_command(group, "show", run_policy_show, "顯示目前使用的信任政策")
    add_store(show, "彙整機關資料檔")
    show.add_argument("--json", action="store_true", help="以 JSON 輸出")
    take = add_command(
        group,
        "import",
        run_policy_import,
        "匯入自訂的信任政策（TOML），隨下一次寫出的填報包送達各機關",
    )
    take.add_argument("file", type=Path, metavar="FILE.toml", help="信任政策檔")
    add_store(take, "彙整機關資料檔")
    remove = add_command(group, "remove", run_policy_remove, "移除自訂的信任政策，改回內建的政策")
    add_store(remove, "彙整機關資料檔")


def run_policy_show(options: argparse.Namespace) -> Exit:
    """Print the policy in force."""
    with open_office(options.store) as desk:
        standing = desk.policy.standing()
    if options.json:
        since = None if standing.since is None else standing.since.isoformat()
        known = {"own": standing.is_own, "since": since, "sha256": standing.sha256}
        print_json(known | {"policy": to_builtins(standing.policy)})
    else:
        _print(standing)
    return Exit.SUCCESS


def run_policy_import(options: argparse.Namespace) -> Exit:
    """Put an office's own policy in force."""
    with open_office(options.store) as desk:
        _print(desk.policy.import_file(options.file))
    print_line("請重新寫出填報包，各機關匯入後即依此政策驗章。")
    return Exit.SUCCESS


def run_policy_remove(options: argparse.Namespace) -> Exit:
    """Go back to the built-in policy."""
    with open_office(options.store) as desk:
        _print(desk.policy.remove())
    return Exit.SUCCESS


def _print(standing: PolicyStanding) -> None:
    policy = standing.policy
    origin = "自訂" if standing.is_own else "內建"
    since = "" if standing.since is None else f"，自 {format_taiwan_day(standing.since)}起使用"
    print_line(f"{policy.title}（{origin}，第 {policy.version} 版{since}）")
    print_line(f"  SHA-256 {standing.sha256}")
    for line in _describe_rules(policy):
        print_line(f"  {line}")


def _describe_rules(policy: TrustPolicy) -> Iterator[str]:
    groups = {each.id: each.name for each in policy.groups}
    for digest in policy.digests:
        yield f"{digest.name.upper()}{_describe_dates(digest)}"
    for key in policy.keys:
        name = f"RSA {key.at_least_bits} 位元以上" if key.family is KeyFamily.RSA else key.curve
        about = f"（{groups[key.group]}）" if key.group else ""
        yield f"{name}{about}{_describe_dates(key)}"


def _describe_dates(rule: DigestRule | KeyRule) -> str:
    if rule.refused_from is not None:
        return f"：自 {format_roc_date(rule.refused_from)}起不再採用"
    return "：採用，並加註說明" if rule.noted_from is not None else "：採用"
