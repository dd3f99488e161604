"""What Wine lacks and tests would meet; a plugin of pytest, imported by Windows Python."""

import _winapi

# shutil takes the older way where there is none: Wine 8 ends a program that calls it.
delattr(_winapi, "CopyFile2")
