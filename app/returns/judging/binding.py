"""Binding: payload to round, form and agency; signers to the registry. Both carriers use it.

Everything is asked of the registry and the rounds, nothing of names in certificates.
All reasons are given, not only the first.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta

import msgspec
from cryptography import x509

from app.forms.evaluation import Evaluation
from app.models.anchors import ChainState
from app.models.periods import TAIPEI, format_roc_date, format_taiwan_day, taiwan_day
from app.models.returns import Payload
from app.models.rounds import Round
from app.models.signatures import Reason, RegistryEntry, SignerRole, VerifiedSigner
from app.returns.attachments.rules import find_attachment_problem
from app.returns.document.computed_values import find_unprintable
from app.returns.document.payload_building import build_heading
from app.returns.judging.content_binding import (
    check_content_binding,
    find_misfit,
    note_computed,
)
from app.returns.judging.return_context import ReturnContext, find_payload_context
from app.returns.judging.timestamping import do_times_agree, judge_stamp
from app.returns.judging.trust_context import TrustContext
from app.returns.printable import name_unprintable
from app.returns.refusal import Refused, unique_reasons
from app.trust.certificates.certificate import certificate_sha256
from app.trust.certificates.facts import name_of
from app.trust.certificates.registry import Objection, find_objections
from app.trust.policy.judgement import (
    SHA256,
    AlgorithmJudgement,
    describe_algorithm,
    judge_algorithm,
)
from app.trust.policy.policy_file import policy_in_force
from app.trust.timestamps.token import TimestampToken

_NAME_LIMIT = 80
_HEADING = {
    "programme_version": "方案版次",
    "programme_name": "方案名稱",
    "project_names": "計畫名稱",
    "round_title": "填報期名稱",
    "agency_name": "機關名稱",
}
_TYPEFACES = re.compile(r"[a-z0-9.-]{1,40}", re.ASCII)


def check_binding(
    payload: Payload,
    signers: tuple[VerifiedSigner, ...],
    trust: TrustContext,
    evaluation: Evaluation | None = None,
) -> tuple[Reason, ...]:
    """Every reason against a payload whose signatures hold; () where there is none.

    `evaluation` is of the payload's own answers, where the caller has read them place by place
    along the blank; without it the places are looked at first.
    """
    try:
        context = find_payload_context(payload, trust)
    except Refused as problem:
        return (problem.reason(),)
    return (
        *_check_registry(trust),
        *_check_header(payload, context),
        *check_content_binding(payload, context, evaluation),
        *_check_round(payload, context.round, trust.now),
        *_check_signers(payload, signers, context.round, trust),
        *_check_entitlement(payload, signers, context.round, trust),
        *(
            each
            for signer in signers
            for each in _judge_algorithm(signer, context.round, trust).refusals
        ),
    )


def evaluate_payload(payload: Payload, trust: TrustContext) -> Evaluation | None:
    """The computed fields of a payload whose places and values are all the blank's.

    None where they are not, or the payload is of no round of ours: `check_binding` says so.
    """
    try:
        context = find_payload_context(payload, trust)
        answers = payload.answers()
    except (Refused, ValueError):
        return None
    if find_misfit(context.blank, answers) is not None:
        return None
    if find_unprintable(payload, context.blank, answers) is not None:
        return None
    return context.read(payload).evaluation


def identify_signer(
    certificate: x509.Certificate,
    role: SignerRole | None,
    signed_at: datetime,
    token: TimestampToken | None,
    trust: TrustContext,
    digest_name: str = SHA256,
) -> VerifiedSigner:
    """Name a signer by the registry; an unregistered one by the certificate's subject."""
    digest = certificate_sha256(certificate)
    entry = trust.registry.entry(digest)
    return VerifiedSigner(
        role=role,
        person_name=entry.person_name if entry else name_of(certificate.subject)[:_NAME_LIMIT],
        agency=entry.agency if entry else None,
        certificate_sha256=digest,
        signed_at=signed_at,
        algorithm=describe_algorithm(certificate, digest_name),
        timestamp=judge_stamp(token, trust),
    )


def find_notes(
    payload: Payload | None,
    signers: Iterable[VerifiedSigner],
    trust: TrustContext,
    evaluation: Evaluation | None = None,
) -> tuple[Reason, ...]:
    """What a reader ought to know of a return though it refuses nothing.

    That is what the trust policy notes about its signatures, and values computed otherwise.
    """
    round_ = None if payload is None else trust.round(payload.round_id)
    if payload is None or round_ is None:
        return ()
    noted = [note for each in signers for note in _judge_algorithm(each, round_, trust).notes]
    if evaluation is not None:
        noted += note_computed(payload, find_payload_context(payload, trust).blank, evaluation)
    return unique_reasons(noted)


