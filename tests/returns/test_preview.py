"""The preview: the return's own pages, unsigned, at any stage of filling in."""

from pathlib import Path

from pikepdf import Pdf

from app.models.answers import Place
from app.returns.preview import build_preview
from tests.drafts.desks import open_desk_with_round


def test_an_unfinished_draft_has_a_preview_without_a_signature(tmp_path: Path) -> None:
    with open_desk_with_round(tmp_path) as desk:
        draft = desk.draft("114-annual")
        content = build_preview(draft)
        (tmp_path / "preview.pdf").write_bytes(content)
        with Pdf.open(tmp_path / "preview.pdf") as pdf:
            assert len(pdf.pages) > 1
            assert "/AcroForm" not in pdf.Root
        draft.commit({Place("P06", "results", None, "narrative"): "辦理情形"}, "成果")
        assert build_preview(draft) != content
