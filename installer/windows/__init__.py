"""The Windows program: its tree of files, its launchers and Setup.exe, built on Debian."""

from pathlib import Path

HERE = Path(__file__).resolve().parent

SYSTEM = "x86_64-pc-windows-msvc"
"""Windows as uv names it."""
