"""How Alembic runs here: on the connection it is handed, inside that connection's one transaction."""

from alembic import context

from core.storage.tables import metadata

if context.is_offline_mode():
    context.configure(dialect_name=context.config.get_main_option("dialect"), target_metadata=metadata)
else:
    # transactional_ddl: a migration that is cut off leaves the database as it was before.
    context.configure(
        connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
    )
with context.begin_transaction():
    context.run_migrations()
