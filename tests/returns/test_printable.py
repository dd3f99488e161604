"""Texts outside of fields are refused where they enter, with the diagnosis and what they are."""

import pytest
from msgspec.structs import replace

from app.errors import AppError
from app.forms.form_loader import load_form
from app.office.rounds.form_choice import SHIPPED_FORMS
from app.programme.catalogue_loader import load_catalogue
from app.returns.printable import (
    ensure_printable,
    ensure_texts_printable,
    name_unprintable,
    take_text,
)


def code_of(text: str) -> str:
    with pytest.raises(AppError) as caught:
        ensure_printable(text, "審查意見")
    assert caught.value.params["label"] == "審查意見"
    return caught.value.code


def test_what_cannot_be_printed_is_refused_with_its_diagnosis() -> None:
    assert code_of("請補充👍") == "F171"
    assert code_of("王\ue000") == "F112"
    assert code_of("\U0002ebf0") == "F176"
    assert code_of("å\x8f°ç\x81£") == "F177"


def test_what_is_printed_though_it_might_be_cleaned_is_not_refused() -> None:
    ensure_printable("林\uf9f7、⾦額、ＡＢ\u200b", "姓名")


def test_a_text_is_taken_as_it_may_be_kept() -> None:
    assert take_text(" ⾦額\u200b與ﬁle\n", "理由") == "金額與file"


def test_characters_are_named_whatever_is_wrong_with_them() -> None:
    assert name_unprintable("請補充") == ()
    assert name_unprintable("a\u202eb") == ("U+202E",)
    assert name_unprintable("請👍\U0002ebf0") == ("👍 U+1F44D", "\U0002ebf0 U+2EBF0")


@pytest.mark.parametrize("name", SHIPPED_FORMS.values())
def test_every_text_of_the_shipped_forms_can_be_printed(name: str) -> None:
    ensure_texts_printable(load_form(name), name)


def test_every_text_of_the_plan_can_be_printed_and_one_that_cannot_is_found() -> None:
    programme = load_catalogue()
    ensure_texts_printable(programme, programme.name)
    project = replace(programme.projects[-1], name="計畫😀")
    with pytest.raises(AppError) as caught:
        ensure_texts_printable(replace(programme, projects=(project,)), programme.name)
    assert caught.value.code == "F171"
