"""Importing returned files: one file, one transaction, one result.

All files are examined first and taken in afterwards, in the order of their revisions, so that the
outcome does not depend on the order in which they were offered; attachments packages come last,
held against the returns there are by then. An expected failure is a result
like any other. A bug of ours in one file does not stop the others either: it is noted in the
import history, the batch goes on, and the first such bug is raised at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from app.errors import AppError, Progress
from app.models.received import ImportResult
from app.models.returns import Payload
from app.office.facts.storage import insert_facts
from app.office.importing import ledger_rules
from app.office.importing.batch import (
    Batch,
    BrokenFile,
    OfferedPackage,
    RecognisedFile,
    read_offered,
)
from app.office.importing.examination import (
    Examiner,
    OfferedFile,
    OfferedReturn,
    RefusedFile,
)
from app.office.importing.ledger import record_offer
from app.office.importing.outcomes import Outcomes, refuse
from app.office.importing.received_attachments import load_payload_of, take_in_package
from app.office.importing.received_returns import (
    has_file,
    insert_file,
    insert_return,
    load_held,
    load_payload,
)
from app.office.importing.second_process import SecondProcess
from app.office.search.storage import insert_texts
from app.returns.attachments.reader import read_package
from app.returns.traces.second_look import KnownReturns, can_look_again, look_again
from app.store.store import Store

ResultListener = Callable[[int, ImportResult], None]
"""on_result(position, result): VERIFIED once a good file is examined, then what became of it."""


class Importer:
    """Takes one batch of files into an office store."""

    def __init__(
        self,
        store: Store,
        examiner: Examiner,
        now: datetime,
        progress: Progress | None = None,
        on_result: ResultListener | None = None,
        second: SecondProcess | None = None,
    ) -> None:
        self._store = store
        self._examiner = examiner
        self._second = second
        self._outcomes = Outcomes(examiner.trust)
        self._now = now
        self._progress = progress
        self._on_result = on_result
        self._results: dict[int, ImportResult] = {}
        self._problems: list[Exception] = []

    def import_files(self, paths: Sequence[Path]) -> tuple[ImportResult, ...]:
        """Examine all files and take in what is good. Results stand in the order of `paths`.

        Raises Cancelled between two files (what was taken in before stays), AppError STORE_* when
        the store itself fails, and at the very end the first bug of ours, if there was one.
        """
        offered: list[OfferedReturn] = []
        packages: list[OfferedPackage] = []
        copies: list[RefusedFile] = []
        known = KnownReturns(self._find_payload)
        batch = Batch(
            self._store,
            self._examiner,
            lambda position, path: self._report_progress(position, len(paths), path),
            self._second,
        )
        for each in batch.examine(paths):
            if isinstance(each, OfferedReturn):
                offered.append(each)
                known.note(each.payload)
                self._report_result(each.file, self._outcomes.build_verified(each))
            elif isinstance(each, OfferedPackage):
                packages.append(each)
            elif isinstance(each, RefusedFile) and "control_number" in each.params:
                copies.append(each)
            else:
                self._settle(each)
        for group in ledger_rules.split_revisions(ledger_rules.in_ledger_order(offered)):
            self._take_in_revision(group, len(paths))
        for copy in copies:
            self._settle(self._look_again(copy, known))
        for package in packages:
            self._report_progress(len(paths), len(paths), package.file.path)
            self._take_in_package(package.file)
        for problem in (*self._problems, *batch.problems):
            raise problem
        return tuple(self._results[position] for position in range(len(paths)))

    def _look_again(self, copy: RefusedFile, known: KnownReturns) -> RefusedFile:
        """What a copy of a return differs in, once the return itself is known from elsewhere."""
        if not can_look_again(copy.code, copy.params, known):
            return copy
        try:
            content, sha256 = read_offered(copy.file.path)
        except AppError:
            return copy
        trust = self._examiner.trust
        reason = look_again(content, copy.code, copy.params, trust, known)
        if reason is None or sha256 != copy.file.sha256:
            return copy
        params = {"file": copy.file.path.name} | dict(reason.params)
        return replace(copy, code=reason.code, params=params)

    def _find_payload(self, digest: str) -> Payload | None:
        with self._store.reading() as connection:
            return load_payload(connection, digest)

    def _settle(self, each: RefusedFile | RecognisedFile | BrokenFile) -> None:
        """Note a file nothing is to be taken from."""
        if isinstance(each, BrokenFile):
            self._note_problem(each.file, each.problem)
            return
        if isinstance(each, RecognisedFile):
            result = self._outcomes.build_recognised(each.file, each.known)
        else:
            result = self._outcomes.build_refused(each)
        with self._store.writing() as connection:
            self._record(connection, each.file, result)
        self._report_result(each.file, result)

    def _take_in_revision(self, group: list[OfferedReturn], total: int) -> None:
        """Take in the files of one revision: usually a workbook and its PDF."""
        rivals: tuple[str, ...] = ()
        if len({each.payload_sha256 for each in group}) > 1:
            with self._store.reading() as connection:
                held = load_held(connection, group[0].round_id, group[0].agency)
            rivals = ledger_rules.find_rivals(group, held)
        for each in group:
            self._report_progress(total, total, each.file.path)
            try:
                self._take_in(each, rivals)
            except AppError:
                raise  # of the store: nothing more can be taken in
            except Exception as problem:
                self._note_problem(each.file, problem)

    def _take_in(self, each: OfferedReturn, rivals: tuple[str, ...]) -> None:
        try:
            content, sha256 = read_offered(each.file.path)
            if sha256 != each.file.sha256:  # replaced between examination and now
                raise AppError("FILE_CHANGED", file=each.file.path)
        except AppError as problem:
            self._settle(refuse(each, problem))
            return
        with self._store.writing() as connection:
            try:
                if each.payload_sha256 in rivals:
                    raise ledger_rules.build_conflict(each, rivals)
                result = self._store_return(connection, each, content)
            except AppError as problem:  # raised by the rules, before anything was written
                result = self._outcomes.build_refused(refuse(each, problem))
            self._record(connection, each.file, result)
        self._report_result(each.file, result)

    def _take_in_package(self, file: OfferedFile) -> None:
        try:
            content, sha256 = read_offered(file.path)
            if sha256 != file.sha256:
                raise AppError("FILE_CHANGED", file=file.path)
            package = read_package(content, file.path)
        except AppError as problem:
            self._settle(RefusedFile(file, problem.code, problem.params))
            return
        except Exception as problem:
            self._note_problem(file, problem)
            return
        payload: Payload | None = None
        with self._store.writing() as connection:
            try:
                payload = load_payload_of(connection, package, file.path)
                is_new = take_in_package(connection, package, payload, file.path, self._now)
                result = self._outcomes.build_attachments(file, payload, is_new=is_new)
            except AppError as problem:  # before anything was written
                refused = RefusedFile(file, problem.code, problem.params, payload=payload)
                result = self._outcomes.build_refused(refused)
            self._record(connection, file, result)
        self._report_result(file, result)

    def _store_return(
        self, connection: Connection, each: OfferedReturn, content: bytes
    ) -> ImportResult:
        held = ledger_rules.find_held(each, load_held(connection, each.round_id, each.agency))
        if held is None:
            return_id = insert_return(
                connection, each.payload, each.payload_sha256, each.facts.count(), self._now
            )
            insert_facts(connection, return_id, each.facts)
            insert_texts(connection, return_id, each.facts.texts, self._now)
        else:
            return_id = held.id
        if held is None or not has_file(connection, each.file.sha256):
            name = each.file.path.name
            insert_file(
                connection, return_id, each.verdict, content, each.file.sha256, name, self._now
            )
        return self._outcomes.build_accepted(each, is_new=held is None)

    def _record(self, connection: Connection, file: OfferedFile, result: ImportResult) -> None:
        record_offer(connection, result, file.sha256, file.path.name, self._now)
        self._results[file.position] = result

    def _note_problem(self, file: OfferedFile, problem: Exception) -> None:
        problem.add_note(f"while importing {file.path}")
        self._problems.append(problem)
        result = self._outcomes.build_crashed(file, problem)
        with self._store.writing() as connection:
            self._record(connection, file, result)
        self._report_result(file, result)

    def _report_result(self, file: OfferedFile, result: ImportResult) -> None:
        """What is known of a file now; what was written about it is written."""
        if self._on_result is not None:
            self._on_result(file.position, result)

    def _report_progress(self, done: int, total: int, path: Path) -> None:
        if self._progress is not None:
            self._progress(done, total, path.name)
