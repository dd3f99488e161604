"""What the office verifies files against: registry, rounds, plan, chains and timestamps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.bench.forms import load_forms
from app.office.bench import OfficeBench
from app.office.registry.certificates import load_registry
from app.office.registry.chains import find_broken_chains
from app.office.registry.key_certificates import load_key_certificates
from app.office.rounds.programme_versions import load_programme
from app.office.rounds.rounds import load_rounds
from app.returns.judging.trust_context import TrustContext
from app.trust.certificates.registry import reissue

if TYPE_CHECKING:  # verification and its libraries are loaded when a file is offered
    from app.returns.verification import Verifier


class OfficeTrust:
    """Builds the trust context of a verification.

    `verify` stands in for the product's own verification in tests. `timestamp_authorities` are PEM
    certificates of the authorities whose timestamps count.
    """

    def __init__(
        self,
        bench: OfficeBench,
        verify: Verifier | None = None,
        timestamp_authorities: Sequence[str] = (),
    ) -> None:
        self._bench = bench
        self._authorities = tuple(timestamp_authorities)
        self.verify = verify

    def rely_on(self, timestamp_authorities: Sequence[str]) -> None:
        """Let the timestamps of these authorities count from now on, and no others."""
        self._authorities = tuple(timestamp_authorities)

    def certificate_sha256(self) -> str | None:
        """The digest of the certificate agencies pin; None until the office has made its key."""
        with self._bench.store.reading() as connection:
            made = load_key_certificates(connection)
        return made[-1].certificate_sha256 if made else None

    def context(self, now: datetime, *, is_past: bool = False) -> TrustContext:
        """What a file that reaches the office at `now` (with a time zone) is verified against.

        With `is_past` registry, policy and roots are those of that moment, which may as well lie
        ahead: what came later is left out.

        The registry is issued anew: the office's own list is never out of date. The chain of each
        registered certificate is validated here, once for a whole batch.
        """
        with self._bench.store.reading() as connection:
            return TrustContext(
                programme=load_programme(connection),
                registry=reissue(load_registry(connection, now if is_past else None), now),
                rounds=load_rounds(connection),
                forms=load_forms(connection),
                now=now,
                chain_findings=find_broken_chains(connection, now, is_past=is_past),
                timestamp_authorities=self._authorities,
            )
