"""A reviewer decides about the latest revision, says why, and everything is kept."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import AppError
from app.models.answers import Place, StoredValue, nil_place
from app.models.returns import Payload
from app.models.reviews import (
    Decision,
    DecisionKind,
    Remark,
    ReportBasis,
    ReturnState,
    ReviewComment,
)
from app.models.rounds import Round
from app.models.signatures import Carrier
from app.office.desk import OfficeDesk
from app.office.review.decision_rules import possible_decisions
from app.programme.catalogue_loader import load_catalogue
from app.reports.return_reader import read_evaluation
from tests.office.scenes import DUE, NOON, chain, make_payload, refusal_of, write_file

pytestmark = pytest.mark.slow

LATER = NOON + timedelta(days=2)


def comment(text: str = "請說明執行率。", place: str | None = None) -> Remark:
    return Remark(place=place, text=text)


def decide(
    desk: OfficeDesk,
    kind: DecisionKind,
    *comments: Remark,
    agency: str = "MOFA",
    by: str = "李審查",
    revision: int | None = None,
) -> None:
    desk.review.decide("114-annual", agency, kind, comments, by, LATER, revision=revision)


def refusal(desk: OfficeDesk, kind: DecisionKind, *comments: Remark, **more: object) -> str:
    before = (desk.records.audit_entries(), desk.returns.received("114-annual", "MOFA"))
    with pytest.raises(AppError) as caught:
        decide(desk, kind, *comments, **more)  # type: ignore[arg-type]
    assert (desk.records.audit_entries(), desk.returns.received("114-annual", "MOFA")) == before
    return refusal_of(caught.value)


def latest_decision(desk: OfficeDesk) -> Decision:
    """The last one about the agency's latest revision."""
    found = desk.returns.received("114-annual", "MOFA")[-1].decision
    assert found is not None
    return found


def state(desk: OfficeDesk, agency: str = "MOFA") -> ReturnState:
    rows = {each.agency: each for each in desk.overview.rows("114-annual", DUE)}
    return rows[agency].state


@pytest.fixture
def received(desk: OfficeDesk, annual: Round, tmp_path: Path) -> OfficeDesk:
    """A desk with the first revision of MOFA."""
    desk.inbox.import_files([write_file(tmp_path, chain(annual)[0])], now=NOON)
    return desk


def test_a_received_return_waits_for_review_and_can_be_accepted(received: OfficeDesk) -> None:
    assert state(received) is ReturnState.UNDER_REVIEW
    decide(received, DecisionKind.ACCEPT)
    assert state(received) is ReturnState.ACCEPTED
    (held,) = received.returns.received("114-annual", "MOFA")
    assert held.state is ReturnState.ACCEPTED
    assert held.decision is not None
    assert (held.decision.kind, held.decision.decided_at) == (DecisionKind.ACCEPT, LATER)


def test_sending_back_keeps_the_comments_at_their_places(received: OfficeDesk) -> None:
    remarks = (comment("請補充。"), comment("摘要過短。", "-/overview/-/summary"))
    decide(received, DecisionKind.SEND_BACK, *remarks)
    assert state(received) is ReturnState.SENT_BACK
    decision = latest_decision(received)
    assert decision.revision == 1
    assert decision.comments == tuple(
        ReviewComment(
            id=f"r1-{number}", place=each.place, text=each.text, author="李審查", written_at=LATER
        )
        for number, each in enumerate(remarks, start=1)
    )


