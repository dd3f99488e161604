"""The chains of registered certificates as they were judged last."""

from app.models.anchors import ChainFinding, TrustAnchor
from app.models.periods import taiwan_day
from app.ui.office.workspace import OfficeWorkspace


class JudgedChains:
    """Chains are judged again when the registry, the roots or the day have changed."""

    def __init__(self, workspace: OfficeWorkspace) -> None:
        self._workspace = workspace
        self._key: object = None
        self._findings: dict[str, ChainFinding] = {}

    def find(self, anchors: tuple[TrustAnchor, ...]) -> dict[str, ChainFinding]:
        """What is known of each certificate, by its SHA-256."""
        now, desk = self._workspace.clock(), self._workspace.desk
        key = (desk.registry.current().sequence, [each.sha256 for each in anchors], taiwan_day(now))
        if key != self._key:
            self._findings = desk.anchors.broken_chains(now)
            self._key = key
        return self._findings
