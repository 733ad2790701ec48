"""Where past incidents and reviews are kept, the truth: SQLite, with nothing in it that PostgreSQL would refuse.

Indexes are caches of it.

    open_store(home) -> Store          made, or brought up to date by the migrations, where it is not
    reviews.open_reviews(home)         -> Reviews, in the same database; not imported here: a search needs none of it

    schema.py       the tables as they are now           opening.py    a folder -> an engine on a database that is up to date
    migrations/     how they came to be so               rows.py       PastIncident <-> rows
    faults.py       what went wrong, as one sentence     repository.py Store: put, remove, read
    database.py     transactions of an open database

    review_schema.py  the tables of reviews              reviews.py    Reviews: create, list, look, change
    review_rows.py    nouns of a review <-> rows         pieces.py, remarks.py, going_out.py
                                                         what a change may do: a transaction.py each
    documents.py      past incidents within a transaction, and how they follow their reviews
    access.py         who may do what                    people.py, jobs.py, audit_log.py, snapshots.py   what their names say

Nothing else imports sqlalchemy or alembic. Several processes may read and write at once.
"""

from pipeline.store.repository import Store, open_store

__all__ = ["Store", "open_store"]
