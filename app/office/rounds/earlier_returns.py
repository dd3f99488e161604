"""What was accepted of each agency in earlier rounds, as its next round file brings it."""

from collections.abc import Iterator, Mapping

from sqlalchemy import Connection

from app.forms.form_move import move_data
from app.models.answers import StoredValue, parse_place
from app.models.forms import FIGURE_TYPES, FieldType, FormSpec
from app.models.programme import Programme
from app.models.returns import Payload
from app.models.rounds import EarlierReturn, Round
from app.office.importing.received_returns import load_accepted
from app.office.rounds.rounds import load_rounds

_KEPT_COMPUTED = (*FIGURE_TYPES, FieldType.CHOICE)


class EarlierReturns:
    """The accepted returns of the rounds of one kind before a round, read once for all agencies."""

    def __init__(
        self,
        connection: Connection,
        round_: Round,
        programme: Programme,
        forms: Mapping[str, FormSpec],
    ) -> None:
        self._programme = programme
        self._forms = forms
        self._form = forms[round_.form_sha256]
        self._accepted = [
            (each, load_accepted(connection, each.id))
            for each in load_rounds(connection)
            if each.kind is round_.kind and each.year_roc < round_.year_roc
        ]
        self._holders = [
            {_project_of(path): code for code, payload in payloads.items() for path in payload.data}
            for _, payloads in self._accepted
        ]
        """By whom each project was reported, round by round."""

    def of(self, agency: str) -> tuple[EarlierReturn, ...]:
        """What the agency's round file brings, the newest round first.

        Its own returns whole; of those of others what they stated of projects that are its own now.
        """
        own = {each.id for each in self._programme.projects_of(agency)}
        return tuple(self._walk(agency, own))

    def _walk(self, agency: str, own: set[str]) -> Iterator[EarlierReturn]:
        for (round_, payloads), holders in zip(self._accepted, self._holders, strict=True):
            if agency in payloads:
                yield self._build(round_, payloads[agency], None)
            others = {code for each in own if (code := holders.get(each)) is not None} - {agency}
            for code in sorted(others):
                yield self._build(round_, payloads[code], own)

    def _build(self, round_: Round, payload: Payload, projects: set[str] | None) -> EarlierReturn:
        """As the form of the present round asks; `projects` leaves out all others."""
        old = self._forms[payload.form_sha256]
        computed = _keep_figures(payload.computed, old)

        def pick(values: Mapping[str, StoredValue]) -> dict[str, StoredValue]:
            moved = move_data(values, old, self._form)
            return {path: value for path, value in moved.items()
                    if projects is None or _project_of(path) in projects}  # fmt: skip

        return EarlierReturn(
            round_id=round_.id,
            title=round_.title,
            year_roc=round_.year_roc,
            agency=payload.agency,
            revision=payload.revision,
            payload_sha256=payload.sha256(),
            values=pick(payload.data),
            computed=pick(computed),
        )


def _project_of(path: str) -> str:
    return path.partition("/")[0]


def _keep_figures(computed: Mapping[str, StoredValue], form: FormSpec) -> dict[str, StoredValue]:
    """The figures and states; texts say what the plan says, or how a state came about."""
    kept = {
        (section.id, field.id)
        for section in form.sections
        for field in section.fields
        if field.shown_type in _KEPT_COMPUTED
    }
    places = ((parse_place(path), value) for path, value in computed.items())
    return {place.path: value for place, value in places if (place.section, place.field) in kept}
