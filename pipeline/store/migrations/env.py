"""What alembic runs: the migrations over the connection that it was given, or as SQL for a dialect that is named."""

from alembic import context

from pipeline.store.review_schema import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    context.configure(dialect_name=context.config.get_main_option("dialect"), target_metadata=metadata, as_sql=True)
else:
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
