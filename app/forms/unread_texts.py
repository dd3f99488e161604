"""What was typed and cannot be read: an error at its place, with the reason it was refused for."""

from collections.abc import Iterator, Mapping

from app.forms.evaluation import Evaluation
from app.forms.field_types import FieldTypeHandler, ParseProblem, field_type
from app.forms.nil_statements import find_section
from app.forms.rules.rule import Problem
from app.forms.targets import with_row_unit
from app.models.answers import Place
from app.models.forms import Blank

NOT_TAKEN = "F119"
_SHOWN = 40


def check_texts(
    blank: Blank, texts: Mapping[Place, str], evaluation: Evaluation
) -> Iterator[tuple[str, Problem]]:
    """Judge each text by the field it stands in."""
    for place, text in texts.items():
        section = find_section(blank, place)
        assert section is not None  # a draft holds texts where something is asked for
        spec = with_row_unit(section.spec, place, evaluation.value)
        problem = find_problem(field_type(spec, blank.form), text)
        # A finding names its field together with its row, which the reader does not know.
        params = {key: each for key, each in problem.params.items() if key != "label"}
        yield problem.code, Problem(place, params)


def find_problem(reader: FieldTypeHandler, text: str) -> ParseProblem:
    """Why a text that was kept is no value of its field."""
    try:
        reader.parse(text)
    except ParseProblem as problem:
        return problem
    # Readable by now, but nobody has seen what is read from it.
    return ParseProblem(NOT_TAKEN, label=reader.spec.label, text=text.strip()[:_SHOWN])
