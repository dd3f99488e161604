"""The Windows program: its tree of files, its launchers and Setup.exe, built on Debian."""
