"""The pages of returns, ordinary and monstrous: what belongs together stays, no page is bare."""

import re
from collections.abc import Iterator

import pytest

from app.documents.blocks import Block
from app.documents.flow import Heading, Text
from app.documents.pages import FRAMES
from app.documents.pagination import LEAST_SHARE, Page, paginate
from app.documents.ruled_rows import CONTINUED, Ruled
from app.returns.layouts.v1.pages import compose_story
from app.returns.pdf.writer import write_pdf
from tests.support.goldens import check_golden
from tests.support.pdf_text import read_pages
from tests.support.printed_returns import RETURNS

NAMES = sorted(RETURNS)


def pages_of(name: str) -> list[Page]:
    return paginate(compose_story(RETURNS[name]().document), FRAMES)


def describe(block: Block) -> str:
    """A text by its beginning, a table by its rows and the first of them."""
    if isinstance(block, Text):
        return f"{block.role} {block.text[:24]}"
    if isinstance(block, Ruled):
        first = next(_cells(block))[0]
        return f"{len(block._rows)} rows, {first[:12]}"
    return "space"


def _cells(table: Ruled) -> Iterator[list[str]]:
    for row in table._rows:
        yield ["".join(line.text for line in box.lines) for box in row.boxes]


@pytest.mark.parametrize("name", NAMES)
def test_the_pages_are_the_golden_ones(name: str) -> None:
    lines = []
    for number, page in enumerate(pages_of(name), 1):
        lines.append(f"page {number} {page.share:.0%}")
        lines += [f"  {describe(block)}" for block, _ in page.blocks]
    check_golden(f"returns/pages_{name}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_introduces_is_the_last_thing_on_a_page(name: str) -> None:
    for page in pages_of(name):
        assert not page.blocks[-1].block.stays_with_next


@pytest.mark.parametrize("name", NAMES)
def test_no_page_but_the_only_one_of_a_chapter_is_nearly_empty(name: str) -> None:
    bare = [number for number, page in enumerate(pages_of(name), 1) if page.share < LEAST_SHARE]
    assert bare == []


@pytest.mark.parametrize("name", NAMES)
def test_what_goes_on_begins_with_what_it_is(name: str) -> None:
    pages = pages_of(name)
    for page in pages[1:]:
        first, *_ = (block for block, _ in page.blocks)
        if isinstance(first, Ruled):
            caption, *_ = _cells(first)
            assert caption[0].endswith(CONTINUED)
        elif not isinstance(first, Heading):
            assert isinstance(first, Text)
            assert first.stays_with_next  # the title of a card, or 「（續）」


@pytest.mark.parametrize("name", NAMES)
def test_two_lines_are_on_either_side_of_a_cut(name: str) -> None:
    for page in pages_of(name):
        for table in (block for block, _ in page.blocks if isinstance(block, Ruled)):
            for row in table._rows:
                if row.key is not None:
                    longest = max(len(box.lines) for box in row.boxes if not box.is_again)
                    assert longest >= 2


def test_the_cover_is_one_page_whatever_the_names() -> None:
    for name in NAMES:
        _, second, *_ = pages_of(name)
        assert describe(second.blocks[0].block) == "H1 機關資料"


def test_the_control_data_take_less_than_a_page() -> None:
    for name in NAMES:
        *_, last = pages_of(name)
        (heading,) = [each for each in last.blocks if describe(each.block) == "H1 控制資料"]
        assert heading.bottom - last.blocks[-1].bottom < last.height * 0.8


_KEY = re.compile(r"(?<![A-Za-z0-9])r\d+(?:-\d+)?(?![A-Za-z0-9])|/-/|/r\d+/")


@pytest.mark.parametrize("name", NAMES)
def test_no_key_of_the_program_is_shown(name: str) -> None:
    shown = "\n".join(read_pages(write_pdf(RETURNS[name]().payload, RETURNS[name]().document)))
    assert _KEY.findall(shown) == []


def test_sections_without_anything_carried_out_are_said_together() -> None:
    headings = [
        block.text for page in pages_of("nil") for block, _ in page.blocks
        if isinstance(block, Heading)
    ]  # fmt: skip
    assert "二至七、預算執行、量化指標、質化指標、執行成果、亮點案例、落後說明" in headings
    assert "八、滾動修正提案" in headings


@pytest.mark.parametrize("name", ["nil", "ordinary"])
def test_the_words_on_the_pages_are_the_golden_ones(name: str) -> None:
    made = RETURNS[name]()
    pages = read_pages(write_pdf(made.payload, made.document))
    written = "\n----\n".join(pages).replace(made.payload.control_number(), "CONTROL-NUMBER")
    check_golden(f"returns/words_{name}.txt", _without_digests(written) + "\n")


def _without_digests(text: str) -> str:
    """Digests change with every version of the program; their place does not."""
    return re.sub(r"\b[0-9a-f]{8}(?: [0-9a-f]{8}){7}\b", "DIGEST", text)
