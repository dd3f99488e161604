"""Alembic migrations of the store; run by app.models.db.store_migration."""
