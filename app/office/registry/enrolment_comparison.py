"""展期 and 換發: what a request would change of the entry it names."""

from app.models.enrolment import Enrolment, EnrolmentKind
from app.models.periods import format_taiwan_day
from app.models.record import Record
from app.models.signatures import Registry
from app.trust.certificates.certificate import parse_certificate
from app.trust.certificates.facts import name_of
from app.trust.certificates.fingerprints import format_fingerprint


class EnrolmentChange(Record, frozen=True, kw_only=True):
    """One line of the comparison, as printed."""

    label: str
    present: str
    requested: str

    @property
    def is_changed(self) -> bool:
        """Return whether the two differ."""
        return self.present != self.requested


def compare_with_present(enrolment: Enrolment, registry: Registry) -> tuple[EnrolmentChange, ...]:
    """The entry a request renews or replaces, line by line; () for a new enrolment.

    A certificate the office is to issue does not exist yet: its days and issuer are not compared.
    """
    request = enrolment.request
    entry = registry.entry(request.replaces_sha256 or "")
    if entry is None:
        return ()
    shown = map(format_fingerprint, (entry.certificate_sha256, enrolment.certificate_sha256))
    lines = [
        ("姓名", entry.person_name, request.person_name),
        ("識別代號", entry.person_id, request.person_id),
        (
            "指紋",
            *shown,
        ),
    ]
    if request.kind is EnrolmentKind.PIN:
        old, new = map(parse_certificate, (entry.certificate_pem, request.certificate_pem))
        lines.append(("發證者", name_of(old.issuer), name_of(new.issuer)))
        ends = (format_taiwan_day(each.not_valid_after_utc) for each in (old, new))
        lines.append(("有效至", *ends))
    return tuple(
        EnrolmentChange(label=label, present=before, requested=after)
        for label, before, after in lines
    )
