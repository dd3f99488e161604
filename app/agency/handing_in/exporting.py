"""Export a finished draft as the signed pair of files (報送件), both or none."""

from datetime import datetime
from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.drafts.draft import Draft
from app.agency.handing_in.pair import (
    ExportedPair,
    save_pair,
    sign_pair,
    step_reporter,
    write_pair,
)
from app.agency.handing_in.readiness import ensure_may_sign, ensure_ready
from app.agency.handing_in.signers import name_signer
from app.errors import Progress
from app.files import ensure_takes_files
from app.returns.judging.timestamping import begin_stamping
from app.trust.keys.signing_keys import SigningKey
from app.trust.timestamps.client import Timestamper

SIGNING_STEPS = ("檢核內容", "產製 Excel 填報表", "產製 PDF 填報表", "簽署", "存檔")


def export_return(
    desk: AgencyDesk,
    draft: Draft,
    key: SigningKey,
    out_dir: Path,
    *,
    now: datetime,
    progress: Progress | None = None,
    timestamper: Timestamper | None = None,
) -> ExportedPair:
    """Sign and write workbook and PDF, and record them as handed in; both or none.

    For a round that one person signs; where a second one approves see
    `app.agency.handing_in.approval`. `now` carries a time zone and becomes the time of signing. A
    timestamper that fails ends nothing: the pair says so. Raises AppError APPROVAL_REQUIRED, those
    of `ensure_ready` and `ensure_may_sign`, EXPORT_CHARACTERS_WITHOUT_FONT, KEY_* (see
    `name_signer`), TOKEN_* (a card that fails or is taken out), FILE_*, FONT_MISSING; Cancelled
    where the progress callback says so, before anything is written.
    """
    report = step_reporter(progress, SIGNING_STEPS)
    report()
    ensure_may_sign(desk, draft.round.id, now)
    ensure_ready(draft)
    ensure_takes_files(out_dir)
    signer, known = name_signer(key, desk.rounds.file(draft.round.id), now)
    pair = write_pair(draft, (signer,), report)
    report()
    attempt = begin_stamping(timestamper, now)
    pair = sign_pair(pair, known, signer.role, now, attempt)
    report()
    return save_pair(desk, pair, draft.programme, out_dir, now, attempt)
