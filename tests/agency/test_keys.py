"""The keys known at a desk: in its folder, remembered on this computer, never the office's."""

from pathlib import Path

from app.agency.desk import AgencyDesk
from app.agency.keys import MEMORY_NAME
from app.trust.certificates.certificate import certificate_pem
from app.trust.keys.files import KeyOwner, make_key_file
from app.trust.keys.my_keys import KeyMedium
from tests.agency.desks import START, open_desk_with_round

OWNER = KeyOwner("王小明", "MOE-001", "教育部")
PASSPHRASE = "紅豆湯圓 rice 27"


def test_files_beside_the_store_and_those_opened_elsewhere_are_known(tmp_path: Path) -> None:
    data, stick = tmp_path / "data", tmp_path / "stick"
    made = make_key_file(tmp_path / "a.p12", OWNER, PASSPHRASE, now=START, days=30)
    far = make_key_file(stick / "b.p12", OWNER, PASSPHRASE, now=START, days=30)
    (tmp_path / "office.0123456789ab.office-key.p12").write_bytes(b"the office's")
    with open_desk_with_round(tmp_path, local_folder=data) as desk:
        ring = desk.keys
        assert [each.own_sha256 for each in ring.all(START)] == [made.certificate_sha256]
        ring.remember_file(stick / "b.p12", far.certificate)
        ring.remember_card("卡片", certificate_pem(far.certificate))
    with AgencyDesk.open(tmp_path / "moe.tianbao", local_folder=data) as again:
        ring = again.keys
        keys = ring.all(START, also=(stick / "b.p12",))
        assert [each.medium for each in keys] == [KeyMedium.PROGRAM] * 2 + [KeyMedium.CARD]
        assert [ring.can_forget(each) for each in keys] == [False, True, True]
        for each in keys:
            ring.forget(each)
        assert len(ring.all(START)) == 1


def test_a_memory_that_cannot_be_read_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / MEMORY_NAME).write_bytes(b"{half")
    with open_desk_with_round(tmp_path, local_folder=tmp_path / "data") as desk:
        ring = desk.keys
        assert ring.all(START) == ()
        key = make_key_file(tmp_path / "x" / "a.p12", OWNER, PASSPHRASE, now=START, days=30)
        ring.remember_file(tmp_path / "x" / "a.p12", key.certificate)
        assert len(ring.all(START)) == 1
