"""Plausible merged rounds on the real catalogue, for tests of figures and reports."""

from collections.abc import Callable, Collection
from datetime import UTC, date, datetime
from decimal import Decimal
from random import Random

from app.forms.blank_builder import build_blank
from app.forms.check import check_draft
from app.forms.duties import owes_report
from app.forms.evaluation import evaluate
from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.messages import format_message
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.findings import Severity
from app.models.forms import Blank, FieldType, FormSpec
from app.models.programme import PeriodKind, Programme, Project, Target
from app.models.received import CountedReturn, MergedRound, ReceivedReturn
from app.models.returns import (
    ControlTotal,
    ExplainedFinding,
    Payload,
    build_data,
    build_nil_statements,
    canonical_bytes,
)
from app.models.reviews import ReturnState
from app.models.rounds import Round, RoundKind
from app.models.signatures import Carrier, SignerRole
from app.office.facts.building import build_facts
from app.programme.catalogue_loader import load_catalogue
from app.returns.document.computed_values import build_computed
from app.returns.judging.return_context import ReturnContext

BEHIND = frozenset({"P07", "P15", "P23", "P34"})
AHEAD = frozenset({"P12", "P33", "P39"})
OVER_CEILING = frozenset({"P33"})
"""Ahead in everything, hence also in what should stay below a ceiling."""
LONG_NARRATIVE = "P04"
RARE_NAME = "𠮷田㲿𨡸"
AMENDED = frozenset({"P03", "P18", "P35"})

_SENTENCES = (
    "本年度依核定內容辦理，並邀集地方政府、大專校院及社會創新組織共同參與。",
    "自 114 年 3 月起分北、中、南、東四區辦理徵件說明會，計 12 場次、參與者 846 人次。",
    "經審查後核定補助團隊，並由業師陪伴輔導，每月召開進度檢討會議。",
    "為利資源共享，已將教材、案例及操作手冊置於平臺，供各界自由取用。",
    "針對偏鄉及離島地區，採巡迴服務與線上並行，平均滿意度達 92.5%。",
    "後續將依參與者回饋調整課程內容，並強化與在地組織之合作（含青年返鄉者）。",
    "經費支用情形按月檢討，未達進度者由主辦單位召開會議督導改善。",
    "相關成果已於 11 月 8 日成果發表會公開展示，並以中、英文對照方式呈現。",
)


def build_round(year_roc: int = 114, *, is_demo: bool = False) -> Round:
    """An annual round due in February of the next year."""
    year = year_roc + 1912
    return Round(
        id=f"{year_roc}-annual",
        kind=RoundKind.ANNUAL_RESULTS,
        year_roc=year_roc,
        title=f"{year_roc} 年度執行成果",
        form_id="annual-results",
        form_version=1,
        form_sha256=form_sha256(load_form("annual-results")),
        opens_on=date(year, 1, 2),
        due_on=date(year, 2, 15),
        closes_on=date(year, 3, 1),
        nonce="ab" * 32,
        required_roles=(SignerRole.PREPARER, SignerRole.APPROVER),
        is_demo=is_demo,
    )


def build_received(
    programme: Programme,
    round_: Round,
    agency: str,
    answers: Answers,
    *,
    state: ReturnState = ReturnState.ACCEPTED,
    explained: tuple[ExplainedFinding, ...] = (),
) -> ReceivedReturn:
    """A first revision holding these answers, as the office would have it."""
    data = build_data(answers)
    blank = build_blank(load_form(round_.form_id), programme, round_, agency)
    payload = Payload(
        app_version="0",
        layout_version=1,
        typeface_set="none",
        programme_version=programme.version,
        programme_name=programme.name,
        project_names={each: programme.project(each).name for each in blank.project_ids},
        round_title=round_.title,
        agency_name=programme.agency(agency).plan_name,
        round_id=round_.id,
        round_nonce=round_.nonce,
        agency=agency,
        form_id=round_.form_id,
        form_version=round_.form_version,
        form_sha256=form_sha256(load_form("annual-results")),
        revision=1,
        supersedes_sha256=None,
        created_at=datetime(2026, 2, 3, 2, 0, tzinfo=UTC),
        is_demo=round_.is_demo,
        signers=(),
        explained=explained,
        nil_statements=build_nil_statements(answers),
        attachments=(),
        control_totals=tuple(
            ControlTotal(
                field=f"budget/{name}",
                label=f"{label}合計（元）",
                value=_sum(answers, programme, agency, *fields),
            )
            for name, label, fields in (
                ("available", "可支用預算數", ("available",)),
                ("allocated", "累計分配數", ("allocated",)),
                ("executed", "執行數", ("paid", "payable", "surplus", "prepaid")),
            )
        ),
        row_count=len(answers),
        content_sha256=str(len(canonical_bytes(data))).rjust(64, "0"),
        data=data,
        computed=build_computed(blank, evaluate(blank, programme, round_, answers)),
    )
    return ReceivedReturn(
        agency=agency,
        round_id=round_.id,
        revision=1,
        payload=payload,
        payload_sha256=payload.sha256(),
        state=state,
        received_at=datetime(2026, 2, 10, 6, 30, tzinfo=UTC),
        carriers=(Carrier.WORKBOOK, Carrier.PDF),
    )


