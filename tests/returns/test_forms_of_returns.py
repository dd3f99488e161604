"""A signed return stands and falls with what its form means, not with how the form is written."""

from functools import cache

import msgspec
import pytest

from app.forms.form_loader import load_form
from app.forms.meaning import form_sha256
from app.messages import format_message
from app.models.forms import FieldSpec, FormSpec, SectionSpec
from app.returns.judging.trust_context import TrustContext
from app.returns.verification import verify_file
from tests.returns.pdf.forged_pdfs import made, signed
from tests.returns.sample import signed_workbook, trust
from tests.support.changed_forms import CHANGES_OF_MEANING, CHANGES_WITHOUT_MEANING

FORM = load_form("annual-results")
NAMES = ("return.xlsx", "return.pdf")


@cache
def content_of(name: str) -> bytes:
    return signed_workbook(made()) if name.endswith("xlsx") else signed()


def trust_on(form: FormSpec) -> TrustContext:
    """The office's trust where the round is on that form now."""
    digest = form_sha256(form)
    round_ = msgspec.structs.replace(made().round, form_version=form.version, form_sha256=digest)
    return msgspec.structs.replace(trust(round_), forms={digest: form})


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", CHANGES_WITHOUT_MEANING)
def test_a_change_that_means_nothing_leaves_a_signed_return_good(change: str, name: str) -> None:
    context = trust_on(CHANGES_WITHOUT_MEANING[change](FORM))
    assert verify_file(content_of(name), name, context).verdict.reasons == ()


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_attribute_more_in_a_class_leaves_a_signed_return_good(name: str) -> None:
    class FieldOfTomorrow(FieldSpec, frozen=True, kw_only=True):
        tone: str = "calm"

    def tomorrow(section: SectionSpec) -> SectionSpec:
        fields = tuple(
            FieldOfTomorrow(**{one: getattr(each, one) for one in each.__struct_fields__})
            for each in section.fields
        )
        return msgspec.structs.replace(section, fields=fields)

    form = msgspec.structs.replace(FORM, sections=tuple(map(tomorrow, FORM.sections)))
    assert verify_file(content_of(name), name, trust_on(form)).verdict.reasons == ()


@pytest.mark.parametrize("change", CHANGES_OF_MEANING)
def test_a_change_of_meaning_refuses_a_signed_workbook_by_naming_both(change: str) -> None:
    _assert_refused_by_version(change, "return.xlsx")


@pytest.mark.slow
@pytest.mark.parametrize("change", CHANGES_OF_MEANING)
def test_a_change_of_meaning_refuses_a_signed_pdf_by_naming_both(change: str) -> None:
    _assert_refused_by_version(change, "return.pdf")


def _assert_refused_by_version(change: str, name: str) -> None:
    context = trust_on(CHANGES_OF_MEANING[change](FORM))
    (reason,) = verify_file(content_of(name), name, context).verdict.reasons
    assert reason.code == "FORM_VERSION_OTHER"
    sentence = format_message(reason.code, reason.params)
    (round_,) = context.rounds
    for version, digest in (
        (1, made().round.form_sha256),
        (round_.form_version, round_.form_sha256),
    ):
        assert f"第 {version} 版（{digest[:8]}）" in sentence
