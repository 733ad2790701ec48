"""Where past incidents are kept, the truth: SQLite, with nothing in it that PostgreSQL would refuse. Indexes are caches of it.

    open_store(home) -> Store      made, or brought up to date by the migrations, where it is not

    schema.py       the tables as they are now           opening.py    a folder -> an engine on a database that is up to date
    migrations/     how they came to be so               rows.py       PastIncident <-> rows
    faults.py       what went wrong, as one sentence     repository.py Store: put, remove, read

Nothing else imports sqlalchemy or alembic. Several processes may read and write at once.
"""

from pipeline.store.repository import Store, open_store

__all__ = ["Store", "open_store"]