def count_return(
    received: ReceivedReturn, programme: Programme, round_: Round, form: FormSpec
) -> CountedReturn:
    """The same as it counts in a round on that form."""
    blank = build_blank(form, programme, round_, received.agency)
    return CountedReturn(
        agency=received.agency,
        round_id=received.round_id,
        revision=received.revision,
        form_sha256=received.payload.form_sha256,
        payload_sha256=received.payload_sha256,
        state=received.state,
        received_at=received.received_at,
        facts=build_facts(received.payload, ReturnContext(programme, round_, blank)),
    )


def build_merged_round(
    *,
    missing: Collection[str] = ("FSC",),
    sent_back: Collection[str] = ("MOC",),
    seed: int = 114,
    is_demo: bool = True,
    narrative_length: Callable[[str], int] | None = None,
) -> MergedRound:
    """A merged round of the real programme: some behind, one missing, one sent back."""
    programme, round_ = load_catalogue(), build_round(is_demo=is_demo)
    form = load_form(round_.form_id)
    lengths = narrative_length or (lambda key: 3000 if key == LONG_NARRATIVE else 600)
    returns = []
    for agency in programme.agencies:
        if agency.code in missing or agency.code in sent_back:
            continue
        blank = build_blank(form, programme, round_, agency.code)
        answers = Answers(_AnswerMaker(programme, round_, blank, seed, lengths).make())
        received = build_received(
            programme, round_, agency.code, answers,
            explained=_explain(programme, round_, blank, answers),
        )  # fmt: skip
        returns.append(count_return(received, programme, round_, form))
    return MergedRound(
        form=form,
        programme=programme,
        round=round_,
        returns=tuple(returns),
        missing=tuple(missing),
        sent_back=tuple(sent_back),
    )


def _explain(
    programme: Programme, round_: Round, blank: Blank, answers: Answers
) -> tuple[ExplainedFinding, ...]:
    return tuple(
        ExplainedFinding(
            code=each.code,
            place=each.place.path,
            message=format_message(each.code, each.params),
            reason=f"依本年度實際辦理情形填列，{each.place.project or '機關'}已再次核對。",
        )
        for each in check_draft(blank, programme, round_, answers)
        if each.severity is Severity.WARNING
    )


def _sum(answers: Answers, programme: Programme, agency: str, *fields: str) -> int:
    total = 0
    for project in programme.projects_of(agency):
        for field in fields:
            value = answers.get(Place(project.id, "budget", None, field))
            total += value if isinstance(value, int) else 0
    return total


