"""Names of attachments any computer can write, and lists of them that keep their bounds."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.files import ATTACHMENTS_LIMIT, MOST_ATTACHMENTS
from app.models.returns import AttachmentDigest
from app.returns.attachments.rules import find_attachment_problem, tidy_name


def attachment(name: str = "照片.jpg", number: int = 1, **changes: object) -> AttachmentDigest:
    stated = {"media_type": "image/jpeg", "size_bytes": 5, "sha256": f"{number:064x}"}
    return AttachmentDigest(name=name, **(stated | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "tidy"),
    [
        ("活動照片 1.jpg", "活動照片 1.jpg"),
        ("../../etc/passwd", "_.._etc_passwd"),
        ("C:\\windows\\system.ini", "C__windows_system.ini"),
        ("報告\u202efdp.exe", "報告fdp.exe"),
        ("a\u200bb\n.pdf", "ab.pdf"),
        ("cafe\u0301.txt", "café.txt"),
        ("⼈⼝ ＡＢ.txt", "人口 AB.txt"),
        ("照片😀\ufffd.jpg", "照片__.jpg"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        (".hidden", "hidden"),
        ("尾.. ", "尾"),
        ("\u200b", "附件"),
        ("...", "附件"),
        ("長" * 90 + ".jpeg", "長" * 65 + ".jpeg"),
        ("a." + "長" * 90, "a." + "長" * 66),
    ],
)
def test_a_name_is_made_one_any_computer_can_write(name: str, tidy: str) -> None:
    assert tidy_name(name) == tidy


@given(st.text(max_size=300))
def test_a_tidy_name_is_left_as_it_is(name: str) -> None:
    tidy = tidy_name(name)
    assert tidy_name(tidy) == tidy
    assert 0 < len(tidy.encode()) <= 201
    assert "/" not in tidy and "\\" not in tidy and tidy not in (".", "..")


def _many(count: int, size_bytes: int = 1) -> tuple[AttachmentDigest, ...]:
    return tuple(attachment(number=each, size_bytes=size_bytes) for each in range(count))


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ((), None),
        (_many(MOST_ATTACHMENTS), None),
        (_many(MOST_ATTACHMENTS + 1), "attachments"),
        (_many(4, ATTACHMENTS_LIMIT // 4), None),
        (_many(4, ATTACHMENTS_LIMIT // 4 + 1), "attachments size_bytes"),
        ((attachment(size_bytes=ATTACHMENTS_LIMIT + 1),), "attachments size_bytes"),
        ((attachment(size_bytes=0),), "attachments size_bytes"),
        ((attachment(size_bytes=-5),), "attachments size_bytes"),
        ((attachment("b.jpg", 1), attachment("a.jpg", 2)), "attachments order"),
        ((attachment("a.jpg", 1), attachment("b.jpg", 1)), "attachments order"),
        ((attachment("../a.jpg"),), "attachments name"),
        ((attachment("fdp\u202etxt.exe"),), "attachments name"),
        ((attachment(sha256="AB" * 32),), "attachments sha256"),
        ((attachment(sha256=""),), "attachments sha256"),
        ((attachment(media_type="a picture"),), "attachments media_type"),
    ],
)
def test_a_list_out_of_bounds_is_told(
    files: Sequence[AttachmentDigest], problem: str | None
) -> None:
    found = find_attachment_problem(files)
    assert found == problem if problem is None else found is not None and found.startswith(problem)