def test_an_id_of_a_comment_is_never_given_twice(
    received: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    decide(received, DecisionKind.SEND_BACK, comment("請補充。"), comment("請說明。"))
    decide(received, DecisionKind.REOPEN)
    decide(received, DecisionKind.SEND_BACK, comment("改問別的。"))
    assert [each.id for each in latest_decision(received).comments] == ["r1-3"]
    received.inbox.import_files([write_file(tmp_path, chain(annual)[1])], now=LATER)
    decide(received, DecisionKind.SEND_BACK, comment("再補充。"))
    assert [each.id for each in latest_decision(received).comments] == ["r2-1"]


def test_a_new_revision_of_a_sent_back_return_waits_for_review(
    received: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    decide(received, DecisionKind.SEND_BACK, comment())
    received.inbox.import_files([write_file(tmp_path, chain(annual)[1])], now=LATER)
    assert state(received) is ReturnState.UNDER_REVIEW
    first, second = received.returns.received("114-annual", "MOFA")
    assert (first.state, second.state) == (ReturnState.SENT_BACK, ReturnState.UNDER_REVIEW)
    assert (first.decision is not None, second.decision) == (True, None)


def test_a_new_revision_of_an_accepted_return_is_reviewed_anew(
    received: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    decide(received, DecisionKind.ACCEPT)
    received.inbox.import_files([write_file(tmp_path, chain(annual)[1])], now=LATER)
    assert state(received) is ReturnState.UNDER_REVIEW


def test_a_review_can_be_reopened_and_decided_again(received: OfficeDesk) -> None:
    decide(received, DecisionKind.ACCEPT)
    decide(received, DecisionKind.REOPEN)
    assert state(received) is ReturnState.UNDER_REVIEW
    decide(received, DecisionKind.SEND_BACK, comment())
    entries = received.records.audit_entries("114-annual")
    decided = [DecisionKind(each.detail["kind"]) for each in entries if each.action == "decided"]
    assert decided == [DecisionKind.ACCEPT, DecisionKind.REOPEN, DecisionKind.SEND_BACK]
    assert latest_decision(received).kind is DecisionKind.SEND_BACK


@pytest.mark.parametrize(
    ("state_before", "offered"),
    [
        (ReturnState.NOT_RECEIVED, ()),
        (ReturnState.OVERDUE, ()),
        (ReturnState.UNDER_REVIEW, (DecisionKind.ACCEPT, DecisionKind.SEND_BACK)),
        (ReturnState.ACCEPTED, (DecisionKind.REOPEN,)),
        (ReturnState.SENT_BACK, (DecisionKind.REOPEN,)),
    ],
)
def test_only_what_the_state_allows_is_offered(
    state_before: ReturnState, offered: tuple[DecisionKind, ...]
) -> None:
    assert possible_decisions(state_before) == offered


def test_a_decision_the_state_does_not_allow_is_refused(received: OfficeDesk) -> None:
    assert refusal(received, DecisionKind.REOPEN) == "DECISION_NOT_POSSIBLE"
    decide(received, DecisionKind.ACCEPT)
    assert refusal(received, DecisionKind.SEND_BACK, comment()) == "DECISION_NOT_POSSIBLE"


def test_nothing_can_be_decided_about_nothing(received: OfficeDesk) -> None:
    code = refusal(received, DecisionKind.ACCEPT, agency="MOE")
    assert code == "DECISION_NOTHING_RECEIVED"
    assert refusal(received, DecisionKind.ACCEPT, agency="NASA") == "AGENCY_UNKNOWN"


def test_sending_back_without_saying_why_is_refused(received: OfficeDesk) -> None:
    assert refusal(received, DecisionKind.SEND_BACK) == "DECISION_WITHOUT_COMMENT"
    assert refusal(received, DecisionKind.SEND_BACK, comment(" ")) == "DECISION_COMMENT_EMPTY"
    assert refusal(received, DecisionKind.ACCEPT, by=" ") == "DECISION_WITHOUT_NAME"


@pytest.mark.parametrize(
    "place", ["nowhere", "P01/results/-/narrative", "-/overview/-/iq", "P25/nothing/-/narrative"]
)
def test_a_comment_on_a_place_that_is_not_on_the_form_is_refused(
    received: OfficeDesk, place: str
) -> None:
    code = refusal(received, DecisionKind.SEND_BACK, comment(place=place))
    assert code == "DECISION_PLACE_UNKNOWN"


def test_a_comment_may_be_about_a_whole_section(received: OfficeDesk) -> None:
    decide(received, DecisionKind.SEND_BACK, comment(place="-/overview/-/-"))
    assert state(received) is ReturnState.SENT_BACK


def test_a_reviewer_who_read_an_older_revision_is_told(
    received: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    received.inbox.import_files([write_file(tmp_path, chain(annual)[1])], now=LATER)
    assert refusal(received, DecisionKind.ACCEPT, revision=1) == "DECISION_OUTDATED"
    decide(received, DecisionKind.ACCEPT, revision=2)
    assert state(received) is ReturnState.ACCEPTED


def test_decisions_are_logged_with_the_reviewers_name(received: OfficeDesk) -> None:
    decide(received, DecisionKind.SEND_BACK, comment(), by=" 李審查 ")
    entry = received.records.audit_entries("114-annual")[-1]
    assert (entry.actor, entry.action) == ("李審查", "decided")
    assert entry.detail == {
        "agency": "MOFA",
        "revision": "1",
        "kind": "send_back",
        "comments": "1",
    }


@pytest.mark.parametrize("name", ["王" * 65, "王\x1b[2J", "王\u202e明", "王\n✓ 驗章通過"])
def test_nobody_decides_under_a_name_that_is_none(received: OfficeDesk, name: str) -> None:
    with pytest.raises(AppError, match="NAME_UNFIT"):
        decide(received, DecisionKind.ACCEPT, by=name)


def test_the_log_counts_on_and_keeps_everything(received: OfficeDesk, tmp_path: Path) -> None:
    decide(received, DecisionKind.ACCEPT)
    entries = received.records.audit_entries()
    assert [each.sequence for each in entries] == list(range(1, len(entries) + 1))
    assert [each.action for each in entries] == [
        "programme_stored",
        "office_key_made",
        "round_opened",
        "decided",
    ]
    assert all(each.actor for each in entries)


def test_the_overview_names_every_agency_in_appendix_order(received: OfficeDesk) -> None:
    rows = received.overview.rows("114-annual", DUE)
    assert [each.agency for each in rows] == [
        each.code for each in received.records.programme.agencies
    ]
    moe, mofa = rows[3], rows[9]
    assert (moe.state, moe.revision, moe.received_at, moe.projects) == (
        ReturnState.NOT_RECEIVED,
        None,
        None,
        2,
    )
    assert (mofa.revision, mofa.received_at, mofa.carriers) == (1, NOON, (Carrier.WORKBOOK,))


@pytest.mark.parametrize(
    ("today", "days"), [(DUE, 0), (date(2026, 2, 16), 1), (date(2026, 3, 1), 14)]
)
def test_an_agency_is_overdue_from_the_day_after_the_due_date(
    received: OfficeDesk, today: date, days: int
) -> None:
    row = received.overview.rows("114-annual", today)[0]
    assert row.days_late == days
    assert row.state is (ReturnState.OVERDUE if days else ReturnState.NOT_RECEIVED)


def test_a_received_return_is_never_overdue(received: OfficeDesk) -> None:
    row = received.overview.rows("114-annual", date(2026, 3, 1))[9]
    assert (row.state, row.days_late) == (ReturnState.UNDER_REVIEW, 0)


def test_the_overview_counts_warnings_and_amendments(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    desk.inbox.import_files(
        [write_file(tmp_path, make_payload(annual, each)) for each in ("MODA", "MOFA")],
        now=datetime(2026, 2, 11, tzinfo=UTC),
    )
    rows = {each.agency: each for each in desk.overview.rows(annual.id, DUE)}
    assert (rows["MODA"].projects, rows["MODA"].amendments) == (3, 1)
    assert (rows["MOFA"].projects, rows["MOFA"].amendments) == (1, 0)


def _nothing_to_report(annual: Round, agency: str, *projects: str | None) -> Payload:
    """A return whose projects (None: all) state that there is nothing to report."""
    usual = make_payload(annual, agency).answers()
    changes: dict[Place, StoredValue] = {
        place: None
        for place in usual
        if place.section != "officers" and (None in projects or place.project in projects)
    }
    changes |= {nil_place(each): "補助款未核撥。" for each in projects}
    return make_payload(annual, agency, changes=changes)


def test_a_nil_statement_counts_as_delivered_and_not_as_complete_data(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payloads = (
        _nothing_to_report(annual, "MOFA", None),
        _nothing_to_report(annual, "MODA", load_catalogue().projects_of("MODA")[0].id),
        make_payload(annual, "MOTC"),
    )
    results = desk.inbox.import_files([write_file(tmp_path, each) for each in payloads], now=NOON)
    assert [each.code for each in results] == ["IMPORTED"] * 3
    assert [each.nil_statements for each in results] == [each.nil_statements for each in payloads]
    rows = {each.agency: each for each in desk.overview.rows(annual.id, date(2026, 3, 1))}
    codes = [each.agency for each in payloads]
    counts = {each: (rows[each].nil_projects, rows[each].is_nil) for each in codes}
    assert counts == {"MOFA": (1, True), "MODA": (1, False), "MOTC": (0, False)}
    assert rows["MOFA"].state is ReturnState.UNDER_REVIEW
    merged = desk.returns.merged(annual.id)
    assert "MOFA" not in merged.missing
    mofa = next(each for each in merged.returns if each.agency == "MOFA")
    assert read_evaluation(mofa.facts).answers == payloads[0].answers()
    assert desk.returns.sections(annual.id).get("MOFA", {}) == {}


def test_values_beside_a_nil_statement_are_refused_on_import(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    payload = make_payload(annual, "MOFA", changes={nil_place(None): "補助款未核撥。"})
    (result,) = desk.inbox.import_files([write_file(tmp_path, payload)], now=NOON)
    assert (result.code, result.params["finding"]) == ("RETURN_HAS_ERRORS", "F118")


def test_a_merged_round_has_the_latest_revisions_in_appendix_order(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, _third = chain(annual, "MOTC")
    mofa = make_payload(annual, "MOFA")
    paths = [write_file(tmp_path, each) for each in (first, second, mofa)]
    desk.inbox.import_files(paths, now=NOON)
    merged = desk.returns.merged(annual.id)
    counted = [each.payload_sha256 for each in merged.returns]
    assert counted == [mofa.sha256(), second.sha256()]
    assert (len(merged.missing), merged.sent_back) == (15, ())
    assert "MOFA" not in merged.missing
    assert (merged.programme, merged.round) == (desk.records.programme, annual)


def counted(desk: OfficeDesk, basis: ReportBasis) -> list[tuple[str, int]]:
    merged = desk.returns.merged("114-annual", basis)
    return [(each.agency, each.revision) for each in merged.returns]


def test_what_was_accepted_stands_until_another_revision_is(
    desk: OfficeDesk, annual: Round, tmp_path: Path
) -> None:
    first, second, third = chain(annual)
    desk.inbox.import_files([write_file(tmp_path, first)], now=NOON)
    assert counted(desk, ReportBasis.ACCEPTED) == []
    assert desk.returns.merged(annual.id, ReportBasis.ACCEPTED).waiting == ("MOFA",)
    assert counted(desk, ReportBasis.ALL) == [("MOFA", 1)]
    decide(desk, DecisionKind.ACCEPT)
    desk.inbox.import_files([write_file(tmp_path, second)], now=NOON)
    assert counted(desk, ReportBasis.ACCEPTED) == [("MOFA", 1)], "nobody has decided"
    assert counted(desk, ReportBasis.ALL) == [("MOFA", 2)]
    decide(desk, DecisionKind.SEND_BACK, comment())
    for basis in ReportBasis:
        assert counted(desk, basis) == [("MOFA", 1)], "sending back removes nothing"
    merged = desk.returns.merged(annual.id)
    assert (merged.sent_back, merged.waiting) == ((), ())
    desk.inbox.import_files([write_file(tmp_path, third)], now=NOON)
    decide(desk, DecisionKind.ACCEPT)
    assert counted(desk, ReportBasis.ACCEPTED) == [("MOFA", 3)]
    decide(desk, DecisionKind.REOPEN)
    assert counted(desk, ReportBasis.ACCEPTED) == [("MOFA", 1)], "it is no longer accepted"


def test_an_agency_sent_back_that_never_passed_is_named_as_revising(
    received: OfficeDesk,
) -> None:
    decide(received, DecisionKind.SEND_BACK, comment())
    for basis in ReportBasis:
        merged = received.returns.merged("114-annual", basis)
        assert (merged.returns, merged.sent_back) == ((), ("MOFA",))
        assert "MOFA" not in merged.missing
