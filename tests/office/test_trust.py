"""What the office verifies files against: its own plan, rounds and registry as they stand."""

from datetime import timedelta

from app.models.rounds import Round
from app.office.desk import OfficeDesk
from tests.office.scenes import NOON, Clock


def test_the_offices_own_registry_is_never_out_of_date(desk: OfficeDesk, annual: Round) -> None:
    much_later = NOON + timedelta(days=2000)
    trust = desk.trust.context(much_later)
    assert (trust.now, trust.rounds) == (much_later, (annual,))
    assert trust.programme == desk.records.programme
    assert trust.registry.issued_at == much_later < trust.registry.next_update
    assert trust.registry.sequence == desk.registry.current().sequence


def test_the_timestamps_that_count_are_those_of_the_authorities_named_last(
    desk: OfficeDesk,
) -> None:
    assert desk.trust.context(NOON).timestamp_authorities == ()
    desk.close()
    with OfficeDesk.open(desk.path, clock=Clock(), timestamp_authorities=["one"]) as again:
        assert again.trust.context(NOON).timestamp_authorities == ("one",)
        again.trust.rely_on(["another"])
        assert again.trust.context(NOON).timestamp_authorities == ("another",)
