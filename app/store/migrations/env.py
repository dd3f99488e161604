"""Run by Alembic: migrate over the connection and transaction the caller has opened."""

from alembic import context

from app.store.tables.common import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,  # one transaction around all steps is already open
)
context.run_migrations()
