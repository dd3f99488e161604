"""A finished return of one agency, on the real plan, for the tests of returns."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from app.forms.blank_builder import build_blank
from app.forms.evaluation import Evaluation, evaluate
from app.forms.form_loader import load_form
from app.forms.iteration import row_keys, walk_fields
from app.forms.meaning import form_sha256
from app.models.answers import ROWS, Answers, Place, StoredValue
from app.models.findings import Finding, Severity
from app.models.forms import Blank, FieldSpec, FieldType, RowSource
from app.models.programme import Programme
from app.models.returns import AnsweredComment, AttachmentDigest, Payload
from app.models.reviews import CommentAnswerKind
from app.models.rounds import Round, RoundKind
from app.models.signatures import Registry, RegistryEntry, Signer, SignerRole
from app.programme.catalogue_loader import load_catalogue
from app.returns.document.payload_building import build_payload
from app.returns.judging.trust_context import TrustContext
from app.returns.layouts.printed_document import ReturnDocument
from app.returns.layouts.v1.builder import build_document
from app.returns.workbook.signing import sign_workbook
from app.returns.workbook.writer import write_workbook
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.signing_keys import SoftwareKey, create_software_key

NOW = datetime(2026, 1, 20, 9, 30, tzinfo=UTC)
CHANGED_AT = datetime(2026, 1, 18, 4, 5, 6, tzinfo=UTC)
SIGNED_AT = datetime(2026, 1, 19, 1, 2, 3, tzinfo=UTC)
AGENCY = "MOE"
NONCE = "5a" * 32

_PICTURE = AttachmentDigest(
    name="活動照片；1.jpg", media_type="image/png", size_bytes=5, sha256="ab" * 32
)

# Everything that has ever gone wrong between a form and a cell.
NASTY = (
    "=SUM(A1:A9) 不是公式\n"
    "+886 -1 @here\n"
    '  兩格縮排，𠮷野家、㲿、𨡸，①㈠Pe̍h-ōe-jī _x0041_ _x005F_x000D_ &amp; <b>"引號"</b> ]]>\n'
    "\n"
    "最後一行"
)

ANSWERS = (
    AnsweredComment(
        comment_id="r1-1",
        place="P06/results/-/narrative",
        comment="請補充 =A1 之依據，\n並說明差異。",
        kind=CommentAnswerKind.KEPT_WITH_REASON,
        text=NASTY + "，依決算數填列" * 200,
    ),
    AnsweredComment(
        comment_id="r1-2",
        place=None,
        comment="請檢附公文。" * 120,
        kind=CommentAnswerKind.CORRECTED,
        text="",
    ),
)


@cache
def programme() -> Programme:
    return load_catalogue()


def round_(
    roles: tuple[SignerRole, ...] = (SignerRole.PREPARER,), *, is_demo: bool = True
) -> Round:
    return Round(
        id="114-annual",
        kind=RoundKind.ANNUAL_RESULTS,
        year_roc=114,
        title="114年度執行成果",
        form_id="annual-results",
        form_version=1,
        form_sha256=form_sha256(load_form("annual-results")),
        opens_on=date(2026, 1, 2),
        due_on=date(2026, 1, 31),
        closes_on=date(2026, 2, 28),
        nonce=NONCE,
        required_roles=roles,
        is_demo=is_demo,
    )


def key(person: str = "preparer") -> SoftwareKey:
    return _key(person)


@cache
def _key(person: str) -> SoftwareKey:
    return create_software_key(
        f"王{person}",
        f"{AGENCY}-{person}",
        "教育部",
        valid_from=NOW - timedelta(days=30),
        valid_until=NOW + timedelta(days=700),
    )


def signer(role: SignerRole) -> Signer:
    return Signer(
        role=role,
        person_id=f"{AGENCY}-{role.value}",
        person_name=f"王{role.value}",
        certificate_sha256=key(role.value).certificate_sha256,
    )


def registry(roles: tuple[SignerRole, ...] = tuple(SignerRole)) -> Registry:
    entries = tuple(
        RegistryEntry(
            agency=AGENCY,
            person_id=f"{AGENCY}-{role.value}",
            person_name=f"王{role.value}",
            role=role,
            certificate_pem=certificate_pem(key(role.value).certificate),
            certificate_sha256=key(role.value).certificate_sha256,
            active_from=NOW - timedelta(days=30),
        )
        for role in roles
    )
    return Registry(
        sequence=1, issued_at=NOW, next_update=NOW + timedelta(days=365), entries=entries
    )


def trust(the_round: Round | None = None) -> TrustContext:
    the_round = the_round or round_()
    return TrustContext(
        programme=programme(),
        registry=registry(),
        rounds=(the_round,),
        forms={the_round.form_sha256: load_form(the_round.form_id)},
        now=NOW,
    )


def blank(the_round: Round | None = None, agency: str = AGENCY) -> Blank:
    the_round = the_round or round_()
    return build_blank(load_form(the_round.form_id), programme(), the_round, agency)


def answers(the_blank: Blank, *, behind: bool = True) -> Answers:
    """Something in every entered place, nasty texts and large figures among them."""
    values: dict[Place, StoredValue] = {}
    for section in the_blank.sections:
        spec, project = section.spec, section.project_id
        if spec.refused_unless_behind and not behind:
            continue
        if spec.rows is not None and spec.rows.source is RowSource.FREE:
            values[Place(project, spec.id, None, ROWS)] = ("r2", "r1")
        for row in row_keys(section, Answers(values)):
            for field in spec.fields:
                value = _value(field, the_blank)
                if value is not None:
                    values[Place(project, spec.id, row, field.id)] = value
    return Answers(values)


def _value(field: FieldSpec, the_blank: Blank) -> StoredValue:
    match field.type:
        case FieldType.TEXT:
            return "=1+1 王𠮷 _x0041_"
        case FieldType.LONG_TEXT:
            return NASTY + "，長文" * ((field.max_length or 500) // 4)
        case FieldType.INTEGER:
            return 1234
        case FieldType.NUMBER:
            return "12.50" if field.id == "cumulative" else "7"
        case FieldType.MONEY:
            return 12_345_678_901 if field.id == "available" else 9_999
        case FieldType.DATE:
            return "2025-12-31"
        case FieldType.CHOICE:
            return the_blank.form.choices(field.choices or "")[0].id
        case FieldType.MULTI_CHOICE:
            return tuple(each.id for each in the_blank.form.choices(field.choices or "")[:3])
        case FieldType.ATTACHMENT:
            return (_PICTURE.sha256,)
        case _:
            return None


@dataclass(frozen=True)
class Sample:
    """A payload with everything it was made from."""

    payload: Payload
    document: ReturnDocument
    evaluation: Evaluation
    blank: Blank
    round: Round


def sample(
    roles: tuple[SignerRole, ...] = (SignerRole.PREPARER,),
    *,
    the_answers: Answers | None = None,
    is_demo: bool = True,
    agency: str = AGENCY,
    reason: str = "追加預算，\n已報行政院核定。",
    changed_at: datetime = CHANGED_AT,
    attachments: tuple[AttachmentDigest, ...] = (_PICTURE,),
) -> Sample:
    the_round = round_(roles, is_demo=is_demo)
    the_blank = blank(the_round, agency)
    chosen = answers(the_blank) if the_answers is None else the_answers
    places = file_places(the_blank, chosen)
    chosen = chosen.changed(dict.fromkeys(places, tuple(each.sha256 for each in attachments)))
    evaluation = evaluate(the_blank, programme(), the_round, chosen)
    payload = build_payload(
        blank=the_blank,
        programme=programme(),
        round_=the_round,
        evaluation=evaluation,
        findings=findings(the_blank, reason),
        revision=1,
        supersedes_sha256=None,
        changed_at=changed_at,
        attachments=attachments if places else (),
        signers=tuple(signer(each) for each in roles),
        comment_answers=ANSWERS,
        filled_by=units(chosen),
    )
    document = build_document(payload, the_blank)
    return Sample(payload, document, evaluation, the_blank, the_round)


def units(the_answers: Answers) -> dict[str, str]:
    """One place was filled in by a unit, where it was filled in."""
    place = Place("P06", "budget", None, "paid")
    return {place.path: "主計處（會計科）"} if the_answers.get(place) is not None else {}


def file_places(the_blank: Blank, chosen: Answers) -> list[Place]:
    """The places of the answers that refer to files."""
    return [
        place
        for _, _, field, place in walk_fields(the_blank, chosen)
        if field.type is FieldType.ATTACHMENT and chosen.get(place)
    ]


def findings(the_blank: Blank, reason: str) -> tuple[Finding, ...]:
    place = Place(the_blank.project_ids[0], "budget", None, "available")
    return (
        Finding(
            code="F201",
            severity=Severity.WARNING,
            place=place,
            params={"label": "可支用預算數"},
            reason=reason,
        ),
    )


def signed_workbook(made: Sample) -> bytes:
    content = write_workbook(made.payload, made.document)
    for role in made.round.required_roles:
        content = sign_workbook(content, key(role.value), role, SIGNED_AT)
    return content
