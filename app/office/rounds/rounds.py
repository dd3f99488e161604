"""Rounds (填報期): opening one, keeping it, moving its dates."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, insert, select, update

from app.bench.forms import form_of_round, keep_form, load_forms
from app.errors import AppError
from app.forms.meaning import form_sha256
from app.models.forms import FormSpec
from app.models.programme import Programme
from app.models.returns import canonical_bytes
from app.models.rounds import ABOUT_MET_PERCENT, BEHIND_BELOW_PERCENT, Round, RoundKind
from app.models.signatures import SignerRole
from app.office.audit_log import load_entries
from app.office.bench import OfficeBench
from app.office.registry.certificates import load_policy, load_registry
from app.office.rounds.file_news import DATES_CHANGED, FORM_CHANGED, RoundFileNews, find_news
from app.office.rounds.form_choice import SHIPPED_FORMS, find_form
from app.office.rounds.programme_versions import load_programme
from app.returns.printable import ensure_texts_printable
from app.store.tables.office import round_opened

_ID_ENDINGS = {
    RoundKind.ANNUAL_RESULTS: "annual",
    RoundKind.HALF_YEAR: "half-year",
    RoundKind.FINAL_RESULTS: "final",
    RoundKind.RESOLUTIONS: "resolutions",
}
_NONCE_BYTES = 32


class OfficeRounds:
    """The rounds of an office store."""

    def __init__(self, bench: OfficeBench) -> None:
        self._bench = bench

    def all(self) -> tuple[Round, ...]:
        """All rounds, the newest first."""
        with self._bench.store.reading() as connection:
            return load_rounds(connection)

    def get(self, round_id: str) -> Round:
        """One round. Raises AppError ROUND_NOT_FOUND."""
        with self._bench.store.reading() as connection:
            return load_round(connection, round_id)[0]

    def programme_of(self, round_id: str) -> Programme:
        """The version of the plan a round was opened on. Raises AppError ROUND_NOT_FOUND."""
        with self._bench.store.reading() as connection:
            return load_programme(connection, load_round(connection, round_id)[1])

    def open(
        self,
        kind: RoundKind,
        year_roc: int,
        *,
        opens_on: date,
        due_on: date,
        closes_on: date,
        required_roles: Sequence[SignerRole],
        behind_below_percent: int = BEHIND_BELOW_PERCENT,
        about_met_percent: int = ABOUT_MET_PERCENT,
        is_demo: bool = False,
        form: FormSpec | None = None,
    ) -> Round:
        """Open a round on a form; without one on the newest of its kind.

        Raises AppError ROUND_EXISTS, those of `find_form` and `build_round`, and F112, F171 to F178
        where plan or form hold what no paper could show.
        """
        chosen = find_form(kind) if form is None else form
        with self._bench.store.writing() as connection:
            programme = load_programme(connection)
            ensure_texts_printable(programme, programme.name)
            ensure_texts_printable(chosen, chosen.title)
            opened = build_round(
                programme,
                kind,
                year_roc,
                opens_on=opens_on,
                due_on=due_on,
                closes_on=closes_on,
                required_roles=required_roles,
                behind_below_percent=behind_below_percent,
                about_met_percent=about_met_percent,
                is_demo=is_demo,
                form=chosen,
            )
            keep_form(connection, chosen, self._bench.now())
            _insert(connection, opened, programme.version, self._bench.now())
            self._bench.note(
                connection, "round_opened", opened.id, due_on=due_on, closes_on=closes_on
            )
        return opened

    def form_of(self, round_id: str) -> FormSpec:
        """The form a round asks for. Raises AppError ROUND_NOT_FOUND."""
        with self._bench.store.reading() as connection:
            return form_of_round(connection, load_round(connection, round_id)[0])

    def change_dates(
        self,
        round_id: str,
        *,
        opens_on: date | None = None,
        due_on: date | None = None,
        closes_on: date | None = None,
        reason: str,
    ) -> Round:
        """Move dates of a round (None leaves one as it is); the audit log keeps both, and why.

        Round files written before still carry the old dates: write them again.
        Raises AppError ROUND_NOT_FOUND, ROUND_DATES_INVALID, ROUND_REASON_MISSING.
        """
        dates = {"opens_on": opens_on, "due_on": due_on, "closes_on": closes_on}
        with self._bench.store.writing() as connection:
            before, _version = load_round(connection, round_id)
            after, moved = _move_dates(before, dates)
            if moved:
                if not reason.strip():
                    raise AppError("ROUND_REASON_MISSING", round=before.title)
                _update(connection, after)
                self._bench.note(
                    connection, DATES_CHANGED, round_id, **moved, reason=reason.strip()
                )
        return after

    def close(self, round_id: str, last_day: date, *, reason: str) -> Round:
        """Take no returns after a day; a due date behind it moves to it.

        A later last day, by `change_dates`, opens the round again. Raises those of `change_dates`.
        """
        present = self.get(round_id)
        return self.change_dates(
            round_id,
            due_on=min(present.due_on, last_day),
            closes_on=last_day,
            reason=reason,
        )

    def reissue(self, round_id: str, form: FormSpec, *, reason: str) -> Round:
        """Ask by another version of the form from now on; the audit log keeps both, and why.

        Drafts move to it with the next round file (`app.forms.form_move`), and the facts of what
        came in at once; a return made on the form before is FORM_VERSION_OTHER from now on.
        Raises AppError ROUND_NOT_FOUND, ROUND_FORM_OTHER, ROUND_FORM_SAME, ROUND_FORM_VERSION,
        ROUND_REASON_MISSING, STORED_PAYLOAD_DAMAGED; F112, F171 to F178 where the form holds what
        no paper could show.
        """
        # the first page of the office comes up without what returns are read with
        from app.office.facts.rebuilding import RoundEvidence, rebuild_round
        from app.office.search.storage import rebuild_index

        with self._bench.store.writing() as connection:
            before, version = load_round(connection, round_id)
            after = _change_form(before, form)
            if not reason.strip():
                raise AppError("ROUND_REASON_MISSING", round=before.title)
            ensure_texts_printable(form, form.title)
            keep_form(connection, form, self._bench.now())
            _update(connection, after)
            programme = load_programme(connection, version)
            rebuild_round(connection, RoundEvidence(after, programme, load_forms(connection)))
            rebuild_index(connection)
            self._bench.note(
                connection,
                FORM_CHANGED,
                round_id,
                form_version=f"{before.form_version} → {after.form_version}",
                reason=reason.strip(),
            )
        return after

    def file_news(self, round_id: str) -> RoundFileNews:
        """Who was sent what, who does not know of a change, and when all are to be renewed."""
        with self._bench.store.reading() as connection:
            entries = load_entries(connection, round_id)
            changed_at = load_policy(connection)[1]
            return find_news(entries, load_registry(connection), changed_at)


def openable_kinds() -> tuple[RoundKind, ...]:
    """The kinds of round there is a form for."""
    return tuple(SHIPPED_FORMS)


def _round_id(kind: RoundKind, year_roc: int) -> str:
    """`114-annual`"""
    return f"{year_roc}-{_ID_ENDINGS[kind]}"


def build_round(
    programme: Programme,
    kind: RoundKind,
    year_roc: int,
    *,
    opens_on: date,
    due_on: date,
    closes_on: date,
    required_roles: Sequence[SignerRole],
    form: FormSpec,
    behind_below_percent: int = BEHIND_BELOW_PERCENT,
    about_met_percent: int = ABOUT_MET_PERCENT,
    is_demo: bool = False,
) -> Round:
    """A new round with a nonce of its own.

    Raises AppError ROUND_YEAR_OUTSIDE, ROUND_DATES_INVALID, ROUND_ROLES_INVALID,
    ROUND_THRESHOLDS_INVALID.
    """
    if year_roc not in programme.years:
        years = programme.years
        raise AppError("ROUND_YEAR_OUTSIDE", year=year_roc, first=years[0], last=years[-1])
    roles = tuple(required_roles)
    if not roles or len(set(roles)) < len(roles):
        raise AppError("ROUND_ROLES_INVALID")
    if not 0 < behind_below_percent <= 100 or not 0 < about_met_percent <= 100:
        raise AppError(
            "ROUND_THRESHOLDS_INVALID", behind=behind_below_percent, about=about_met_percent
        )
    opened = Round(
        id=_round_id(kind, year_roc),
        kind=kind,
        year_roc=year_roc,
        title=_build_title(programme, kind, year_roc),
        form_id=form.id,
        form_version=form.version,
        form_sha256=form_sha256(form),
        opens_on=opens_on,
        due_on=due_on,
        closes_on=closes_on,
        nonce=secrets.token_hex(_NONCE_BYTES),
        required_roles=roles,
        behind_below_percent=behind_below_percent,
        about_met_percent=about_met_percent,
        is_demo=is_demo,
    )
    _ensure_dates(opened)
    return opened


def _ensure_dates(round_: Round) -> None:
    """Refuse dates out of order. Raises AppError ROUND_DATES_INVALID."""
    if not round_.opens_on <= round_.due_on <= round_.closes_on:
        raise AppError("ROUND_DATES_INVALID", round=round_.title)


def _insert(connection: Connection, round_: Round, programme_version: int, at: datetime) -> None:
    """Keep a new round. Raises AppError ROUND_EXISTS where its id is taken."""
    taken = select(round_opened.c.round_id).where(round_opened.c.round_id == round_.id)
    if connection.execute(taken).first() is not None:
        raise AppError("ROUND_EXISTS", round=round_.title)
    connection.execute(
        insert(round_opened).values(
            round_id=round_.id,
            kind=round_.kind.value,
            year_roc=round_.year_roc,
            programme_version=programme_version,
            content=canonical_bytes(round_).decode(),
            opened_at=at,
        )
    )


def _update(connection: Connection, round_: Round) -> None:
    """Keep a changed round in the place of the old one."""
    connection.execute(
        update(round_opened)
        .where(round_opened.c.round_id == round_.id)
        .values(content=canonical_bytes(round_).decode())
    )


def _move_dates(before: Round, dates: Mapping[str, date | None]) -> tuple[Round, dict[str, str]]:
    """The round with some dates moved, and what moved, in words.

    Raises AppError ROUND_DATES_INVALID.
    """
    moved = {
        key: day for key, day in dates.items() if day is not None and day != getattr(before, key)
    }
    after = msgspec.structs.replace(before, **moved)
    _ensure_dates(after)
    return after, {key: f"{getattr(before, key)} → {day}" for key, day in moved.items()}


def _change_form(before: Round, form: FormSpec) -> Round:
    """The round on another version of its form.

    Raises AppError ROUND_FORM_OTHER, ROUND_FORM_SAME, ROUND_FORM_VERSION.
    """
    digest = form_sha256(form)
    if form.id != before.form_id:
        raise AppError("ROUND_FORM_OTHER", form=form.title, found=form.id, expected=before.form_id)
    if digest == before.form_sha256:
        raise AppError("ROUND_FORM_SAME", form=form.title, version=form.version)
    if form.version == before.form_version:
        raise AppError("ROUND_FORM_VERSION", form=form.title, version=form.version)
    return msgspec.structs.replace(before, form_version=form.version, form_sha256=digest)


def load_rounds(connection: Connection) -> tuple[Round, ...]:
    """All rounds, the newest first."""
    query = select(round_opened.c.content).order_by(
        round_opened.c.year_roc.desc(), round_opened.c.opened_at.desc(), round_opened.c.round_id
    )
    return tuple(_decode(content) for content in connection.scalars(query))


def load_round(connection: Connection, wanted: str) -> tuple[Round, int]:
    """A round and the version of the programme it is on. Raises AppError ROUND_NOT_FOUND."""
    row = connection.execute(
        select(round_opened.c.content, round_opened.c.programme_version).where(
            round_opened.c.round_id == wanted
        )
    ).first()
    if row is None:
        raise AppError("ROUND_NOT_FOUND", round=wanted)
    return _decode(row.content), int(row.programme_version)


def _decode(content: str) -> Round:
    return msgspec.json.decode(content, type=Round)


def _build_title(programme: Programme, kind: RoundKind, year_roc: int) -> str:
    if kind is RoundKind.ANNUAL_RESULTS:
        return f"{year_roc} 年度執行成果"
    if kind is RoundKind.HALF_YEAR:
        return f"{year_roc} 年上半年執行進度"
    if kind is RoundKind.FINAL_RESULTS:
        return f"{programme.first_year}–{programme.last_year} 年度總執行成果"
    return f"{year_roc} 年列管事項辦理情形"
