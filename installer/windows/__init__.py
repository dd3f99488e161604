"""The Windows program: its tree of files, its launchers and Setup.exe, built on Debian."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
