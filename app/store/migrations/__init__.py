"""Alembic's environment for the stores."""
