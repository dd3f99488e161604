"""Identifiers and names are checked where they enter, and fit into what X.509 allows."""

import pytest
from cryptography.x509.oid import NameOID

from app.errors import AppError
from app.trust.certificates.subjects import (
    LONGEST_NAME,
    build_subject,
    ensure_identity,
    ensure_name,
    ensure_tidy_identity,
    find_identity_fault,
    tidy_name,
)

_GOOD = ("MOE-01", "A123456789", "a", "9.1/2", "x" * LONGEST_NAME)
_UNFIT = ("", " ", "甲01", "a_b", "a@b", "-1", "a b", "x" * (LONGEST_NAME + 1), "a\n", "a*")


@pytest.mark.parametrize("person_id", _GOOD)
def test_an_identifier_of_letters_and_digits_may_be_used(person_id: str) -> None:
    ensure_identity(person_id, "王小明𠮷", "原住民族委員會")
    build_subject("教育部", "王小明", person_id).public_bytes()


@pytest.mark.parametrize("person_id", [each for each in _UNFIT if each.strip() == each])
def test_any_other_identifier_is_refused(person_id: str) -> None:
    fault = find_identity_fault(person_id, "王小明")
    assert (fault and fault.code) == ("PERSON_ID_UNFIT" if person_id != "a\n" else None)


@pytest.mark.parametrize(
    "name", ["", "王" * (LONGEST_NAME + 1), "a\x1b[1m", "a\u202eb", "a\nb", "\u200ba", "a\ufeff"]
)
def test_a_name_with_what_nobody_sees_is_refused(name: str) -> None:
    fault = find_identity_fault("MOE-01", name)
    assert fault is not None
    assert fault.code == "NAME_UNFIT"
    assert fault.params["value"].isprintable()
    assert len(fault.params["value"]) < 60


@pytest.mark.parametrize(("name", "code"), [("王\ue000明", "F112"), ("王明😀", "F171")])
def test_a_name_nobody_else_could_read_is_refused_with_the_diagnosis(name: str, code: str) -> None:
    fault = find_identity_fault("MOE-01", name)
    assert fault is not None
    assert (fault.code, fault.params["label"]) == (code, "姓名")
    assert find_identity_fault("MOE-01", "林\uf9f7、葛\U000e0100、Pe̍h") is None


def test_a_name_is_kept_in_one_way_of_writing_it() -> None:
    assert tidy_name(" Ji\u0301 ⽟\uf9f7\u3000") == "Jí 玉\uf9f7"
    ensure_tidy_identity("MOE-01", "Jí 玉\uf9f7", "王小明")
    for name in ("Ji\u0301", "⽟", " 王小明", "Ａda"):
        with pytest.raises(AppError, match="NAME_UNFIT"):
            ensure_tidy_identity("MOE-01", name)


def test_the_name_of_who_sits_at_the_desk_is_one() -> None:
    ensure_name(" 王小明 ")
    for name in ("", "a\x1b[1m", "王" * (LONGEST_NAME + 1)):
        with pytest.raises(AppError, match="NAME_UNFIT"):
            ensure_name(name)


def test_a_subject_keeps_the_upper_bounds() -> None:
    subject = build_subject("部" * 300, "人" * 300, "1")
    subject.public_bytes()
    (organisation,) = subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    (common_name,) = subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    assert organisation.value == "部" * LONGEST_NAME
    assert common_name.value == "人" * (LONGEST_NAME // len("人".encode()))