def _judge_algorithm(
    signer: VerifiedSigner, round_: Round, trust: TrustContext
) -> AlgorithmJudgement:
    return judge_algorithm(
        policy_in_force(trust.registry.policy),
        signer.algorithm,
        signer.person_name,
        signer.signed_at,
        trust.now,
        opened_on=round_.opens_on,
    )


def _check_registry(trust: TrustContext) -> Iterator[Reason]:
    """A list nobody has renewed in time may lack a withdrawal."""
    if trust.now > trust.registry.next_update:
        yield _reason("REGISTRY_STALE")


def _check_header(payload: Payload, context: ReturnContext) -> Iterator[Reason]:
    """What a signer states freely: nothing in it shows as something else than it is."""
    made = payload.created_at
    if made.tzinfo is None or made.utcoffset() or made.microsecond:
        yield _reason("SCHEMA_INVALID", detail=f"created_at {made.isoformat()}")
    if payload.is_demo != context.round.is_demo:
        yield _reason("SCHEMA_INVALID", detail=f"is_demo {payload.is_demo}")
    if (problem := find_attachment_problem(payload.attachments)) is not None:
        yield _reason("SCHEMA_INVALID", detail=problem)
    for refused in name_unprintable("\n".join(_free_texts(payload))):
        yield _reason("SCHEMA_INVALID", detail=refused)
    if _TYPEFACES.fullmatch(payload.typeface_set) is None:
        yield _reason("SCHEMA_INVALID", detail=f"typeface_set {payload.typeface_set[:40]}")
    yield from _check_heading(payload, context)


def _check_heading(payload: Payload, context: ReturnContext) -> Iterator[Reason]:
    """What the papers call plan, round, agency and projects is what those are called here."""
    heading = msgspec.structs.asdict(build_heading(context.blank, context.programme, context.round))
    for name, known in heading.items():
        stated = getattr(payload, name)
        if stated != known:
            words = {"label": _HEADING[name], "stated": _tell(stated), "known": _tell(known)}
            yield _reason("HEADING_MISMATCH", **words)


