"""The Debian package of the program, built and tried on Debian."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
PLACE = "/usr/lib/tianbao"
SYSTEM = "x86_64-manylinux_2_36"
PYTHON = "3.11"
"""The version of Debian 12's interpreter, which the program uses."""
