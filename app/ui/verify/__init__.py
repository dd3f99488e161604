"""Verification page of both roles: checks any file and shows its verdict."""
