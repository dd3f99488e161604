"""Command line interface: the same services as the window, without a QApplication.

Exit codes: 0 success, 1 something was refused or has findings, 2 wrong usage, 3 a bug of ours
(the path of a report is printed), 4 done, but standard output took nothing.
"""
