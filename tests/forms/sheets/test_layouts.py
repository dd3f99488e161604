"""A sheet's rows and columns."""

from app.forms.blank_builder import build_blank
from app.forms.form_loader import load_form
from app.forms.sheets.layouts import lay_out_section
from app.models.answers import Place
from app.programme.catalogue_loader import load_catalogue
from tests.agency.desks import build_round


def test_a_section_is_named_by_its_first_text_nobody_types() -> None:
    blank = build_blank(load_form("annual-results"), load_catalogue(), build_round(), "MOE")
    section = next(each for each in blank.sections_of("P06") if each.spec.id == "indicators")
    sheet = lay_out_section(section, [each.key for each in section.fixed_rows])
    assert sheet.name_columns == (0,)
    assert sheet.place(0, 3) == Place("P06", "indicators", section.fixed_rows[0].key, "achieved")
    place = sheet.place(0, 3)
    assert place is not None
    assert sheet.find(place) == (0, 3)
