"""A value of an older form is kept at its place in the newer one, or set aside; none is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from app.forms.form_loader import load_form
from app.forms.form_move import FieldChange, FieldChangeKind, FormMove, move_answers
from app.models.answers import ROWS, Answers, Place, StoredValue, nil_place, parse_place
from app.models.forms import (
    Choice,
    ChoiceList,
    FieldSpec,
    FieldType,
    FormSpec,
    RemovedField,
    RowSource,
    RowsSpec,
    Scope,
    SectionSpec,
)

TEXT, LONG, MONEY = FieldType.TEXT, FieldType.LONG_TEXT, FieldType.MONEY


def _form(*sections: SectionSpec, **changes: object) -> FormSpec:
    lists = (ChoiceList(id="moods", choices=tuple(Choice(id=each, label=each) for each in "ab")),)
    form = FormSpec(id="visits", version=1, title="訪視", sections=sections, choice_lists=lists)
    return replace(form, **changes)


def _section(
    section_id: str = "s", /, rows: RowSource | None = None, **types: FieldType
) -> SectionSpec:
    """A section for each project, its fields by id and type."""
    return SectionSpec(
        id=section_id,
        title=f"節 {section_id}",
        scope=Scope.PROJECT,
        rows=None if rows is None else RowsSpec(source=rows),
        fields=tuple(
            FieldSpec(
                id=each,
                label=f"欄 {each}",
                type=kind,
                choices="moods" if kind in (FieldType.CHOICE, FieldType.MULTI_CHOICE) else None,
            )
            for each, kind in types.items()
        ),
    )


def _renamed(section: str, field: str, to: str) -> RemovedField:
    return RemovedField(section=section, field=field, label="舊欄", removed_in=2, renamed_to=to)


def _without_b(form: FormSpec) -> FormSpec:
    return replace(
        form, choice_lists=(ChoiceList(id="moods", choices=(Choice(id="a", label="a"),)),)
    )


FREE, TARGETS = RowSource.FREE, RowSource.TARGETS
CASES: dict[str, tuple[FormSpec, FormSpec, str, StoredValue, str | None]] = {
    "same": (_form(_section(x=MONEY)), _form(_section(x=MONEY)), "P/s/-/x", 1, "P/s/-/x"),
    "removed": (_form(_section(x=MONEY, y=TEXT)), _form(_section(y=TEXT)), "P/s/-/x", 1, None),
    "section removed": (
        _form(_section(x=MONEY), _section("t", x=TEXT)), _form(_section("t", x=TEXT)),
        "P/s/-/x", 1, None,
    ),
    "type changed": (_form(_section(x=TEXT)), _form(_section(x=MONEY)), "P/s/-/x", "1", None),
    "text made long": (
        _form(_section(x=TEXT)), _form(_section(x=LONG)), "P/s/-/x", "一", "P/s/-/x",
    ),
    "long text made short": (
        _form(_section(x=LONG)), _form(_section(x=TEXT)), "P/s/-/x", "一", None,
    ),
    "renamed": (
        _form(_section(x=MONEY)),
        _form(_section(y=MONEY), removed=(_renamed("s", "x", "s/y"),)),
        "P/s/-/x", 1, "P/s/-/y",
    ),
    "renamed twice": (
        _form(_section(x=MONEY)),
        _form(_section(z=MONEY), removed=(_renamed("s", "x", "s/z"), _renamed("s", "y", "s/z"))),
        "P/s/-/x", 1, "P/s/-/z",
    ),
    "renamed back": (
        _form(_section(y=MONEY), removed=(_renamed("s", "x", "s/y"),)),
        _form(_section(x=MONEY)),
        "P/s/-/y", 1, "P/s/-/x",
    ),
    "renamed onto a field that was there": (
        _form(_section(x=MONEY, y=MONEY)),
        _form(_section(y=MONEY), removed=(_renamed("s", "x", "s/y"),)),
        "P/s/-/x", 1, None,
    ),
    "two renamed to one: the first": (
        _form(_section(x=MONEY, y=MONEY)),
        _form(_section(z=MONEY), removed=(_renamed("s", "x", "s/z"), _renamed("s", "y", "s/z"))),
        "P/s/-/x", 1, "P/s/-/z",
    ),
    "two renamed to one: the second": (
        _form(_section(x=MONEY, y=MONEY)),
        _form(_section(z=MONEY), removed=(_renamed("s", "x", "s/z"), _renamed("s", "y", "s/z"))),
        "P/s/-/y", 1, None,
    ),
    "choice kept": (
        _form(_section(x=FieldType.CHOICE)), _without_b(_form(_section(x=FieldType.CHOICE))),
        "P/s/-/x", "a", "P/s/-/x",
    ),
    "choice no longer offered": (
        _form(_section(x=FieldType.CHOICE)), _without_b(_form(_section(x=FieldType.CHOICE))),
        "P/s/-/x", "b", None,
    ),
    "one of several choices no longer offered": (
        _form(_section(x=FieldType.MULTI_CHOICE)),
        _without_b(_form(_section(x=FieldType.MULTI_CHOICE))),
        "P/s/-/x", ("a", "b"), None,
    ),
    "a choice neither offers": (
        _form(_section(x=FieldType.CHOICE)), _without_b(_form(_section(x=FieldType.CHOICE))),
        "P/s/-/x", "zzz", "P/s/-/x",
    ),
    "attachments": (
        _form(_section(x=FieldType.ATTACHMENT)), _form(_section(x=FieldType.ATTACHMENT)),
        "P/s/-/x", ("0" * 64,), "P/s/-/x",
    ),
    "order of rows": (
        _form(_section(rows=FREE, x=MONEY)), _form(_section(rows=FREE, y=MONEY)),
        f"P/s/-/{ROWS}", ("r1",), f"P/s/-/{ROWS}",
    ),
    "order of rows there are no more": (
        _form(_section(rows=FREE, x=MONEY)), _form(_section(rows=TARGETS, x=MONEY)),
        f"P/s/-/{ROWS}", ("r1",), None,
    ),
    "another kind of rows": (
        _form(_section(rows=FREE, x=MONEY)), _form(_section(rows=TARGETS, x=MONEY)),
        "P/s/r1/x", 1, None,
    ),
    "free row renamed into another section": (
        _form(_section(rows=FREE, x=MONEY)),
        _form(_section("t", rows=FREE, x=MONEY), removed=(_renamed("s", "x", "t/x"),)),
        "P/s/r1/x", 1, None,
    ),
    "fixed row renamed into another section": (
        _form(_section(rows=TARGETS, x=MONEY)),
        _form(_section("t", rows=TARGETS, x=MONEY), removed=(_renamed("s", "x", "t/x"),)),
        "P/s/T1/x", 1, "P/t/T1/x",
    ),
    "asked of the agency instead": (
        _form(_section(x=MONEY)), _form(replace(_section(x=MONEY), scope=Scope.AGENCY)),
        "P/s/-/x", 1, None,
    ),
    "nil statement": (
        _form(_section(x=MONEY)), _form(_section("t", y=MONEY)),
        nil_place("P").path, "未辦理", nil_place("P").path,
    ),
    "a place neither form has": (
        _form(_section(x=MONEY)), _form(_section(q=MONEY)), "P/s/-/q", 1, None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_value_goes_where_the_new_form_takes_it(case: str) -> None:
    old, new, path, value, expected = CASES[case]
    found = FormMove(old, new).value_place(parse_place(path), value)
    assert (found and found.path) == expected


def test_what_changes_is_told_by_labels_and_types() -> None:
    old = _form(_section(x=MONEY, y=TEXT, z=TEXT, same=TEXT))
    new = _form(
        _section(x=TEXT, w=TEXT, same=TEXT, more=MONEY), removed=(_renamed("s", "y", "s/w"),)
    )
    assert FormMove(old, new).changes() == (
        FieldChange(FieldChangeKind.TYPE_CHANGED, "節 s", "欄 x", "欄 x", MONEY, TEXT),
        FieldChange(FieldChangeKind.RENAMED, "節 s", "欄 y", "欄 w", TEXT, TEXT),
        FieldChange(FieldChangeKind.REMOVED, "節 s", "欄 z", "", TEXT),
        FieldChange(FieldChangeKind.ADDED, "節 s", "", "欄 more", None, MONEY),
    )


def test_answers_of_another_form_are_none_of_this_one() -> None:
    form = _form(_section(x=MONEY))
    answers = Answers({Place("P", "s", None, "x"): 1})
    assert move_answers(answers, form, form) == answers
    assert move_answers(answers, form, replace(form, version=2)) == answers
    assert len(move_answers(answers, form, replace(form, id="other"))) == 0


kinds = st.sampled_from([TEXT, LONG, MONEY, FieldType.CHOICE, FieldType.MULTI_CHOICE])
names = st.sampled_from(["f", "g", "h"])
section_names = st.sampled_from(["s", "t"])
sections = st.dictionaries(
    section_names,
    st.tuples(
        st.sampled_from([None, FREE, TARGETS]),
        st.sampled_from(Scope),
        st.dictionaries(names, kinds, min_size=1),
    ),
    min_size=1,
)
renames = st.lists(
    st.builds(
        lambda section, field, to_section, to: _renamed(section, field, f"{to_section}/{to}"),
        section_names, names, section_names, names,
    ),
    max_size=4,
)  # fmt: skip


def _build(drawn: dict[str, tuple[RowSource | None, Scope, dict[str, FieldType]]]) -> FormSpec:
    return _form(
        *(
            replace(_section(name, rows=rows, **fields), scope=scope)
            for name, (rows, scope, fields) in drawn.items()
        )
    )


forms = st.builds(
    lambda drawn, removed, is_narrow: replace(
        (_without_b if is_narrow else replace)(_build(drawn)), removed=tuple(removed)
    ),
    sections, renames, st.booleans(),
)  # fmt: skip
values = st.dictionaries(
    st.builds(
        Place,
        st.sampled_from([None, "P"]),
        section_names,
        st.sampled_from([None, "r1"]),
        st.one_of(names, st.just(ROWS)),
    ),
    st.sampled_from(["a", "b", "文字", ("a",), ("a", "b"), 1]),
)


@given(forms, forms, values)
def test_every_old_value_is_either_kept_or_set_aside(
    old: FormSpec, new: FormSpec, held: dict[Place, StoredValue]
) -> None:
    move = FormMove(old, new)
    moved = move.moved(held)
    assert len(moved.kept) + len(moved.aside) == len(held)
    for place, value in held.items():
        target = move.value_place(place, value)
        found = moved.aside[place] if target is None else moved.kept[target]
        assert found == value


@given(forms, values)
def test_the_same_form_keeps_all_it_asks_for(
    form: FormSpec, held: dict[Place, StoredValue]
) -> None:
    again = FormMove(form, replace(form, version=form.version + 1))
    for place, value in again.moved(held).kept.items():
        assert held[place] == value


def test_the_form_of_the_year_moves_onto_itself_whole() -> None:
    form = load_form("annual-results")
    assert FormMove(form, replace(form, title="另一個標題")).changes() == ()
