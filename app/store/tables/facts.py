"""Tables of facts: what the office computes with, made from payloads and rebuildable at any time.

A fact belongs to a received return, hence to its round, programme version and agency. Facts carry
no foreign keys and are not looked at when a store is opened: `office rebuild --check` holds them
against the evidence they were made from. SQLite keeps those that are counted in millions in the
order of their key alone (`sqlite_with_rowid`, which other databases pass over).
"""

from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Integer, String, Table, Text

from app.store.tables.common import metadata

REBUILT = "is_rebuilt"
"""The mark of a table whose rows can be made anew from others."""

_IN_ORDER_OF_KEY: dict[str, Any] = {"info": {REBUILT: True}, "sqlite_with_rowid": False}


def _key(name: str) -> Column[int]:
    """A number that is part of a key, and given by whoever writes the row."""
    return Column(name, Integer, primary_key=True, autoincrement=False)


fact_place = Table(
    "fact_place",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("path", String(200), nullable=False, unique=True),
    Column("project", String(16), nullable=False),  # `-` for an agency's own
    Column("section", String(40), nullable=False),
    info={REBUILT: True},
)
"""Every place anything was ever said about, by a number."""

fact_value = Table(
    "fact_value",
    metadata,
    _key("return_id"),
    _key("place_id"),
    _key("origin"),
    Column("kind", Integer, nullable=False),
    Column("whole", BigInteger),
    Column("text", Text),  # also a decimal, or a list as JSON
    Column("filled_by", Text),
    **_IN_ORDER_OF_KEY,
)
"""A value at a place; `origin` and `kind` are those of `app.models.facts`."""

fact_section = Table(
    "fact_section",
    metadata,
    _key("return_id"),
    Column("project", String(16), primary_key=True),
    Column("section", String(40), primary_key=True),
    Column("entered", Integer, nullable=False),
    Column("explained", Integer, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""How many values, and how many warnings with a reason, stand in a section of a project."""

fact_project = Table(
    "fact_project",
    metadata,
    _key("return_id"),
    Column("project", String(16), primary_key=True),
    Column("is_nil", Boolean, nullable=False),
    Column("state", String(20)),
    Column("behind_by", String(80), nullable=False),  # in their order, by commas
    Column("available_ntd", BigInteger),
    Column("allocated_ntd", BigInteger),
    Column("paid_ntd", BigInteger),
    Column("payable_ntd", BigInteger),
    Column("surplus_ntd", BigInteger),
    Column("prepaid_ntd", BigInteger),
    Column("executed_ntd", BigInteger),
    Column("warnings", Integer, nullable=False),
    Column("changes", Integer, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""A project as its agency reports it."""

fact_target = Table(
    "fact_target",
    metadata,
    _key("return_id"),
    Column("project", String(16), primary_key=True),
    Column("target", String(40), primary_key=True),
    Column("indicator", Integer),
    Column("state", String(20)),
    Column("reported", String(40)),  # decimals as text
    Column("running", String(40)),
    Column("rate", String(40)),
    **_IN_ORDER_OF_KEY,
)
"""A target as its project reports it."""

fact_finding = Table(
    "fact_finding",
    metadata,
    _key("return_id"),
    _key("number"),
    Column("code", String(20), nullable=False),
    Column("place", String(200), nullable=False),
    Column("severity", String(20), nullable=False),
    Column("is_explained", Boolean, nullable=False),
    Column("label", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("reason", Text, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""What the rules say about a return: what its agency gives a reason for first, as signed."""

fact_attachment = Table(
    "fact_attachment",
    metadata,
    _key("return_id"),
    _key("number"),
    Column("sha256", String(64), nullable=False, index=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("media_type", String(120), nullable=False),
    Column("name", Text, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""What a return lists."""

fact_answer = Table(
    "fact_answer",
    metadata,
    _key("return_id"),
    _key("number"),
    Column("comment_id", String(20), nullable=False),
    Column("place", String(200)),
    Column("kind", String(20), nullable=False),
    Column("comment", Text, nullable=False),
    Column("text", Text, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""What an agency answers to comments of the review, which it quotes."""

fact_total = Table(
    "fact_total",
    metadata,
    _key("return_id"),
    Column("field", String(80), primary_key=True),
    Column("value", BigInteger, nullable=False),
    Column("label", Text, nullable=False),
    **_IN_ORDER_OF_KEY,
)
"""The control totals of a return."""
