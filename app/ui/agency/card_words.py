"""How cards and their certificates are told of in a list."""

from typing import TYPE_CHECKING

from app.models.periods import format_taiwan_day
from app.ui.messages import word
from app.ui.translation import tr

if TYPE_CHECKING:  # loaded when the first card is looked at
    from app.trust.certificates.facts import CertificateFacts
    from app.trust.keys.tokens import TokenFacts


def describe_certificate_line(token: "TokenFacts", facts: "CertificateFacts | None") -> str:
    """One line of the list: whose, by whom, until when, its fingerprint."""
    if facts is None:
        return tr("{label}\n輸入 PIN 後才能讀取憑證", label=token.label)
    until = format_taiwan_day(facts.valid_until)
    return tr(
        "{person_name}（{label}）\n{issuer}，有效至 {until}，{state}\n{fingerprint}",
        person_name=facts.person_name,
        label=token.label,
        issuer=facts.issuer_name,
        until=until,
        state=word(facts.state),
        fingerprint=facts.fingerprint,
    )


def pin_words(token: "TokenFacts") -> str:
    """How the PIN of a card stands."""
    return word(token.pin_state)