def _tell(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{key} {each}" for key, each in sorted(value.items()))
    return str(value)


def _free_texts(payload: Payload) -> Iterator[str]:
    """Texts that no rule of the form looks at (those of the data: `office.importing`)."""
    yield payload.app_version
    for explained in payload.explained:
        yield from (explained.code, explained.place, explained.message, explained.reason)
    for answer in payload.comment_answers:
        yield from (answer.comment_id, answer.place or "", answer.comment, answer.text)
    yield from payload.filled_by.values()
    for value in payload.computed.values():
        if isinstance(value, str):
            yield value


def _check_round(payload: Payload, round_: Round, now: datetime) -> Iterator[Reason]:
    if payload.round_nonce != round_.nonce:
        yield _reason("NONCE_MISMATCH", round=round_.id)
    if taiwan_day(now) > round_.closes_on:
        yield _reason("ROUND_CLOSED", round=round_.id, date=format_roc_date(round_.closes_on))


def _check_signers(
    payload: Payload, signers: tuple[VerifiedSigner, ...], round_: Round, trust: TrustContext
) -> Iterator[Reason]:
    """The signatures found are those the payload names, which are those the round requires."""
    expected = trust.expected_roles(round_)
    if len(signers) != len(expected):
        yield _reason("SIG_COUNT", found=len(signers), required=len(expected))
    named = [(each.role, each.certificate_sha256) for each in payload.signers]
    found = [(each.role, each.certificate_sha256) for each in signers]
    roles = tuple(each.role for each in payload.signers)
    if named[: len(expected)] != found or roles != round_.required_roles:
        yield _reason("SIGNERS_MISMATCH")
    people = {each.person_id for each in payload.signers}
    named_certificates = {each.certificate_sha256 for each in payload.signers}
    certificates = {each.certificate_sha256 for each in signers}
    are_several = len(people) == len(named_certificates) == len(payload.signers)
    if not are_several or len(certificates) != len(signers):
        yield _reason("SIGNER_SEPARATION")
    times = [each.signed_at for each in signers]
    if times != sorted(times):
        yield _reason("SIG_TIME", detail="order")


def _check_entitlement(
    payload: Payload, signers: tuple[VerifiedSigner, ...], round_: Round, trust: TrustContext
) -> Iterator[Reason]:
    people = {
        each.certificate_sha256: (each.person_id, each.person_name) for each in payload.signers
    }
    entitled: set[str] = set()
    for signer in signers:
        entry = trust.registry.entry(signer.certificate_sha256)
        if entry is None:
            yield _reason("CERT_UNKNOWN", name=signer.person_name)
            continue
        known = (entry.person_id, entry.person_name)
        if people.get(signer.certificate_sha256, known) != known:
            yield _reason("SIGNERS_MISMATCH")
        if entry.person_id in entitled:
            yield _reason("SIGNER_SEPARATION", name=entry.person_name)
        entitled.add(entry.person_id)
        yield from _check_entry(entry, signer, payload.agency, trust)
        yield from _check_time(entry, signer.signed_at, round_)
        yield from _check_timestamp(entry, signer)


def _check_entry(
    entry: RegistryEntry, signer: VerifiedSigner, agency: str, trust: TrustContext
) -> Iterator[Reason]:
    if entry.agency != agency:
        yield _reason("AGENCY_MISMATCH", agency=agency, signer=entry.person_name)
    if entry.role is not signer.role:
        yield _reason("SIGNER_ROLE", name=entry.person_name, role=_role_name(signer.role))
    named = {"name": entry.person_name}
    objections = {*find_objections(entry, signed_at=signer.signed_at, reached_at=trust.now)}
    if Objection.WITHDRAWN in objections and entry.revoked_at is not None:
        yield _revoked(entry, signer, entry.revoked_at)
    yield from _check_chain(entry, signer, trust)
    signed_on = format_taiwan_day(signer.signed_at)
    if objections & {Objection.EXPIRED, Objection.ENDED}:
        yield _reason("CERT_EXPIRED", **named, date=signed_on)
    if objections & {Objection.NOT_YET_VALID, Objection.NOT_YET_ACTIVE}:
        yield _reason("CERT_TIME", **named, date=signed_on)
    if Objection.SIGNED_IN_FUTURE in objections:
        yield _reason("SIG_FUTURE", **named, date=signed_on)


def _revoked(entry: RegistryEntry, signer: VerifiedSigner, since: datetime) -> Reason:
    """Signed after the withdrawal by the signer's own word, or before without any proof."""
    is_before = since <= signer.signed_at
    code = "CERT_REVOKED_EARLIER" if is_before else "CERT_REVOKED"
    return _reason(code, name=entry.person_name, date=format_taiwan_day(since))


def _check_chain(
    entry: RegistryEntry, signer: VerifiedSigner, trust: TrustContext
) -> Iterator[Reason]:
    """Where roots were imported, a certificate issued by others must lead to one of them."""
    finding = trust.chain_findings.get(entry.certificate_sha256)
    if finding is None:
        return
    if finding.state is ChainState.REVOKED:
        since = trust.now if finding.since is None else finding.since
        yield _revoked(entry, signer, since)
    elif finding.state is ChainState.UNCHECKED:
        yield _reason("CERT_UNCHECKED", name=entry.person_name, detail=finding.detail)
    else:
        yield _reason("CERT_UNTRUSTED", name=entry.person_name, detail=finding.detail)


def _role_name(role: SignerRole | None) -> str:
    return "" if role is None else role.value


def _check_time(entry: RegistryEntry, signed_at: datetime, round_: Round) -> Iterator[Reason]:
    opened = datetime.combine(round_.opens_on, time.min, TAIPEI)
    closed = datetime.combine(round_.closes_on + timedelta(days=1), time.min, TAIPEI)
    if not opened <= signed_at < closed:
        yield _reason("SIG_TIME", name=entry.person_name, date=format_taiwan_day(signed_at))


def _check_timestamp(entry: RegistryEntry, signer: VerifiedSigner) -> Iterator[Reason]:
    """A time an authority of ours vouches for is compared with the one the signer states."""
    stamp = signer.timestamp
    if stamp is not None and stamp.is_trusted and not do_times_agree(signer.signed_at, stamp.at):
        date = format_taiwan_day(signer.signed_at)
        yield _reason("SIG_TIME", name=entry.person_name, date=date, detail="timestamp")


def _reason(code: str, **params: object) -> Reason:
    return Reason(code=code, params={key: str(value)[:200] for key, value in params.items()})
