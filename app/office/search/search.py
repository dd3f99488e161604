"""`desk.search`: what was ever handed in or decided, found by its text."""

from sqlalchemy import Row, select

from app.characters.likeness import find_like
from app.models.search import Hit, SearchResult, TextKind
from app.office.bench import OfficeBench
from app.store.search_index import search_index
from app.store.tables.office import received_return
from app.store.tables.search import search_text

MOST = 50
"""How many hits are shown; beyond them a longer text is what helps."""
_ENDS = "。！？!?；;\n"
_LONGEST = 40
"""In characters, on either side of what was found."""
_CUT = "…"


class OfficeSearch:
    """Search over all rounds."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def find(self, sought: str) -> SearchResult:
        """The newest texts that hold `sought`, which may be a single character."""
        with self._bench.store.reading() as connection:
            numbers = search_index(connection, sought, MOST + 1)
            query = (
                select(
                    search_text,
                    received_return.c.round_id,
                    received_return.c.agency,
                    received_return.c.revision,
                )
                .join_from(
                    search_text, received_return, received_return.c.id == search_text.c.return_id
                )
                .where(search_text.c.id.in_(numbers[:MOST]))
                .order_by(search_text.c.id.desc())
            )
            rows = connection.execute(query).all()
        hits = tuple(_build_hit(each, sought) for each in rows)
        return SearchResult(hits=hits, has_more=len(numbers) > MOST)


def _build_hit(row: Row[tuple[object, ...]], sought: str) -> Hit:
    before, found, after = cut_sentence(row.text, sought)
    return Hit(
        round_id=row.round_id,
        agency=row.agency,
        revision=row.revision,
        kind=TextKind(row.kind),
        place=row.place,
        label=row.label,
        at=row.at,
        before=before,
        found=found,
        after=after,
    )


def cut_sentence(text: str, sought: str) -> tuple[str, str, str]:
    """The sentence a text first holds what is like `sought` in: before, found and after.

    A long one is cut down on both sides; where nothing is found, its beginning is before.
    """
    place = find_like(text, sought)
    if place is None:
        return _cut_end(_one_line(text)), "", ""
    start, end = place
    first = max(text.rfind(each, 0, start) for each in _ENDS) + 1
    ends = [at for each in _ENDS if (at := text.find(each, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    before = _one_line(text[first:start]).lstrip()
    if len(before) > _LONGEST:
        before = _CUT + before[-_LONGEST:]
    return before, _one_line(text[start:end]), _cut_end(_one_line(text[end:last]).rstrip())


def _cut_end(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + _CUT


def _one_line(text: str) -> str:
    return text.replace("\n", " ")
