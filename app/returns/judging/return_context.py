"""Reading context of a payload: its round, its agency's blank, and what follows from both."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.forms.blank_builder import build_blank
from app.forms.evaluation import Evaluation, evaluate
from app.models.answers import Answers
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import PAYLOAD_SCHEMA, PAYLOAD_SCHEMA_VERSION, Payload
from app.models.rounds import Round
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.refusal import Refused

_KEPT = 64
DocumentBuilder = Callable[[Payload, Blank], ReturnDocument]


@dataclass(frozen=True)
class PayloadReading:
    """Follows from the payload and its context alone, so both files of a return share it."""

    payload: Payload
    blank: Blank
    programme: Programme
    round: Round
    evaluation: Evaluation
    """What this program computes from the answers; its papers print what the payload states."""
    _documents: list[ReturnDocument] = field(default_factory=list)

    def document(self, build: DocumentBuilder) -> ReturnDocument:
        """Its document, built when first asked for by the builder of the layout it states."""
        if not self._documents:
            self._documents.append(build(self.payload, self.blank))
        return self._documents[0]


@dataclass(frozen=True)
class ReturnContext:
    """One agency's blank in one round, with what reading a return needs again and again."""

    programme: Programme
    round: Round
    blank: Blank
    _latest: dict[str, PayloadReading] = field(default_factory=dict, repr=False, compare=False)

    def evaluate(self, answers: Answers) -> Evaluation:
        """The computed fields of these answers."""
        return evaluate(self.blank, self.programme, self.round, answers)

    def read(self, payload: Payload) -> PayloadReading:
        """What a payload of this agency's comes to; its places must be the blank's.

        The latest one is kept by the digest of its bytes: a workbook and its PDF carry the same.
        """
        digest = payload.sha256()
        reading = self._latest.get(digest)
        if reading is None:
            evaluation = self.evaluate(payload.answers())
            reading = PayloadReading(payload, self.blank, self.programme, self.round, evaluation)
            self._latest.clear()
            self._latest[digest] = reading
        return reading


_contexts: dict[tuple[int, int, str], tuple[Programme, Round, ReturnContext]] = {}


def find_context(round_id: str, agency: str, trust: TrustContext) -> ReturnContext:
    """The context of one agency's return. Raises Refused ROUND_UNKNOWN, AGENCY_MISMATCH.

    Kept between files of one import: a thousand returns need seventeen blanks.
    """
    round_ = trust.round(round_id)
    if round_ is None:
        raise Refused("ROUND_UNKNOWN", round=round_id)
    key = (id(trust.programme), id(round_), agency)
    kept = _contexts.get(key)
    if kept is not None and kept[0] is trust.programme and kept[1] is round_:
        return kept[2]
    form = trust.form(round_)
    try:
        blank = build_blank(form, trust.programme, round_, agency)
    except KeyError as problem:
        raise Refused("AGENCY_MISMATCH", agency=agency) from problem
    context = ReturnContext(trust.programme, round_, blank)
    if len(_contexts) >= _KEPT:
        _contexts.clear()
    _contexts[key] = (trust.programme, round_, context)
    return context


def find_payload_context(payload: Payload, trust: TrustContext) -> ReturnContext:
    """The context of a payload of our kind and on the round's form.

    Raises Refused SCHEMA_INVALID, RETURN_OF_DEMO, ROUND_UNKNOWN, AGENCY_MISMATCH,
    FORM_VERSION_OTHER.
    """
    kind = (payload.schema, payload.schema_version)
    if kind != (PAYLOAD_SCHEMA, PAYLOAD_SCHEMA_VERSION):
        raise Refused("SCHEMA_INVALID", detail=f"{payload.schema} {payload.schema_version}")
    _ensure_not_demo(payload, trust)
    context = find_context(payload.round_id, payload.agency, trust)
    _ensure_same_form(payload, context.round, context.blank.form.title)
    return context


def _ensure_same_form(payload: Payload, round_: Round, title: str) -> None:
    stated = (payload.form_id, str(payload.form_version), payload.form_sha256)
    known = (round_.form_id, str(round_.form_version), round_.form_sha256)
    if stated != known:
        params = {"stated": _name_form(*stated), "known": _name_form(*known)}
        raise Refused("FORM_VERSION_OTHER", form=title, **params)


def _name_form(form_id: str, version: str, digest: str) -> str:
    """`annual-results 第 2 版（1a2b3c4d）`: versions alike in number differ in their digest."""
    return f"{form_id} 第 {version} 版（{digest[:8]}）"


def _ensure_not_demo(payload: Payload, trust: TrustContext) -> None:
    """What was made for practice says so before anything else. Raises Refused RETURN_OF_DEMO."""
    round_ = trust.round(payload.round_id)
    if payload.is_demo and (round_ is None or not round_.is_demo):
        raise Refused("RETURN_OF_DEMO")
