"""A round re-issued twice: three versions of a form, from the agency's draft to the report."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.exporting import export_return
from app.models.answers import Place
from app.models.earlier import EarlierStanding
from app.models.forms import FieldSpec, FieldType, FormSpec, RemovedField
from app.models.reviews import CommentAnswerKind, DecisionKind, Remark
from app.models.rounds import RoundKind
from app.models.signatures import SignerRole
from app.office.desk import OfficeDesk
from app.office.review.sheet import ReviewSheet, build_context, build_review_sheet
from app.programme.catalogue_loader import load_catalogue
from app.trust.certificates.certificate import fingerprint
from app.trust.keys.signing_keys import SigningKey, create_software_key
from app.trust.papers.enrolment import build_request, write_request
from tests.e2e.test_unseen_form import AGENCY, NOW, ROUND_ID, VISITS, report

pytestmark = pytest.mark.slow

OPINION, TRIPS = VISITS.sections
VERDICT, ADVICE = OPINION.fields
ON, PEOPLE = TRIPS.fields
FIRST = replace(
    VISITS,
    sections=(
        replace(OPINION, fields=(VERDICT, ADVICE)),
        replace(TRIPS, fields=(ON, replace(PEOPLE, type=FieldType.TEXT, unit=""))),
    ),
)
COUNSEL = replace(ADVICE, id="counsel", label="具體建議")
SECOND = replace(
    FIRST,
    version=FIRST.version + 1,
    sections=(
        replace(OPINION, fields=(VERDICT, COUNSEL)),
        replace(TRIPS, fields=(ON, PEOPLE)),
    ),
    removed=(
        RemovedField(
            section="opinion",
            field="advice",
            label=ADVICE.label,
            removed_in=FIRST.version + 1,
            renamed_to="opinion/counsel",
        ),
    ),
)
"""A field renamed, and one that was a text is a number."""
THIRD = replace(
    SECOND,
    version=SECOND.version + 1,
    sections=(
        replace(
            OPINION,
            fields=(VERDICT, COUNSEL, FieldSpec(id="host", label="接待人", type=FieldType.TEXT)),
        ),
        replace(TRIPS, fields=(ON,)),
    ),
)
"""A field added, and the number dropped."""

PROJECT = load_catalogue().projects_of(AGENCY)[0].id
ADVISED = Place(PROJECT, "opinion", None, "advice")
COUNSELLED = Place(PROJECT, "opinion", None, "counsel")


@dataclass
class Story:
    """An office and an agency, each with its store, and the files between them."""

    folder: Path
    office: OfficeDesk
    desk: AgencyDesk
    key: SigningKey
    clock: Callable[[], datetime]

    @property
    def draft(self) -> Draft:
        return self.desk.draft(ROUND_ID)

    def send_round_file(self) -> None:
        path = self.office.round_files.write(ROUND_ID, self.folder, [AGENCY])[AGENCY]
        known = self.desk.intake.preview(path).fingerprint
        self.desk.intake.receive(path, confirm_office=known)

    def reissue(self, form: FormSpec) -> None:
        self.office.rounds.reissue(ROUND_ID, form, reason="依會議決議")

    def sign(self, name: str) -> tuple[Path, Path]:
        pair = export_return(self.desk, self.draft, self.key, self.folder / name, now=self.clock())
        return pair.workbook, pair.pdf

    def send_in(self, files: tuple[Path, Path]) -> list[str]:
        return [each.code for each in self.office.inbox.import_files(files, now=self.clock())]

    def send_back(self, place: Place, text: str) -> None:
        remarks = (Remark(place=place.path, text=text),)
        self.office.review.decide(
            ROUND_ID, AGENCY, DecisionKind.SEND_BACK, remarks, "王督導", self.clock()
        )

    def review(self) -> ReviewSheet:
        form, received = self.office.returns.reviewed(ROUND_ID, AGENCY)
        round_ = self.office.rounds.get(ROUND_ID)
        context = build_context(received[-1], form, load_catalogue(), round_)
        return build_review_sheet(context, received, received[-1])


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    key = create_software_key(
        "陳小華", "MOE-01", "教育部",
        valid_from=NOW - timedelta(days=1), valid_until=NOW + timedelta(days=700),
    )  # fmt: skip
    role = SignerRole.PREPARER
    request = build_request(
        key, agency=AGENCY, person_id="MOE-01", person_name="陳小華", role=role, at=NOW
    )
    write_request(request, key, tmp_path / "moe.tbenrol")
    moment = [NOW]

    def clock() -> datetime:
        moment[0] += timedelta(seconds=1)
        return moment[0]

    with ExitStack() as stack:
        office = stack.enter_context(
            OfficeDesk.create(tmp_path / "office.tianbao", load_catalogue(), clock=clock)
        )
        office.keys.make("彙整機關的通行碼")
        office.rounds.open(
            RoundKind.ANNUAL_RESULTS, 114,
            opens_on=date(2026, 1, 5), due_on=date(2026, 2, 15), closes_on=date(2026, 3, 15),
            required_roles=(role,), form=FIRST,
        )  # fmt: skip
        waiting = office.enrolments.receive(tmp_path / "moe.tbenrol")
        office.enrolments.confirm(waiting.id, fingerprint(key.certificate), clock())
        desk = stack.enter_context(AgencyDesk.create(tmp_path / "moe.tianbao", clock=clock))
        story = Story(tmp_path, office, desk, key, clock)
        story.send_round_file()
        yield story


def _fill(draft: Draft) -> None:
    row = draft.rows.add(None, "visits")
    draft.commit(
        {
            Place(None, "visits", row, "on"): "2026-01-20",
            Place(None, "visits", row, "people"): "12",
        },
        "訪視",
    )
    verdicts = {Place(each, "opinion", None, "verdict"): "good" for each in draft.blank.project_ids}
    draft.commit(verdicts | {ADVISED: "多辦理"}, "意見")


def test_three_versions_of_a_form_from_draft_to_report(story: Story) -> None:
    _fill(story.draft)
    first = story.sign("first")
    assert story.send_in(first)[0] == "IMPORTED"
    story.send_back(ADVISED, "請說明次數")
    story.send_round_file()
    (remark,) = story.draft.remarks.all()
    story.draft.remarks.answer(remark, CommentAnswerKind.CORRECTED)
    late = story.sign("late")  # signed on the first version, and on its way when it changes

    story.reissue(SECOND)
    assert story.send_in(late)[0] == "FORM_VERSION_OTHER"
    assert story.office.rounds.file_news(ROUND_ID).reissued == (AGENCY,)
    story.send_round_file()
    assert story.office.rounds.file_news(ROUND_ID).reissued == ()
    draft = story.draft
    assert draft.answers.get(COUNSELLED) == "多辦理"
    (comment,) = draft.remarks.all()
    assert comment.place == COUNSELLED.path
    draft.remarks.answer(comment, CommentAnswerKind.KEPT_WITH_REASON, "每月一次")
    (entry,) = draft.set_aside.entries()
    assert (entry.labels[-1], entry.text, entry.is_asked_otherwise) == ("人數", "12", True)
    draft.set_aside.take_over(entry)
    assert story.send_in(story.sign("second"))[0] == "IMPORTED"

    sheet = story.review()
    assert sheet.baseline is not None and sheet.baseline.revision == 1
    rows = {each.place: each for each in sheet.rows}
    counsel = rows[COUNSELLED]
    assert (counsel.before, counsel.text, counsel.is_changed) == ("多辦理", "多辦理", False)
    (asked,) = counsel.past_comments
    assert asked.answer is not None and asked.answer.text == "每月一次"
    changed = [each.label for each in sheet.rows if each.is_changed]
    assert changed == ["訪視 1：人數（人）"], "a text that became a number is a change"

    held = story.office.returns.received(ROUND_ID, AGENCY)[-1]
    story.reissue(THIRD)
    merged = story.office.returns.merged(ROUND_ID)
    (moved,) = merged.returns
    assert merged.form == THIRD
    assert moved.payload_sha256 == held.payload_sha256 == held.payload.sha256()
    assert not any(each.place.endswith("/people") for each in moved.facts.values)
    assert story.office.facts.compare() == ()
    told, _book = report(merged, story.folder)
    assert "多辦理" in told and "12人" not in told
    assert held.payload.control_number().replace("-", "") in told.replace("-", "")
    assert story.review().current.payload == held.payload, "reviewed as it was asked"

    story.send_round_file()
    draft = story.draft
    draft.commit({Place(PROJECT, "opinion", None, "host"): "林主任"}, "接待人")
    assert [each.text for each in draft.set_aside.entries()] == ["12 人"]
    steps = 0
    while draft.journal.undo() is not None:
        steps += 1
    assert (len(draft.answers), draft.set_aside.entries()) == (0, ())
    for _ in range(steps):
        draft.journal.redo()
    assert [each.text for each in draft.set_aside.entries()] == ["12 人"]
    story.desk.draft(ROUND_ID)
    codes = story.send_in(story.sign("third"))
    assert codes[0] == "IMPORTED"


def test_accepted_values_of_an_earlier_round_come_as_the_new_form_asks(story: Story) -> None:
    _fill(story.draft)
    story.send_in(story.sign("first"))
    story.office.review.decide(ROUND_ID, AGENCY, DecisionKind.ACCEPT, (), "王督導", story.clock())
    story.office.rounds.open(
        RoundKind.ANNUAL_RESULTS, 115,
        opens_on=date(2026, 1, 5), due_on=date(2027, 2, 15), closes_on=date(2027, 3, 15),
        required_roles=(SignerRole.PREPARER,), form=SECOND,
    )  # fmt: skip
    path = story.office.round_files.write("115-annual", story.folder, [AGENCY])[AGENCY]
    story.desk.intake.receive(path)
    (earlier,) = story.desk.rounds.file("115-annual").earlier
    assert earlier.values[COUNSELLED.path] == "多辦理"
    assert not any(each.endswith("/people") for each in earlier.values)
    (year,) = story.desk.draft("115-annual").basis.earlier.years
    assert (year.standing, year.value(COUNSELLED)) == (EarlierStanding.ACCEPTED, "多辦理")
