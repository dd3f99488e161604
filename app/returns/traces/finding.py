"""Traces of a return in a file that was refused: what it seems to be, said before what is wrong.

Nothing here is believed or judged. What is read from the file names it in a sentence, so that a
person knows which file to send instead, and how it came to be what it is. Where the same return
is known from another source (the other file of its pair, the store), it is held against that.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from app.models.returns import Payload
from app.models.signatures import Carrier, Reason
from app.returns.judging.return_context import find_payload_context
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.printed_document import LAYOUT_VERSION, ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.returns.refusal import Refused
from app.returns.traces.books import UNKNOWN, Book, read_book
from app.returns.traces.cells import find_differences
from app.returns.traces.papers import Paper, PaperState, ensure_readable, read_paper
from app.visible_text import visible_line, visible_text

PayloadFinder = Callable[[str], Payload | None]
"""The payload of a control number, where one is known from another source."""

_LONGEST = 60
_MOST_DIFFERENCES = 100
_NOWHERE = "頁面文字"


def find_traces(
    content: bytes,
    carrier: Carrier,
    trust: TrustContext,
    find_payload: PayloadFinder | None = None,
) -> tuple[Reason, ...]:
    """What a refused file seems to be, and what in it is not what its payload says.

    () where it is a return that was touched where nobody looks, or unreadable.

    RETURN_OF_DEMO, RETURN_SAVED_AGAIN, RETURN_SAVED_UNNAMED, RETURN_SAVED_CHANGED,
    RETURN_CELLS_DIFFER, RETURN_PAGES_DIFFER, RETURN_PAGES_MISSING, RETURN_TOUCHED,
    RETURN_ADDED_TO, RETURN_PRINTED_AGAIN, RETURN_PRINTED_COPY, RETURN_PRINTED_NAMED,
    RETURN_MERGED, RETURN_SCANNED, WORKBOOK_OTHER, PDF_OTHER, PDF_PASSWORD, PDF_BROKEN,
    FILE_IS_REPORT.
    """
    find = _find_in_pdf if carrier is Carrier.PDF else _find_in_workbook
    try:
        return tuple(islice(find(content, trust, find_payload or _find_none), 1))
    except Exception:  # hostile bytes make a reader fail in any way; the strict reasons stay
        return ()


def name_payload(payload: Payload, trust: TrustContext) -> dict[str, str]:
    """Agency, round, revision and control number of a payload, in words known here."""
    fields = {
        "round_id": payload.round_id, "agency": payload.agency, "revision": str(payload.revision)
    }  # fmt: skip
    return _identify(fields, trust) | {"control_number": payload.control_number()}


def _find_none(_number: str) -> Payload | None:
    return None


# ---- workbooks


def _find_in_workbook(
    content: bytes, trust: TrustContext, find_payload: PayloadFinder
) -> Iterator[Reason]:
    book = read_book(content)
    if not book.fields and not book.control_number:
        if book.is_by_us:
            yield Reason(code="FILE_IS_REPORT", params={})
        elif not book.is_signed:
            yield _other(book)
        return
    if _is_of_demo(book.fields, trust):
        yield Reason(code="RETURN_OF_DEMO", params={})
        return
    payload = find_payload(book.control_number) or book.payload
    document = None if payload is None else _build_document(payload, trust)
    if payload is not None and document is not None:
        yield from _compare_cells(book, payload, document, trust)
    if book.is_signed:
        return
    number = book.control_number or UNKNOWN
    params = {"program": book.program, "control_number": number}
    if payload is None and "round_id" not in book.fields:
        what = book.running_head or UNKNOWN
        yield Reason(code="RETURN_SAVED_UNNAMED", params=params | {"what": what})
        return
    named = _identify(book.fields, trust) if payload is None else name_payload(payload, trust)
    yield Reason(code="RETURN_SAVED_AGAIN", params=params | named)


def _compare_cells(
    book: Book, payload: Payload, document: ReturnDocument, trust: TrustContext
) -> Iterator[Reason]:
    """The first cell that does not show what the payload says; what it means for a signed one."""
    found = tuple(islice(find_differences(book.sheets, document), _MOST_DIFFERENCES))
    named = name_payload(payload, trust)
    if found:
        first = found[0]
        params = named | {
            "sheet": _show(first.sheet), "cell": first.cell, "label": _show(first.label),
            "stated": _show(first.stated), "shown": _show(first.shown), "count": str(len(found)),
        }  # fmt: skip
        code = "RETURN_CELLS_DIFFER" if book.is_signed else "RETURN_SAVED_CHANGED"
        yield Reason(code=code, params=params | {"program": book.program})
    elif book.is_signed:
        yield Reason(code="RETURN_TOUCHED", params=named)


def _other(book: Book) -> Reason:
    shown = "、".join(visible_line(each)[:_LONGEST] for each in islice(book.sheets, 3))
    return Reason(code="WORKBOOK_OTHER", params={"program": book.program, "sheets": shown})


# ---- PDFs


def _find_in_pdf(
    content: bytes, trust: TrustContext, find_payload: PayloadFinder
) -> Iterator[Reason]:
    problem = ensure_readable(content)
    if problem is not None:
        yield Reason(code=problem, params={})
        return
    paper = read_paper(content)
    if paper.payload is None:
        yield _name_print(paper, trust, find_payload)
        return
    payload = find_payload(paper.payload.control_number()) or paper.payload
    fields = {"round_id": payload.round_id, "is_demo": str(payload.is_demo)}
    if _is_of_demo(fields, trust):
        yield Reason(code="RETURN_OF_DEMO", params={})
        return
    named = name_payload(payload, trust)
    document = _build_document(payload, trust)
    if document is not None:
        differing = _compare_paper(paper, payload, document, named)
        if differing is not None:
            yield differing
            return
    if paper.state is PaperState.REWRITTEN:
        yield Reason(code="RETURN_SAVED_AGAIN", params=named | {"program": paper.program})
    elif document is not None:
        is_longer = paper.state is PaperState.ADDED_TO
        yield Reason(code="RETURN_ADDED_TO" if is_longer else "RETURN_TOUCHED", params=named)


def _name_print(paper: Paper, trust: TrustContext, find_payload: PayloadFinder) -> Reason:
    """What a PDF without data is: a print of a return, or of something else."""
    program = {"program": paper.program}
    if paper.is_by_us and not paper.control_numbers:
        return Reason(code="FILE_IS_REPORT", params={})
    if len(paper.control_numbers) > 1:
        code = "FILE_IS_REPORT" if paper.is_by_us else "RETURN_MERGED"
        return Reason(code=code, params={"count": str(len(paper.control_numbers))} | program)
    if paper.control_numbers:
        return _name_copy(paper, paper.control_numbers[0], trust, find_payload)
    if paper.is_scan:
        return Reason(code="RETURN_SCANNED", params=program)
    return Reason(code="PDF_OTHER" if any(paper.pages) else "RETURN_PRINTED_AGAIN", params=program)


def _name_copy(
    paper: Paper, number: str, trust: TrustContext, find_payload: PayloadFinder
) -> Reason:
    program = {"program": paper.program}
    payload = find_payload(number)
    if payload is None:
        return Reason(code="RETURN_PRINTED_COPY", params=program | {"control_number": number})
    named = name_payload(payload, trust)
    document = _build_document(payload, trust)
    differing = None if document is None else _compare_paper(paper, payload, document, named)
    return differing or Reason(code="RETURN_PRINTED_NAMED", params=named | program)


def _compare_paper(
    paper: Paper, payload: Payload, document: ReturnDocument, named: Mapping[str, str]
) -> Reason | None:
    from app.returns.traces.pages import compare_pages

    found = compare_pages(paper.pages, payload, document)
    if found.differences:
        first = found.differences[0]
        params = dict(named) | {
            "page": str(first.page), "label": _show(first.label or _NOWHERE),
            "stated": _show(first.stated), "shown": _show(first.shown),
            "count": str(len(found.differences)), "program": paper.program,
        }  # fmt: skip
        return Reason(code="RETURN_PAGES_DIFFER", params=params)
    if found.same and found.shown != found.stated:  # else it is laid out otherwise
        counts = {"found": str(found.shown), "wanted": str(found.stated)}
        return Reason(code="RETURN_PAGES_MISSING", params=dict(named) | counts)
    return None


# ---- what it says it is


def _build_document(payload: Payload, trust: TrustContext) -> ReturnDocument | None:
    """The document of a payload whose round, form and layout are known here."""
    if payload.layout_version != LAYOUT_VERSION:
        return None
    try:
        context = find_payload_context(payload, trust)
    except Refused:
        return None
    return context.read(payload).document(build_document)


def _is_of_demo(fields: Mapping[str, str], trust: TrustContext) -> bool:
    """Whether it says it was made for practice, where nobody practises."""
    round_ = trust.round(fields.get("round_id", ""))
    is_real_here = round_ is None or not round_.is_demo
    return fields.get("is_demo", "").lower() == "true" and is_real_here


def _identify(fields: Mapping[str, str], trust: TrustContext) -> dict[str, str]:
    """Agency, round and revision as the file states them, in words where they are known here."""
    round_id = fields.get("round_id", "")
    round_ = trust.round(round_id)
    stated = {
        "agency": trust.names(round_id).short(fields.get("agency", "")),
        "round": round_id if round_ is None else round_.title,
        "revision": fields.get("revision", ""),
    }
    return {key: visible_line(text)[:_LONGEST] or UNKNOWN for key, text in stated.items()}


def _show(text: str) -> str:
    return visible_text(text)[:_LONGEST] or "（空白）"
