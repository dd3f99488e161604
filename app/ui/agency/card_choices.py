"""What cards offer for signing: their certificates one by one, and opening the key of one."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.models.periods import format_taiwan_day
from app.trust.certificates.facts import CertificateFacts, CertificateState
from app.trust.keys.pkcs11 import TokenKey, open_token_key
from app.trust.keys.pkcs11_modules import find_module
from app.trust.keys.tokens import TokenFacts, list_tokens
from app.ui.messages import word
from app.ui.translation import tr


@dataclass(frozen=True)
class CardChoice:
    """One certificate on a card; a card that shows nothing before its PIN has none."""

    token: TokenFacts
    certificate: CertificateFacts | None

    @property
    def is_usable(self) -> bool:
        """Return whether it may be chosen; what is not seen yet may."""
        return self.certificate is None or self.certificate.state is CertificateState.USABLE

    def describe(self) -> str:
        """Whose, by whom, until when, its fingerprint."""
        facts = self.certificate
        if facts is None:
            return tr("{label}\n輸入 PIN 後才能讀取憑證", label=self.token.label)
        return tr(
            "{person_name}（{label}）\n{issuer}，有效至 {until}，{state}\n{fingerprint}",
            person_name=facts.person_name,
            label=self.token.label,
            issuer=facts.issuer_name,
            until=format_taiwan_day(facts.valid_until),
            state=word(facts.state),
            fingerprint=facts.fingerprint,
        )


def read_cards(chosen: Path | None, now: datetime) -> tuple[Path, tuple[TokenFacts, ...]]:
    """The PKCS#11 module, and the cards in its readers; no PIN is involved. Raises AppError."""
    module = find_module(chosen)
    return module, list_tokens(module, now)


def open_card(module: Path, choice: CardChoice, pin: str, now: datetime) -> TokenKey:
    """Give the card the PIN, once. Raises AppError TOKEN_*."""
    return open_token_key(
        module,
        pin or None,
        now=now,
        token=choice.token.serial or choice.token.label,
        certificate=choice.certificate.sha256 if choice.certificate is not None else None,
    )
