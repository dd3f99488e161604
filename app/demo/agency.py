"""Entry of the demonstration data of an agency: a complete form and answers to comments."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.demo.answers import DemoProject, build_agency_answers, build_delay_answers
from app.files import write_atomically
from app.models.answers import Place, StoredValue
from app.models.findings import Severity
from app.models.forms import FieldType, FormSpec, SectionSpec

ATTACHING_AGENCIES = ("MOE", "MOTC")
"""Those whose return has attachments, and so a package beside it."""
_PHOTO, _MINUTES = "（示範資料）活動照片.png", "（示範資料）會議紀錄.txt"
_MINUTES_TEXT = "（示範資料）青年提案後續追蹤會議紀錄\n出席：示範人員二人。\n"
_REASON = "（示範資料）已與業務單位確認數值無誤，差異原因詳說明欄。"


def fill_form(desk: AgencyDesk, round_file: Path, seed: int) -> Draft:
    """Receive the first round file, fill in its form and give a reason for every warning."""
    # Stands for the officer who has compared the fingerprint of the office.
    fingerprint = desk.intake.preview(round_file).fingerprint
    received = desk.intake.receive(round_file, confirm_office=fingerprint)
    draft = desk.draft(received.round.id)
    draft.commit(build_agency_answers(draft.programme, draft.blank, seed), "示範填報")
    explain_delays(draft)
    explain_warnings(draft)
    if draft.blank.agency in ATTACHING_AGENCIES:
        attach_files(draft, desk.path.parent / "附件")
    return draft


def attach_files(draft: Draft, folder: Path) -> None:
    """Attach a picture and a text to the first highlight of the draft."""
    highlight = next(each for each in draft.answers if each.section == "highlights" and each.row)
    for name, content in ((_PHOTO, _paint_photo()), (_MINUTES, _MINUTES_TEXT.encode())):
        write_atomically(folder / name, content)
        draft.attachments.add(highlight._replace(field="photos"), folder / name)


def _paint_photo() -> bytes:
    """A picture of a sky that grows lighter, as PNG."""
    width, height = 320, 200
    rows = (bytes((0, *(60 + row // 2, 110 + row // 2, 200) * width)) for row in range(height))
    parts = (
        (b"IHDR", struct.pack(">2I5B", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(rows), 9)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
        for name, content in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def add_sentence(draft: Draft, place: Place, sentence: str, label: str) -> None:
    """Append a paragraph to a text in answer to a comment."""
    draft.commit({place: f"{draft.answers.get(place)}\n{sentence}"}, label)
    explain_warnings(draft)


def explain_delays(draft: Draft) -> None:
    """Fill in the delay record (落後說明) of every project that is behind."""
    evaluation = draft.results.evaluation
    for project_id in draft.blank.project_ids:
        if not evaluation.is_behind(project_id):
            continue
        section = next(
            each for each in draft.blank.sections_of(project_id) if each.spec.id == "delay"
        )
        subject = DemoProject(draft.programme.project(project_id), draft.blank.year_roc)
        chosen = _first_choices(draft.blank.form, section.spec, project_id)
        draft.commit(build_delay_answers(subject, section, chosen), "示範落後說明")


def _first_choices(form: FormSpec, spec: SectionSpec, project_id: str) -> dict[Place, StoredValue]:
    return {
        Place(project_id, spec.id, None, each.id): form.choices(each.choices)[0].id
        for each in spec.fields
        if each.type is FieldType.CHOICE and each.choices is not None
    }


def explain_warnings(draft: Draft) -> None:
    """Give a reason for every warning without one."""
    for finding in draft.results.findings:
        if finding.severity is Severity.WARNING and finding.is_open:
            draft.set_reason(finding.code, finding.place, _REASON)
