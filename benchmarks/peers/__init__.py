"""Floors and peers: the least a program can do, or what people would use instead."""
