"""Agency names as they stand in a document of a certain day."""

from datetime import date

from app.models.programme import Programme


class AgencyNames:
    """Names valid on a day; a former name is told once, where the agency is first mentioned."""

    def __init__(self, programme: Programme, day: date) -> None:
        self._agencies = {each.code: each for each in programme.agencies}
        self._day = day
        self._mentioned: set[str] = set()

    def current(self, code: str) -> str:
        """The full name valid on the day."""
        return self._agencies[code].name_on(self._day)

    def short(self, code: str) -> str:
        """The short name valid on the day."""
        return self._agencies[code].short_name_on(self._day)

    def with_former(self, code: str) -> str:
        """農業部（原農業委員會）; the plain name where nothing changed."""
        name, former = self.current(code), self._agencies[code].plan_name
        return name if name == former else f"{name}（原{former}）"

    def mention(self, code: str) -> str:
        """The name with its former one the first time, plain afterwards."""
        if code in self._mentioned:
            return self.current(code)
        self._mentioned.add(code)
        return self.with_former(code)
