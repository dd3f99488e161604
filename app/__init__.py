"""Tianbao 填報: structured, signed returns for 社會創新行動方案 2.0."""

__version__ = "0.9.0"
