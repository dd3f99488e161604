"""What an agency is called: names come and go, and one rule says which of them is used.

A round calls each agency by the name valid on the day the round opens, on its screens and in its
messages, returns, receipts and reports alike, so that a paper says the same name whenever it is
printed or checked again. The opening day is the one date of a round that stands once anybody has
signed; the due date is moved as a matter of course. An agency renamed while a round is open bears
its new name from the next round on. What belongs to no round takes the day it is made or shown.
"""

from datetime import date

from app.models.programme import Programme
from app.models.rounds import Round


class AgencyNames:
    """The names of a round's agencies; of a day's, where there is no round.

    A code the programme does not have (a stranger's) stands for itself.
    """

    def __init__(self, programme: Programme, when: Round | date) -> None:
        self._programme = programme
        self._day = when.opens_on if isinstance(when, Round) else when

    def full(self, code: str) -> str:
        """農業部"""
        try:
            return self._programme.agency(code).name_on(self._day)
        except KeyError:
            return code

    def short(self, code: str) -> str:
        """國發會"""
        try:
            return self._programme.agency(code).short_name_on(self._day)
        except KeyError:
            return code

    def with_former(self, code: str) -> str:
        """農業部（原農業委員會）; the full name alone where the plan uses it too."""
        try:
            agency = self._programme.agency(code)
        except KeyError:
            return code
        name = agency.name_on(self._day)
        return name if name == agency.plan_name else f"{name}（原{agency.plan_name}）"

    def with_code(self, code: str) -> str:
        """國發會（NDC）; a stranger's code alone."""
        name = self.short(code)
        return code if name == code else f"{name}（{code}）"
