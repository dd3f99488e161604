"""Finding and loading the driver of a card."""

import _sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import AppError
from app.messages import describe_error
from app.trust.keys import pkcs11_modules
from app.trust.keys.machines import Machine, own_machine, read_machine
from app.trust.keys.pkcs11_modules import MODULE_VARIABLE, find_module, load_module


def put(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"module")
    return path


def test_hicos_is_found_in_system32(tmp_path: Path) -> None:
    module = put(tmp_path / "Windows" / "System32" / "HiCOSPKCS11.dll")
    environment = {"SystemRoot": str(tmp_path / "Windows")}
    assert find_module(environment=environment, platform="win32") == module


def test_hicos_is_found_below_program_files(tmp_path: Path) -> None:
    programs = tmp_path / "Program Files"
    module = put(programs / "Chunghwa Telecom" / "HiCOS PKI Smart Card" / "HiCOSPKCS11.dll")
    environment = {"SystemRoot": str(tmp_path / "Windows"), "ProgramFiles": str(programs)}
    assert find_module(environment=environment, platform="win32") == module


def test_the_cards_own_driver_goes_before_a_general_one(tmp_path: Path) -> None:
    general = put(tmp_path / "usr/lib/x86_64-linux-gnu/opensc-pkcs11.so")
    assert find_module(environment={}, platform="linux", root=tmp_path) == general
    own = put(tmp_path / "usr/local/lib/HiCOS/libHicos_p11v1.so")
    assert find_module(environment={}, platform="linux", root=tmp_path) == own
    mac = put(tmp_path / "Library/OpenSC/lib/opensc-pkcs11.so")
    assert find_module(environment={}, platform="darwin", root=tmp_path) == mac


def test_a_setting_goes_before_the_known_places_and_a_choice_before_both(tmp_path: Path) -> None:
    put(tmp_path / "usr/lib/opensc-pkcs11.so")
    named, chosen = put(tmp_path / "named.so"), put(tmp_path / "chosen.so")
    environment = {MODULE_VARIABLE: str(named)}
    assert find_module(environment=environment, platform="linux", root=tmp_path) == named
    found = find_module(chosen, environment=environment, platform="linux", root=tmp_path)
    assert found == chosen


def test_a_named_module_that_is_not_there_is_no_reason_to_take_another(tmp_path: Path) -> None:
    put(tmp_path / "usr/lib/opensc-pkcs11.so")
    missing = tmp_path / "missing.so"
    with pytest.raises(AppError) as caught:
        find_module(missing, environment={}, platform="linux", root=tmp_path)
    assert caught.value.code == "TOKEN_MODULE_MISSING"
    assert caught.value.params["path"] == str(missing)


def test_no_driver_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(AppError) as caught:
        find_module(environment={}, platform="linux", root=tmp_path)
    assert caught.value.code == "TOKEN_NO_MODULE"


def test_a_file_that_is_no_module_cannot_be_used(tmp_path: Path) -> None:
    pytest.importorskip("pkcs11", reason="python-pkcs11 is not installed")
    module = put(tmp_path / "text.so")
    with pytest.raises(AppError) as caught:
        load_module(module)
    assert caught.value.code == "TOKEN_MODULE_UNUSABLE"
    with pytest.raises(AppError) as caught:
        load_module(tmp_path / "missing.so")
    assert caught.value.code == "TOKEN_MODULE_MISSING"


WITHOUT_BINDING = """
import subprocess
import sys
from pathlib import Path

sys.modules["pkcs11"] = None  # importing it raises ImportError from here on
from app.errors import AppError
from app.trust.keys import pkcs11, pkcs11_modules, signing_keys, tokens

try:
    pkcs11_modules.load_module(Path(sys.argv[1]))
except AppError as refused:
    print(refused.code)
"""


def test_without_the_binding_cards_are_refused_and_nothing_else(tmp_path: Path) -> None:
    """In a process of its own: modules loaded twice here would be two for the tests that follow."""
    module = str(put(tmp_path / "any.so"))
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_BINDING, module],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[3],
    )
    assert done.stdout.strip() == "TOKEN_LIBRARY_MISSING", done.stderr


def library(path: Path, machine: Machine, system: str = "win32") -> Path:
    """The head of a library for that kind of processor."""
    put(path)
    if system == "win32":
        number = {Machine.X86: 0x014C, Machine.X64: 0x8664, Machine.ARM64: 0xAA64}[machine]
        head = b"MZ".ljust(0x3C, b"\0") + struct.pack("<I", 0x80)
        path.write_bytes(head.ljust(0x80, b"\0") + struct.pack("<4sH", b"PE\0\0", number))
    else:
        number = {Machine.X86: 3, Machine.X64: 62, Machine.ARM64: 183}[machine]
        path.write_bytes(b"\x7fELF\x02\x01\x01".ljust(18, b"\0") + struct.pack("<H", number))
    return path


@pytest.fixture(autouse=True)
def _on_x64(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pkcs11_modules, "own_machine", lambda: Machine.X64)


@pytest.mark.parametrize("system", ["win32", "linux"])
@pytest.mark.parametrize("machine", [Machine.X86, Machine.X64, Machine.ARM64])
def test_the_head_of_a_library_says_what_it_is_for(
    tmp_path: Path, machine: Machine, system: str
) -> None:
    assert read_machine(library(tmp_path / "a", machine, system)) is machine


@pytest.mark.parametrize("content", [b"", b"MZ", b"MZ" * 40, b"\x7fELF", b"\x7fELF" * 9, b"text"])
def test_a_head_that_says_nothing_is_left_to_the_loader(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.dll"
    path.write_bytes(content)
    assert read_machine(path) is None
    assert find_module(path, environment={}, platform="win32") == path


def test_this_program_can_load_what_it_is_made_of() -> None:
    assert own_machine() is not None
    assert read_machine(Path(_sqlite3.__file__)) is own_machine()


def test_a_32_bit_module_is_named_beside_the_one_that_fits(tmp_path: Path) -> None:
    windows = tmp_path / "Windows"
    fitting = library(windows / "System32" / "HiCOSPKCS11.dll", Machine.X64)
    chosen = library(windows / "SysWOW64" / "HiCOSPKCS11.dll", Machine.X86)
    environment = {"SystemRoot": str(windows)}
    with pytest.raises(AppError) as caught:
        find_module(chosen, environment=environment, platform="win32")
    assert caught.value.code == "TOKEN_MODULE_OTHER_MACHINE"
    sentence = describe_error(caught.value)
    assert str(chosen) in sentence and str(fitting) in sentence and "32 位元" in sentence
    fitting.unlink()
    with pytest.raises(AppError) as caught:
        find_module(chosen, environment=environment, platform="win32")
    assert caught.value.code == "TOKEN_MODULE_ONLY_OTHER_MACHINE"


def test_a_module_for_another_processor_is_not_offered(tmp_path: Path) -> None:
    other = library(tmp_path / "usr/lib/libHicos_p11v1.so", Machine.X86, "linux")
    with pytest.raises(AppError) as caught:
        find_module(environment={}, platform="linux", root=tmp_path)
    assert caught.value.code == "TOKEN_MODULE_ONLY_OTHER_MACHINE"
    assert caught.value.params["path"] == str(other)
    fitting = library(tmp_path / "usr/lib/opensc-pkcs11.so", Machine.X64, "linux")
    assert find_module(environment={}, platform="linux", root=tmp_path) == fitting
