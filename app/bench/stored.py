"""What the columns both stores have hold, and the checks either desk's rules are made of."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from app.forms.meaning import form_sha256
from app.models.forms import FormSpec
from app.store.examination import rule
from app.store.tables.common import (
    form,
    store_meta,
)

_PEM_LINES = ("-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----")
_MOMENTS = ("latest_seen", "clock_confirmed_at")


def read_json(kind: Any) -> Callable[[str], object]:
    """The check of a text that is JSON of a type."""
    decoder = msgspec.json.Decoder(kind)
    return lambda text: decoder.decode(text) is not None or True


def has_digest(content: bytes, sha256: str) -> bool:
    """Return whether bytes are those of a digest."""
    return hashlib.sha256(content).hexdigest() == sha256


def text_has_digest(content: str, sha256: str) -> bool:
    """Return whether a text is that of a digest."""
    return has_digest(content.encode(), sha256)


def is_certificate(pem: str, sha256: str) -> bool:
    """Return whether a certificate is that of a digest."""
    first, *body, last = pem.strip().splitlines()
    return (first, last) == _PEM_LINES and has_digest(base64.b64decode("".join(body)), sha256)


def _is_form(content: str, sha256: str) -> bool:
    return form_sha256(msgspec.json.decode(content, type=FormSpec)) == sha256


def _check_meta(key: str, value: str) -> None:
    if key in _MOMENTS:
        datetime.fromisoformat(value)


COMMON_RULES = (
    rule(_check_meta, store_meta.c.key, store_meta.c.value),
    rule(_is_form, form.c.content, form.c.form_sha256),
)
