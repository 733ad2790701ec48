"""The migrations: a connection -> its tables as this version has them. One file a revision in versions/, named in schema.py."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Runs in the transaction of the connection: all of them, or none."""
    command.upgrade(configured(connection), revision)


def configured(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", "pipeline.store:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
