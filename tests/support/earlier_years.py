"""Earlier rounds for tests that begin with a form, a draft or a rule, not with a round file."""

from collections.abc import Mapping

from app.models.answers import Answers, Place, StoredValue
from app.models.earlier import EarlierStanding, EarlierYear, EarlierYears


def build_earlier(
    values: Mapping[Place, StoredValue],
    year_roc: int = 113,
    standing: EarlierStanding = EarlierStanding.ACCEPTED,
) -> EarlierYear:
    """One earlier annual round."""
    return EarlierYear(
        round_id=f"{year_roc}-annual",
        title=f"{year_roc} 年度執行成果",
        year_roc=year_roc,
        standing=standing,
        answers=Answers(values),
    )


def last_year(values: Mapping[Place, StoredValue]) -> EarlierYears:
    """What was accepted in 113, and nothing before."""
    return EarlierYears((build_earlier(values),))
