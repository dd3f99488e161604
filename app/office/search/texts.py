"""The texts of a return and of a decision that are searched."""

from collections.abc import Iterable, Iterator

from app.forms.labels import place_label
from app.messages import word
from app.models.answers import nil_place, parse_place
from app.models.forms import TEXT_TYPES, FormSpec
from app.models.returns import Payload
from app.models.reviews import Decision
from app.models.search import TextFact, TextKind


def build_texts(payload: Payload, form: FormSpec) -> tuple[TextFact, ...]:
    """What a return brings, `form` being the one its places are read by."""
    return (
        *_build_names(payload),
        *_build_narratives(payload, form),
        *_build(TextKind.REASON, form, ((each.place, each.reason) for each in payload.explained)),
        *_build(
            TextKind.ANSWER, form, ((each.place, each.text) for each in payload.comment_answers)
        ),
    )


def build_decision_texts(made: Decision, form: FormSpec) -> tuple[TextFact, ...]:
    """What a decision brings: who decided what, and the comments."""
    said = TextFact(kind=TextKind.DECISION, text=f"{word(made.kind)}：{made.decided_by}")
    comments = ((each.place, each.text) for each in made.comments)
    return (said, *_build(TextKind.COMMENT, form, comments))


def _build_names(payload: Payload) -> Iterator[TextFact]:
    names = [
        payload.agency_name,
        *(f"{key} {payload.project_names[key]}" for key in sorted(payload.project_names)),
        *(each.person_name for each in payload.signers),
        *(each.name for each in payload.attachments),
        *sorted(set(payload.filled_by.values())),
    ]
    for each in names:
        yield TextFact(kind=TextKind.NAME, text=each)


def _build_narratives(payload: Payload, form: FormSpec) -> Iterator[TextFact]:
    stated = ((nil_place(each.project).path, each.reason) for each in payload.nil_statements)
    yield from _build(TextKind.NARRATIVE, form, stated)
    texts = {
        (section.id, field.id)
        for section in form.sections
        for field in section.fields
        if field.type in TEXT_TYPES
    }
    for path in sorted(payload.data):
        value, place = payload.data[path], parse_place(path)
        if isinstance(value, str) and (place.section, place.field) in texts:
            yield from _build(TextKind.NARRATIVE, form, ((path, value),))


def _build(
    kind: TextKind, form: FormSpec, texts: Iterable[tuple[str | None, str]]
) -> Iterator[TextFact]:
    for path, each in texts:
        if each.strip():
            label = "" if path is None else place_label(parse_place(path), form)
            yield TextFact(kind=kind, place=path, label=label, text=each)
