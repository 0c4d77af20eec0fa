"""Runs migrations on the connection that `bot.store.migrate` hands over."""

from alembic import context
from sqlalchemy.engine import Connection

from bot.failpoints import Point, reach
from bot.store.tables import Base

connection: Connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    user_module_prefix="columns.",
    render_as_batch=True,
    transaction_per_migration=True,
    compare_type=True,
    on_version_apply=lambda **_: reach(Point.MIGRATING),
)
with context.begin_transaction():
    context.run_migrations()
