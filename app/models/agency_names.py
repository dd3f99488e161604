"""Agency names: the rule that selects one of the names an agency has borne over time.

A round calls each agency by the name valid on the day the round opens, on its screens and in its
messages, returns, receipts and reports alike, so that a document bears the same name whenever it
is printed or verified again. The opening day is the one date of a round that is fixed once anybody
has signed; the due date may still be moved. An agency renamed while a round is open bears
its new name from the next round on. What belongs to no round takes the day it is made or shown.
"""

from datetime import date

from app.models.programme import Programme
from app.models.rounds import Round


class AgencyNames:
    """Agency names as of the opening day of a round, or as of a day where there is no round.

    A code the programme does not know is returned as it is.
    """

    def __init__(self, programme: Programme, when: Round | date) -> None:
        self._programme = programme
        self._day = when.opens_on if isinstance(when, Round) else when

    def full(self, code: str) -> str:
        """The full name: 農業部."""
        try:
            return self._programme.agency(code).name_on(self._day)
        except KeyError:
            return code

    def short(self, code: str) -> str:
        """The short name: 國發會."""
        try:
            return self._programme.agency(code).short_name_on(self._day)
        except KeyError:
            return code

    def with_former(self, code: str) -> str:
        """The full name with the plan's where it differs: 農業部（原農業委員會）."""
        try:
            agency = self._programme.agency(code)
        except KeyError:
            return code
        name = agency.name_on(self._day)
        return name if name == agency.plan_name else f"{name}（原{agency.plan_name}）"

    def with_code(self, code: str) -> str:
        """The short name with the code: 國發會（NDC）; the code alone where it is unknown."""
        name = self.short(code)
        return code if name == code else f"{name}（{code}）"
