"""The form of the year with one thing changed, and how to change one."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace

from app.models.forms import (
    Choice,
    FieldSpec,
    FormSpec,
    RemovedField,
    RequiredWhen,
    RowSource,
    RowsSpec,
    SectionSpec,
)
from app.resources import resource_path

Edit = Callable[[FormSpec], FormSpec]


def change_field(section_id: str, field_id: str, **changes: object) -> Edit:
    """Change one field."""

    def edit(form: FormSpec) -> FormSpec:
        def changed(field: FieldSpec) -> FieldSpec:
            return replace(field, **changes) if field.id == field_id else field

        section = form.section(section_id)
        fields = tuple(changed(each) for each in section.fields)
        return change_section(section_id, fields=fields)(form)

    return edit


def change_section(section_id: str, **changes: object) -> Edit:
    """Change one section."""

    def edit(form: FormSpec) -> FormSpec:
        def changed(section: SectionSpec) -> SectionSpec:
            return replace(section, **changes) if section.id == section_id else section

        return replace(form, sections=tuple(changed(each) for each in form.sections))

    return edit


def change_choices(
    list_id: str, change: Callable[[tuple[Choice, ...]], tuple[Choice, ...]]
) -> Edit:
    """Change the choices of a list."""

    def edit(form: FormSpec) -> FormSpec:
        lists = tuple(
            replace(each, choices=change(each.choices)) if each.id == list_id else each
            for each in form.choice_lists
        )
        return replace(form, choice_lists=lists)

    return edit


def change_form(**changes: object) -> Edit:
    """Change the form itself."""
    return lambda form: replace(form, **changes)


CHANGES_WITHOUT_MEANING: dict[str, Edit] = {
    "help of a field": change_field("budget", "paid", help="另一段說明"),
    "help of a section": change_section("budget", help="另一段說明"),
    "pattern hint": change_field("officers", "preparer_phone", pattern_hint="另一種寫法"),
    "screen width": change_field("indicators", "achieved", width=40),
    "carried forward": change_field("results", "beneficiaries", carry_forward=True),
    "name of a row": change_section(
        "amendments",
        rows=RowsSpec(source=RowSource.FREE, max_rows=30, label="修正提案", identity="before"),
    ),
    "alias": change_choices(
        "funding_sources", lambda old: (replace(old[0], aliases=("公務",)), *old[1:])
    ),
    "needs version": change_form(needs_version="0.0.1"),
}
"""By name."""

CHANGES_OF_MEANING: dict[str, Edit] = {
    "version": change_form(version=2),
    "title": change_form(title="另表"),
    "label": change_field("budget", "paid", label="實際支付數"),
    "section title": change_section("budget", title="經費執行"),
    "unit": change_field("results", "beneficiaries", unit="人次"),
    "required": change_field("budget", "payable", required=True),
    "required when": change_field(
        "budget", "surplus", required_when=RequiredWhen(field="funding_source", equals=("fund",))
    ),
    "min": change_field("budget", "paid", min=Decimal(1)),
    "max": change_field("budget", "paid", max=Decimal(10**12)),
    "pattern": change_field("officers", "preparer_phone", pattern=r"\d+"),
    "max length": change_field("overview", "summary", max_length=900),
    "sum": change_field("budget", "available", sum_of=("paid", "payable")),
    "verbatim": change_field("officers", "preparer_title", verbatim=True),
    "control total": change_field("budget", "paid", control_total=True),
    "stamp box": change_field("officers", "preparer_title", stamp="職章"),
    "printed width": change_field("indicators", "achieved", print_width=13),
    "role": change_field("budget", "paid", role=None),
    "coded rules": lambda form: replace(form, rules=form.rules[:-1]),
    "choice label": change_choices(
        "funding_sources", lambda old: (replace(old[0], label="公務"), *old[1:])
    ),
    "choice added": change_choices(
        "responsibilities", lambda old: (*old, Choice(id="central", label="中央"))
    ),
    "order of choices": change_choices("delay_categories", lambda old: old[::-1]),
    "order of fields": lambda form: change_section(
        "next_year", fields=form.section("next_year").fields[::-1]
    )(change_section("results", fields=form.section("results").fields[::-1])(form)),
    "despite a nil statement": change_section("overview", despite_nil=True),
    "order of sections": lambda form: replace(form, sections=form.sections[::-1]),
    "removed field": change_form(
        removed=(
            RemovedField(
                section="budget",
                field="spent",
                label="支用數",
                removed_in=2,
                renamed_to="budget/paid",
            ),
        )
    ),
}
"""By name; each leaves a form that can be filled in."""


def write_next_form(folder: Path) -> Path:
    """The form of the year in another version, the label of one field changed."""
    shipped = (resource_path("forms") / "annual-results.toml").read_text(encoding="utf-8")
    changed = shipped.replace("version = 1", "version = 2", 1)
    changed = changed.replace('label = "實支數"', 'label = "全年實支數"', 1)
    assert changed.count("全年實支數") == 1
    path = folder / "annual-results-2.toml"
    path.write_text(changed, encoding="utf-8")
    return path
