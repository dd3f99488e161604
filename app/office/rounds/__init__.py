"""Rounds, their round files, and the programme they are opened on."""