class _AnswerMaker:
    def __init__(
        self,
        programme: Programme,
        round_: Round,
        blank: Blank,
        seed: int,
        narrative_length: Callable[[str], int],
    ) -> None:
        self.programme = programme
        self.round = round_
        self.blank = blank
        self.seed = seed
        self.narrative_length = narrative_length
        self.targets = {each.id: each for each in programme.all_targets()}
        self.values: dict[Place, StoredValue] = {}

    def make(self) -> dict[Place, StoredValue]:
        self._fill_agency()
        for project_id in self.blank.project_ids:
            project = self.programme.project(project_id)
            if owes_report(project, self.round.year_roc):
                self._fill_project(project)
        return self.values

    def _put(self, project: str | None, section: str, row: str | None = None, /,
             **fields: StoredValue) -> None:  # fmt: skip
        for field, value in fields.items():
            self.values[Place(project, section, row, field)] = value

    def _fill_agency(self) -> None:
        code = self.blank.agency
        self._put(
            None, "officers",
            preparer_name="林怡君", preparer_title="科員", preparer_phone="02-2356-5511",
            preparer_email=f"{code.lower()}@example.tw", supervisor_name="陳冠宇",
            supervisor_title="科長", head_name=RARE_NAME, head_title="主任秘書",
        )  # fmt: skip
        self._put(None, "overview", summary=f"{code} 各計畫依核定內容推動，餘詳各計畫說明。")

    def _fill_project(self, project: Project) -> None:
        random = Random(f"{self.seed}-{project.id}")
        self._put(project.id, "basic", contact_name="張雅婷", contact_phone="02-2356-5512",
                  contact_email=f"{project.id.lower()}@example.tw")  # fmt: skip
        self._fill_budget(project, random)
        self._fill_targets(project, random)
        self._fill_texts(project, random)
        if project.id in BEHIND | OVER_CEILING:
            self._fill_delay(project)
        if project.id in AMENDED:
            self.values[Place(project.id, "amendments", None, ROWS)] = ("r1", "r2")
            for row in ("r1", "r2"):
                self._put(project.id, "amendments", row, field="content",
                          before="每年辦理成果發表 1 場次。", after="每年分區辦理成果發表 2 場次。",
                          reason="回應地方參與單位需求，並配合年度經費調整。")  # fmt: skip

    def _fill_budget(self, project: Project, random: Random) -> None:
        approved = project.budget(self.round.year_roc).amount_ntd or 0
        available = approved * random.choice((100, 100, 98)) // 100
        share = random.randint(55, 70) if project.id in BEHIND else random.randint(84, 96)
        if project.id in AHEAD:
            share = 100
        paid = available * share // 100
        rest = available - paid
        surplus = 0 if project.id in BEHIND else rest // 2
        allocated = available * 88 // 100 if project.id in AHEAD else available
        self._put(
            project.id,
            "budget",
            funding_source=("official",),
            available=available,
            allocated=allocated,
            paid=paid,
            payable=rest // 4,
            surplus=surplus,
            prepaid=0,
        )
        if available != approved:
            self._put(project.id, "budget", difference_note="依法定預算調整。")

    def _fill_targets(self, project: Project, random: Random) -> None:
        for section in self.blank.sections_of(project.id):
            for row in section.fixed_rows:
                if section.spec.id == "indicators":
                    target = self.targets[row.target_id or row.key]
                    low = 50 if project.id in BEHIND else 115 if project.id in AHEAD else 98
                    year, total = _achieve(
                        target, self.round.year_roc, random.randint(low, low + 10)
                    )
                    self._put(
                        project.id, "indicators", row.key, achieved=year, cumulative=total, note=""
                    )
                elif section.spec.id == "qualitative":
                    self._put(
                        project.id,
                        "qualitative",
                        row.key,
                        state="ongoing",
                        note="依規劃辦理，相關成果詳執行成果欄。",
                    )

    def _fill_texts(self, project: Project, random: Random) -> None:
        self._put(
            project.id,
            "results",
            own_progress="behind" if project.id in BEHIND else "on_track",
            beneficiaries=random.randint(120, 18_000),
            narrative=write_text(random, project.name, self.narrative_length(project.id)),
        )
        keys = tuple(f"r{number}" for number in range(1, random.randint(1, 3) + 1))
        self.values[Place(project.id, "highlights", None, ROWS)] = keys
        for number, key in enumerate(keys, start=1):
            self._put(
                project.id,
                "highlights",
                key,
                title=f"{project.name}亮點 {number}",
                summary=write_text(random, project.name, 260),
                beneficiaries=number * 40,
                sdgs=("4", "8", "17"),
                partners=("MOA", "MOENV"),
            )
        self._put(project.id, "next_year", focus=write_text(random, project.name, 150))

    def _fill_delay(self, project: Project) -> None:
        choices = {
            each.id: self.blank.form.choices(each.choices or "")[0].id
            for each in self.blank.form.section("delay").fields
            if each.type is FieldType.CHOICE
        }
        self._put(
            project.id,
            "delay",
            cause="合作單位採購程序較預期延後。",
            measures="每月召開進度會議，採分批驗收付款。",
            coordination="尚無。",
            improve_by="2026-03-31",
            catch_up_on="2026-06-30",
            **choices,
        )


def _achieve(target: Target, year_roc: int, percent: int) -> tuple[str, str | None]:
    share, period = Decimal(percent) / 100, target.period
    if target.unit in ("%", "％"):
        return str(min(Decimal(100), (target.aim * share).to_integral_value())), None
    if target.max is not None or period.kind in (PeriodKind.EACH_YEAR, PeriodKind.YEAR):
        return str((target.aim * share).to_integral_value()), None
    start = period.start_value or Decimal(0)
    first, last = period.first_year, period.last_year
    if period.kind is PeriodKind.EVERY_TWO_YEARS:
        first += (year_roc - first) // 2 * 2
        last = first + 1
    elapsed, length = year_roc - first + 1, last - first + 1
    total = (start + (target.aim - start) * share * elapsed / length).to_integral_value()
    achieved = ((total - start) / elapsed).to_integral_value()
    if period.kind in (PeriodKind.UNSTATED, PeriodKind.PER_SESSION, PeriodKind.BY_DATE):
        return str((target.aim * share).to_integral_value()), None
    return str(achieved), str(total)


def write_text(random: Random, subject: str, length: int) -> str:
    """Paragraphs about a subject, at least `length` characters, ending with rare characters."""
    text = f"「{subject}」"
    while len(text) < length:
        text += random.choice(_SENTENCES)
        if random.random() < 0.15:
            text += "\n"
    return text.rstrip("\n") + f"（聯絡人{RARE_NAME}）"
