"""The parts of a programme are found by their ids, in its order, and only once looked for."""

import msgspec
import pytest

from app.models.programme import Programme
from app.programme.catalogue_loader import load_catalogue
from tests.support.programmes import build_programme

PLAN = load_catalogue()


def test_every_part_is_found_by_its_id() -> None:
    assert all(PLAN.agency(each.code) is each for each in PLAN.agencies)
    assert all(PLAN.project(each.id) is each for each in PLAN.projects)
    assert all(PLAN.strategy(each.id) is each for each in PLAN.strategies)
    assert all(PLAN.indicator(each.number) is each for each in PLAN.indicators)
    assert all(PLAN.target(each.id) is each for each in PLAN.all_targets())


def test_what_belongs_together_keeps_the_plan_s_order() -> None:
    for agency in PLAN.agencies:
        own = tuple(each for each in PLAN.projects if each.agency == agency.code)
        assert PLAN.projects_of(agency.code) == own
    for project in PLAN.projects:
        mapped = tuple(each for each in PLAN.indicators if project.id in each.projects)
        assert PLAN.indicators_of(project.id) == mapped


def test_a_stranger_is_not_found_and_owns_nothing() -> None:
    for find in (PLAN.agency, PLAN.project, PLAN.strategy, PLAN.target):
        with pytest.raises(KeyError):
            find("X99")
    with pytest.raises(KeyError):
        PLAN.indicator(99)
    assert PLAN.projects_of("X99") == ()
    assert PLAN.indicators_of("X99") == ()


def test_looking_a_part_up_leaves_the_value_as_it_was() -> None:
    plain, used = build_programme(), build_programme()
    used.agency("MOE")
    used.indicators_of("P01")
    assert used == plain
    assert msgspec.json.encode(used) == msgspec.json.encode(plain)
    renamed = msgspec.structs.replace(used, agencies=used.agencies[1:])
    with pytest.raises(KeyError):
        renamed.agency("MOE")


def test_nothing_is_walked_through_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    walks: list[str] = []

    class Walked(tuple):  # type: ignore[type-arg]
        def __iter__(self):  # type: ignore[no-untyped-def]
            walks.append("agencies")
            return super().__iter__()

    programme: Programme = msgspec.structs.replace(
        build_programme(), agencies=Walked(build_programme().agencies)
    )
    for _ in range(3):
        programme.agency("MOE")
        programme.agency("MOA")
    assert walks == ["agencies"]
