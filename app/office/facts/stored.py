"""What the columns of facts hold, beyond their types: see `app.store.examination`."""

from decimal import Decimal

from app.models.answers import parse_place
from app.models.facts import FactKind, FactOrigin
from app.models.findings import Severity
from app.models.progress import FigureState
from app.models.reviews import CommentAnswerKind
from app.models.search import TextKind
from app.office.facts.storage import read_grounds, read_stored
from app.store.examination import rule
from app.store.tables.facts import (
    fact_answer,
    fact_finding,
    fact_place,
    fact_project,
    fact_target,
    fact_value,
)
from app.store.tables.search import search_text


def _check_value(kind: int, whole: int | None, text: str | None) -> bool:
    read_stored(FactKind(kind), whole, text)
    return True


FACT_RULES = (
    rule(parse_place, fact_place.c.path),
    rule(FactOrigin, fact_value.c.origin),
    rule(_check_value, fact_value.c.kind, fact_value.c.whole, fact_value.c.text),
    rule(FigureState, fact_project.c.state),
    rule(read_grounds, fact_project.c.behind_by),
    rule(FigureState, fact_target.c.state),
    rule(Decimal, fact_target.c.reported),
    rule(Decimal, fact_target.c.running),
    rule(Decimal, fact_target.c.rate),
    rule(Severity, fact_finding.c.severity),
    rule(parse_place, fact_finding.c.place),
    rule(CommentAnswerKind, fact_answer.c.kind),
    rule(TextKind, search_text.c.kind),
)
