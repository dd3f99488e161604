"""Judge the algorithms of a signature by the trust policy: the one author of what may sign.

A signature is judged by the day it states and by the day it reached us, whichever is later. A
date that passes while a round is open does not count in it: what a round opened with it accepts
until it closes.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.models.periods import format_roc_date, taiwan_day
from app.models.policy import DigestRule, KeyFamily, KeyRule, SigningAlgorithm, TrustPolicy
from app.models.record import Record
from app.models.signatures import Reason
from app.trust.policy.policy_file import load_builtin_policy

_ISSUER_NAMES = (
    NameOID.COMMON_NAME,
    NameOID.ORGANIZATIONAL_UNIT_NAME,
    NameOID.ORGANIZATION_NAME,
)
SHA256 = "sha256"


class AlgorithmJudgement(Record, frozen=True, kw_only=True):
    """What the policy has to say; without refusals the algorithms may sign."""

    refusals: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()


def is_listed(public_key: object) -> bool:
    """Return whether the built-in policy has a rule for a key: nothing else is ever verified."""
    algorithm = _describe_key(public_key, ())
    return any(_is_about(each, algorithm) for each in load_builtin_policy().keys)


def describe_algorithm(certificate: x509.Certificate, digest: str = SHA256) -> SigningAlgorithm:
    """The algorithms of a signature made with this certificate's key and this digest."""
    names = tuple(
        str(each.value) for oid in _ISSUER_NAMES
        for each in certificate.issuer.get_attributes_for_oid(oid)
    )  # fmt: skip
    return _describe_key(certificate.public_key(), names, digest)


def judge_algorithm(
    policy: TrustPolicy,
    algorithm: SigningAlgorithm,
    name: str,
    *moments: datetime,
    opened_on: date | None = None,
) -> AlgorithmJudgement:
    """Judge a signature of `name`, made and received at `moments` (each with a time zone).

    `opened_on` is the first day of the round it belongs to; None where it belongs to none.
    Refusals: ALGORITHM_REFUSED, ALGORITHM_UNLISTED; notes: ALGORITHM_GRACE, ALGORITHM_ENDING,
    ALGORITHM_NOTED.
    """
    day = max(map(taiwan_day, moments))
    digest = next((each for each in policy.digests if each.name == algorithm.digest), None)
    refusals, notes = list[Reason](), list[Reason]()
    for what, rule in (
        (algorithm.digest.upper(), digest),
        (algorithm.key_name, find_key_rule(policy, algorithm)),
    ):
        for each in _judge(policy, rule, what, name, day, opened_on):
            is_refusal = each.code in ("ALGORITHM_REFUSED", "ALGORITHM_UNLISTED")
            (refusals if is_refusal else notes).append(each)
    return AlgorithmJudgement(refusals=tuple(refusals), notes=tuple(notes))


def ensure_accepted(
    policy: TrustPolicy,
    algorithm: SigningAlgorithm,
    name: str,
    *moments: datetime,
    opened_on: date | None = None,
) -> None:
    """Refuse what the policy refuses. Raises AppError ALGORITHM_REFUSED, ALGORITHM_UNLISTED."""
    for each in judge_algorithm(policy, algorithm, name, *moments, opened_on=opened_on).refusals:
        raise AppError(each.code, **each.params)


def find_key_rule(policy: TrustPolicy, algorithm: SigningAlgorithm) -> KeyRule | None:
    """The rule for a key: of the longest length it reaches, its group's before the general one."""
    groups = {
        each.id
        for each in policy.groups
        if any(_is_named(issuer, name) for issuer in algorithm.issuers for name in each.issuers)
    }
    about = [each for each in policy.keys if _is_about(each, algorithm)]
    fitting = [each for each in about if not each.group or each.group in groups]
    return max(fitting, key=lambda each: (each.at_least_bits, bool(each.group)), default=None)


def _judge(
    policy: TrustPolicy,
    rule: DigestRule | KeyRule | None,
    what: str,
    name: str,
    day: date,
    opened_on: date | None,
) -> Iterator[Reason]:
    if rule is None:
        yield Reason(code="ALGORITHM_UNLISTED", params={"name": name, "algorithm": what})
        return
    ends = rule.refused_from
    if ends is not None and day >= ends - timedelta(days=policy.warn_days):
        params = {"name": name, "algorithm": what, "date": format_roc_date(ends)}
        if day < ends:
            yield Reason(code="ALGORITHM_ENDING", params=params)
        elif opened_on is not None and opened_on < ends:
            yield Reason(code="ALGORITHM_GRACE", params=params)
        else:
            yield Reason(code="ALGORITHM_REFUSED", params=params)
    elif rule.noted_from is not None and day >= rule.noted_from:
        yield Reason(code="ALGORITHM_NOTED", params={"name": name, "algorithm": what})


def _is_about(rule: KeyRule, algorithm: SigningAlgorithm) -> bool:
    if rule.family != algorithm.family:
        return False
    if rule.family is KeyFamily.EC:
        return rule.curve == algorithm.curve
    return algorithm.bits >= rule.at_least_bits


def _is_named(issuer: str, name: str) -> bool:
    """Return whether an issuer bears a name, with or without its generation (- G2)."""
    return issuer == name or issuer.startswith(f"{name} -")


def _describe_key(
    public_key: object, issuers: tuple[str, ...], digest: str = SHA256
) -> SigningAlgorithm:
    if isinstance(public_key, rsa.RSAPublicKey):
        return SigningAlgorithm(
            digest=digest, family=KeyFamily.RSA.value, bits=public_key.key_size, issuers=issuers
        )
    if isinstance(public_key, ec.EllipticCurvePublicKey):
        return SigningAlgorithm(
            digest=digest, family=KeyFamily.EC.value, curve=public_key.curve.name, issuers=issuers
        )
    return SigningAlgorithm(digest=digest, family=type(public_key).__name__, issuers=issuers)
