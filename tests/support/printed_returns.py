"""Returns to look at on paper: an ordinary one, one of many projects, a nil one, and the worst.

usage: python -m tests.support.printed_returns FOLDER      writes their PDFs, unsigned
"""

import sys
from dataclasses import replace
from functools import cache
from itertools import cycle, islice
from pathlib import Path

import msgspec

from app.demo.answers import build_agency_answers
from app.models.answers import ROWS, Answers, Place, StoredValue, nil_place
from app.models.forms import Blank
from app.models.returns import Payload
from app.models.signatures import SignerRole
from app.returns.layouts.v1.builder import build_document
from app.returns.pdf.writer import write_pdf
from tests.returns.sample import Sample, blank, programme, sample

BOTH = (SignerRole.PREPARER, SignerRole.APPROVER)
ORDINARY, MANY = "MOHW", "MOL"
HIGHLIGHTS = 200
LONG_AGENCY = "國立臺灣社會創新研究與區域永續發展暨青年培力總中心籌備處（含各分區辦公室及駐外據點）"
LONG_PROJECT = "推動大學社會責任實踐暨地方創生青年返鄉培力與原住民族部落永續發展跨域整合示範" * 2
LONG_PERSON = "古魯瑪達瓦‧伊斯坦大．巴拉拉外（Kulumadjavu Istanda Palalavi）"
LINK = "https://si.example.gov.tw/programme/highlights/annual-results/114?agency=MOE&project=P06"
_SENTENCES = (
    "本計畫結合大學與在地組織推動社會實踐，累計輔導 1,234 個團隊，帶動偏鄉據點發展。",
    "其成果公開於 " + LINK + "，供各界下載。\n",
    "依委託研究（Social Return on Investment, SROI）估算，每投入 1 元創造 3.27 元之社會價值；",
    "惟部分據點受颱風影響延後啟用，已重新排定期程。\n",
)


@cache
def ordinary() -> Sample:
    """The demonstration's answers of an agency with two projects."""
    return _demo(ORDINARY)


@cache
def many_projects() -> Sample:
    """The demonstration's answers of the agency with most projects."""
    return _demo(MANY)


def _demo(agency: str) -> Sample:
    values = build_agency_answers(programme(), blank(agency=agency), 114)
    return _with_known_keys(sample(BOTH, agency=agency, the_answers=Answers(values)))


@cache
def nil() -> Sample:
    """Nothing was carried out: one reason for the whole agency, and whom to ask."""
    the_blank = blank(agency=MANY)
    values = build_agency_answers(programme(), the_blank, 114)
    despite = {each.id for each in the_blank.form.sections if each.despite_nil}
    kept = {place: value for place, value in values.items() if place.section in despite}
    kept[nil_place(None)] = "本年度預算未經審議通過，各計畫均未執行。"
    return _with_known_keys(sample(BOTH, agency=MANY, the_answers=Answers(kept)))


@cache
def stress() -> Sample:
    """30,000 characters in one narrative, 200 highlights, 10^13 元, names and lists without end."""
    the_blank = blank()
    values = build_agency_answers(programme(), the_blank, 114)
    first = the_blank.project_ids[0]
    values[Place(first, "results", None, "narrative")] = long_text(30_000)
    values |= _highlights(first, the_blank)
    for project in the_blank.project_ids:
        values |= _amounts(project)
    for name in ("preparer_name", "supervisor_name", "head_name"):
        values[Place(None, "officers", None, name)] = LONG_PERSON
    values[Place(None, "officers", None, "preparer_email")] = "a" * 60 + "@" + "b" * 50 + ".gov.tw"
    made = sample(BOTH, the_answers=Answers(values))
    return _with_known_keys(replace(made, payload=_with_long_names(made.payload)))


def _with_known_keys(made: Sample) -> Sample:
    """The same return on every run: keys of tests are made anew each time."""
    signers = tuple(
        msgspec.structs.replace(each, certificate_sha256=f"{number}" * 64)
        for number, each in enumerate(made.payload.signers, start=1)
    )
    payload = msgspec.structs.replace(made.payload, signers=signers)
    return replace(made, payload=payload, document=build_document(payload, made.blank))


def long_text(length: int) -> str:
    """Sentences, paragraphs and addresses of exactly that many characters."""
    return "".join(islice(cycle("".join(_SENTENCES)), length))


def _highlights(project: str, the_blank: Blank) -> dict[Place, StoredValue]:
    keys = tuple(f"r{number}" for number in range(1, HIGHLIGHTS + 1))
    sdgs, partners = (
        tuple(each.id for each in the_blank.form.choices(name)) for name in ("sdgs", "agencies")
    )
    values: dict[Place, StoredValue] = {Place(project, "highlights", None, ROWS): keys}
    for number, key in enumerate(keys):
        row: dict[str, StoredValue] = {
            "title": long_text(60).replace("\n", "") if number % 5 == 0 else f"案例{number}",
            "summary": long_text(40 + number * 37 % 800),
            "beneficiaries": 10**number if number < 14 else None,
            "sdgs": sdgs[: number % len(sdgs)],
            "partners": partners if number % 3 == 0 else partners[:2],
        }
        values |= {Place(project, "highlights", key, name): each for name, each in row.items()}
    return values


def _amounts(project: str) -> dict[Place, StoredValue]:
    amounts = {"available": 10**13, "allocated": 10**13 - 1, "paid": 9 * 10**12}
    return {Place(project, "budget", None, name): each for name, each in amounts.items()}


def _with_long_names(payload: Payload) -> Payload:
    projects = dict.fromkeys(payload.project_names, LONG_PROJECT)
    computed = dict(payload.computed)
    computed |= {f"{each}/basic/-/project_name": LONG_PROJECT for each in projects}
    computed |= {f"{each}/basic/-/agency_name": LONG_AGENCY for each in projects}
    signers = tuple(
        msgspec.structs.replace(each, person_name=LONG_PERSON) for each in payload.signers
    )
    return msgspec.structs.replace(
        payload,
        agency_name=LONG_AGENCY,
        project_names=projects,
        signers=signers,
        computed=computed,
    )


RETURNS = {"ordinary": ordinary, "many": many_projects, "nil": nil, "stress": stress}


def write_all(folder: Path) -> None:
    """The PDF of each, to be read page by page."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in RETURNS.items():
        made = build()
        (folder / f"{name}.pdf").write_bytes(write_pdf(made.payload, made.document))


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
