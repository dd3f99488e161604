"""What one payload comes to: its computed fields, and the document that workbook and PDF print."""

from collections.abc import Callable
from dataclasses import dataclass, field

from app.forms.evaluation import Evaluation
from app.models.forms import Blank
from app.models.programme import Programme
from app.models.returns import Payload
from app.models.rounds import Round
from app.returns.document.layout import ReturnDocument

DocumentBuilder = Callable[[Payload, Blank, Evaluation, Programme, Round], ReturnDocument]


@dataclass(frozen=True)
class PayloadReading:
    """Follows from the payload and its context alone, so both files of a return share it."""

    payload: Payload
    blank: Blank
    programme: Programme
    round: Round
    evaluation: Evaluation
    _documents: dict[int, ReturnDocument] = field(default_factory=dict)

    def document(self, layout_version: int, build: DocumentBuilder) -> ReturnDocument:
        """The document of a layout, built by that layout's own builder when first asked for."""
        made = self._documents.get(layout_version)
        if made is None:
            made = build(self.payload, self.blank, self.evaluation, self.programme, self.round)
            self._documents[layout_version] = made
        return made
