"""Requests to the office about keys: to be enrolled, 展期 and 換發."""

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.errors import AppError
from app.files import fit_name
from app.forms.iteration import role_places
from app.models.enrolment import EnrolmentPurpose, EnrolmentRequest
from app.models.forms import FieldRole
from app.models.signatures import RegistryEntry, SignerRole
from app.trust.certificates.certificate import certificate_pem, fingerprint
from app.trust.keys.my_keys import KeyMedium, MyKey
from app.trust.keys.signing_keys import SigningKey, SoftwareKey
from app.trust.papers.enrolment import build_request, build_succession, write_request
from app.trust.papers.kinds import ENROLMENT
from app.ui.agency import card_dialog
from app.ui.agency.keys import enrolment_dialog, renewal_dialog
from app.ui.agency.keys.key_actions import KEY_FILTER, KeyActions, close_key
from app.ui.agency.page_actions import PageActions
from app.ui.agency.workspace import AgencyWorkspace
from app.ui.messages import word
from app.ui.translation import as_written, tr
from app.ui.widgets import dialogs
from app.ui.widgets.notices import NoticeBar
from app.ui.widgets.task_panel import TaskPanel

REQUEST_FILTER = tr("登錄申請 (*.tbenrol)")


class EnrolmentActions(PageActions):
    """What goes to the office; the key is opened last and closed once the request is written."""

    def __init__(
        self,
        page: QWidget,
        workspace: AgencyWorkspace,
        notices: NoticeBar,
        tasks: TaskPanel,
        keys: KeyActions,
    ) -> None:
        super().__init__(page, workspace, notices, tasks)
        self._keys = keys

    def make_key(self) -> None:
        """建立金鑰: whose and where, then the file; the request to be enrolled is offered next."""
        if self._lacks_round():
            return
        self._keys.make(self._preparer(), "", self._report_made)

    def export_request(self, key: MyKey) -> None:
        """匯出登錄申請: what it is to say, where it goes, and only then the passphrase or PIN."""
        facts = key.facts
        if facts is None or self._lacks_round():
            return
        wish = enrolment_dialog.ask_enrolment(
            self._page,
            facts.fingerprint,
            facts.person_name,
            facts.person_id,
            SignerRole.PREPARER,
            self._entries(),
        )
        path = None if wish is None else self._ask_request_path(tr("登錄"), facts.person_id)
        agency = self._workspace.desk.agency
        if wish is None or path is None or agency is None:
            return

        def build(opened: SigningKey) -> EnrolmentRequest:
            return build_request(
                opened,
                agency=agency,
                person_id=wish.person_id,
                person_name=wish.person_name,
                role=wish.role,
                at=self._workspace.clock(),
                purpose=wish.purpose,
                replaces_sha256=wish.replaces_sha256,
            )

        opened = self._open(key)
        if opened is not None:
            self._write_request(opened, build, path)

    def succeed(self, key: MyKey, purpose: EnrolmentPurpose) -> None:
        """展期 or 換發: another key or certificate in place of a registered one."""
        entry = key.entry
        if entry is None:
            return
        way = renewal_dialog.ask_way(self._page, key, purpose)
        if way is KeyMedium.PROGRAM:
            name, person_id = entry.person_name, entry.person_id
            self._keys.make(
                name, person_id, lambda made, _path: self._ask_to_succeed(made, key, purpose)
            )
        elif way is KeyMedium.PKCS12:
            path = dialogs.ask_open_file(
                self._page, tr("選取新的金鑰檔"), KEY_FILTER, self._workspace.store.parent
            )
            opened = self._keys.unlock(path) if path is not None else None
            if path is not None and opened is not None:
                self._keys.note_file(path, opened)
                self._ask_to_succeed(opened, key, purpose)
        elif way is KeyMedium.CARD:
            card = card_dialog.ask_card_key(self._page, self._workspace)
            if card is not None:
                with self._workspace.telling_errors():
                    pem = certificate_pem(card.certificate)
                    self._workspace.desk.keys.remember_card(card.label, pem)
                self._ask_to_succeed(card, key, purpose)

    # -- within ----------------------------------------------------------------------------

    def _lacks_round(self) -> bool:
        """Whose agency it is, only a round file says."""
        if self._workspace.draft is not None:
            return False
        self._notices.show_info(tr("請先到「待辦」頁匯入填報包：憑證與登錄申請都須載明機關。"))
        return True

    def _preparer(self) -> str:
        draft = self._workspace.draft
        if draft is None:
            return ""
        places = role_places(draft.blank, draft.answers, None, FieldRole.PREPARER_NAME)
        known = [draft.answers.get(place) for place, _ in places]
        return next((each for each in known if isinstance(each, str)), "")

    def _entries(self) -> tuple[RegistryEntry, ...]:
        desk = self._workspace.desk
        registry, agency = desk.rounds.newest_registry(), desk.agency
        return tuple(each for each in registry.entries if each.agency == agency) if registry else ()

    def _report_made(self, made: SoftwareKey, path: Path) -> None:
        self._notices.show_done(
            tr(
                "金鑰已建立，存於 {path}。下一步：匯出登錄申請寄給彙整機關；"
                "登錄前送出的填報表會被拒收。",
                path=path,
            ),
            (tr("匯出登錄申請…"), lambda: self._request_for(made.certificate_sha256)),
        )

    def _request_for(self, sha256: str) -> None:
        for each in self._workspace.my_keys():
            if each.own_sha256 == sha256:
                self.export_request(each)

    def _ask_to_succeed(self, opened: SigningKey, key: MyKey, purpose: EnrolmentPurpose) -> None:
        entry = key.entry
        assert entry is not None
        path = self._ask_request_path(word(purpose), entry.person_id)
        if path is None:
            close_key(opened)
            return

        def build(taken: SigningKey) -> EnrolmentRequest:
            return build_succession(taken, entry, purpose, self._workspace.clock())

        self._write_request(opened, build, path)

    def _ask_request_path(self, purpose: str, person_id: str) -> Path | None:
        stem = f"{purpose}{as_written('申請')}_{person_id or as_written('憑證')}"
        name = fit_name(stem, ENROLMENT.suffix)
        proposal = Path(name)
        return dialogs.ask_save_file(
            self._page, tr("匯出{purpose}申請", purpose=purpose), REQUEST_FILTER, proposal
        )

    def _write_request(
        self,
        key: SigningKey,
        build: Callable[[SigningKey], EnrolmentRequest],
        path: Path,
    ) -> None:
        """Build and sign off the UI thread (a card takes its time); the key is closed after."""
        if self._tasks.is_busy:
            close_key(key)
            return

        def work(_progress: object) -> EnrolmentRequest:
            with ExitStack() as after:
                after.callback(close_key, key)
                request = build(key)
                write_request(request, key, path)
            return request

        def tell(request: EnrolmentRequest) -> None:
            with self._workspace.telling_errors():
                self._workspace.desk.keys.remember_request(request, key.certificate_sha256)
            self._notices.show_done(
                tr(
                    "{purpose}申請已存於 {path}，請寄給彙整機關；"
                    "對方會來電核對指紋 {fingerprint}。",
                    purpose=word(request.purpose),
                    path=path,
                    fingerprint=fingerprint(key.certificate),
                )
            )
            self._keys.changed.emit(key.certificate_sha256)

        self._tasks.start(tr("匯出登錄申請"), work, tell, self._notices.show_error)

    def _open(self, key: MyKey) -> SigningKey | None:
        """The key behind a line of the list; None where it was not given."""
        opened: SigningKey | None
        if key.path is not None:
            opened = self._keys.unlock(key.path)
        else:
            opened = card_dialog.ask_card_key(self._page, self._workspace)
        if opened is not None and opened.certificate_sha256 != key.own_sha256:
            close_key(opened)
            self._notices.show_error(AppError("KEY_NOT_THE_LISTED", person=key.person_name))
            return None
        return opened
