"""Received returns keep their counts, so that an overview decodes no payload."""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_COUNTS = ("projects", "warnings", "behind", "amendments")
_AGENCY = "-"


def upgrade() -> None:
    """Add the columns and count what the payloads of the returns here say."""
    with op.batch_alter_table("received_return") as table:
        for name in _COUNTS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    _count_payloads()
    with op.batch_alter_table("received_return") as table:
        for name in _COUNTS:
            table.alter_column(name, server_default=None)


def _count_payloads() -> None:
    returns = sa.table(
        "received_return",
        sa.column("id", sa.Integer),
        sa.column("payload", sa.LargeBinary),
        *(sa.column(each, sa.Integer) for each in _COUNTS),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(returns.c.id, returns.c.payload)).all():
        counts = _count(json.loads(row.payload))
        connection.execute(returns.update().where(returns.c.id == row.id).values(counts))


def _count(payload: dict[str, Any]) -> dict[str, int]:
    """Count from the data alone: the delay section is filled exactly where a project is behind."""
    places = [(*path.split("/"), value) for path, value in payload["data"].items()]
    return {
        "projects": len({project for project, *_ in places if project != _AGENCY}),
        "warnings": len(payload["explained"]),
        "behind": len({project for project, section, *_ in places if section == "delay"}),
        "amendments": sum(
            len(value)
            for _, section, _, field, value in places
            if section == "amendments" and field == "#rows"
        ),
    }
