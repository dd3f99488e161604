"""Free rows of a draft: adding, removing and moving them are changes like any other."""

from app.agency.drafts.change import Change
from app.agency.drafts.delta import build_value_delta
from app.agency.drafts.sheet import Sheet
from app.errors import AppError
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.forms import BlankSection

Values = dict[Place, StoredValue]


class Rows:
    """`draft.rows`: the sections in which the agency adds as many rows as it needs.

    Sections are named by project (None: the agency's own part) and id. Raises KeyError for a
    section without free rows, and for a row that is not there.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def add(self, project: str | None, section: str) -> str:
        """Append an empty row; returns its key. Raises AppError ROWS_FULL."""
        with self._sheet.lock:
            found = self._find(project, section)
            key = f"r{self._sheet.journal.next_row}"
            self._write(build_added_row(found, self._sheet.answers, key), f"新增{_name(found)}")
            return key

    def duplicate(self, project: str | None, section: str, key: str) -> str:
        """Add a row below another one that holds the same; its key. Raises AppError ROWS_FULL."""
        with self._sheet.lock:
            found = self._find(project, section)
            copied = f"r{self._sheet.journal.next_row}"
            values = build_copied_row(found, self._sheet.answers, key, copied)
            texts = {
                each._replace(row=copied): text
                for each, text in self._sheet.texts.items()
                if each[:3] == (project, section, key)
            }
            delta = build_value_delta(values, texts=texts)
            self._sheet.journal.write(delta, f"複製{self._named(found, key)}")
            return copied

    def remove(self, project: str | None, section: str, key: str) -> Change:
        """Take a row away with all it holds."""
        with self._sheet.lock:
            found = self._find(project, section)
            values = build_removed_row(found, self._sheet.answers, key)
            row = (project, section, key)
            texts = {each: None for each in self._sheet.texts if each[:3] == row}
            delta = build_value_delta(values, texts=texts)
            return self._sheet.journal.write(delta, f"刪除{self._named(found, key)}")

    def move(self, project: str | None, section: str, key: str, position: int) -> Change:
        """Put a row at a position, 0 being the first."""
        with self._sheet.lock:
            found = self._find(project, section)
            values = build_moved_row(found, self._sheet.answers, key, position)
            return self._write(values, f"移動{self._named(found, key)}")

    def _write(self, values: Values, label: str) -> Change:
        return self._sheet.journal.write(build_value_delta(values), label)

    def _named(self, section: BlankSection, key: str) -> str:
        """`亮點案例 2`: a row as the officer sees it now."""
        keys = self._sheet.answers.row_keys(section.project_id, section.spec.id)
        return f"{_name(section)} {keys.index(key) + 1}"

    def _find(self, project: str | None, section: str) -> BlankSection:
        found = self._sheet.index.section(project, section)
        if not self._sheet.index.accepts(rows_place(found)):
            raise KeyError(section)
        return found


def rows_place(section: BlankSection) -> Place:
    """Where a section keeps the order of its rows."""
    return Place(section.project_id, section.spec.id, None, ROWS)


def build_added_row(section: BlankSection, answers: Answers, key: str) -> Values:
    """Values that append an empty row. Raises AppError ROWS_FULL."""
    return {rows_place(section): (*_keys_with_room(section, answers), key)}


def build_copied_row(section: BlankSection, answers: Answers, key: str, copied: str) -> Values:
    """Values that put a copy of a row below it. Raises KeyError, AppError ROWS_FULL."""
    keys = _keys_with_room(section, answers)
    if key not in keys:
        raise KeyError(key)
    keys.insert(keys.index(key) + 1, copied)
    values: Values = {rows_place(section): tuple(keys)}
    for place, value in answers.items():
        if (place.project, place.section, place.row) == (section.project_id, section.spec.id, key):
            values[place._replace(row=copied)] = value
    return values


def build_removed_row(section: BlankSection, answers: Answers, key: str) -> Values:
    """Values that take a row away with all it holds. Raises KeyError for a row not there."""
    values: Values = {rows_place(section): tuple(_others(section, answers, key))}
    for place in answers:
        if (place.project, place.section, place.row) == (section.project_id, section.spec.id, key):
            values[place] = None
    return values


def build_moved_row(section: BlankSection, answers: Answers, key: str, position: int) -> Values:
    """Values that put a row at a position (0 is first). Raises KeyError for a row not there."""
    others = _others(section, answers, key)
    others.insert(position, key)
    return {rows_place(section): tuple(others)}


def _keys_with_room(section: BlankSection, answers: Answers) -> list[str]:
    keys = answers.row_keys(section.project_id, section.spec.id)
    rows = section.spec.rows
    assert rows is not None
    if len(keys) >= rows.max_rows:
        raise AppError("ROWS_FULL", section=section.spec.title, limit=rows.max_rows)
    return list(keys)


def _others(section: BlankSection, answers: Answers, key: str) -> list[str]:
    keys = answers.row_keys(section.project_id, section.spec.id)
    if key not in keys:
        raise KeyError(key)
    return [each for each in keys if each != key]


def _name(section: BlankSection) -> str:
    rows = section.spec.rows
    return (rows.label if rows is not None else "") or section.spec.title
