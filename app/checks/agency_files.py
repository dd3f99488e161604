"""The checker of an agency's store: its rounds with their programmes, and the confirmed office."""

from datetime import datetime

from msgspec import structs

from app.agency.desk import AgencyDesk
from app.checks.checked_file import Ground
from app.checks.files import FileChecker
from app.models.programme import Programme
from app.models.rounds import Round, RoundFile
from app.returns.judging.trust_context import TrustContext
from app.trust.certificates.registry import registry_as_of


def build_agency_checker(
    desk: AgencyDesk,
    now: datetime,
    authorities: tuple[str, ...] = (),
    *,
    is_past: bool = False,
) -> FileChecker:
    """The checker of an agency's store; `now` carries a time zone.

    With `is_past` files are verified as of that moment (see `OfficeTrust.context`); of policies
    only the newest is here, whose rules carry their dates.

    `authorities` are the PEM certificates whose timestamps count.

    The values are read here; checking itself may run on another thread.
    """
    pin = desk.office.pin()
    known = None if pin is None else pin.certificate_sha256
    trusts = build_trusts(desk.rounds.files(), now, authorities)
    if is_past:
        trusts = tuple(
            structs.replace(each, registry=registry_as_of(each.registry, now)) for each in trusts
        )
    return FileChecker(Ground(trusts, known, now), find_payload=desk.handed_in.find_payload)


def build_trusts(
    round_files: tuple[RoundFile, ...], now: datetime, authorities: tuple[str, ...] = ()
) -> tuple[TrustContext, ...]:
    """One context for each version of the plan, the newest first, all on the newest registry."""
    if not round_files:
        return ()
    newest = max(round_files, key=lambda each: (each.registry.sequence, each.issued_at))
    rounds: dict[int, list[Round]] = {}
    plans: dict[int, Programme] = {}
    forms = {each.round.form_sha256: each.form for each in round_files}
    for each in round_files:
        plans.setdefault(each.programme.version, each.programme)
        rounds.setdefault(each.programme.version, []).append(each.round)
    return tuple(
        TrustContext(
            programme=plans[version],
            registry=newest.registry,
            rounds=tuple(rounds[version]),
            forms=forms,
            now=now,
            timestamp_authorities=authorities,
        )
        for version in sorted(plans, reverse=True)
    )
