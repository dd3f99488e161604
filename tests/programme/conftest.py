"""What the programme tests share: the catalogue, and the plan's text where it is present."""

import pytest

from app.models.programme import Programme
from app.programme.catalogue_loader import load_catalogue
from tests.programme.plan_text import PLAN_PATH, PlanText, read_plan_text


@pytest.fixture(scope="session")
def programme() -> Programme:
    return load_catalogue()


@pytest.fixture(scope="session")
def plan() -> PlanText:
    if not PLAN_PATH.is_file():
        pytest.skip("the approved plan's text is not beside this checkout")
    return read_plan_text(PLAN_PATH)
