"""A database of any version becomes one of this version, and keeps what is in it."""

import io
import sqlite3
from contextlib import closing, redirect_stdout
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from review_samples import NOW, review
from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable
from store_samples import incident, passages

from pipeline.errors import StoreUnavailable
from pipeline.store import open_store
from pipeline.store.migrations import configured, upgrade
from pipeline.store.review_schema import metadata
from pipeline.store.reviews import open_reviews
from pipeline.store.schema import REVISIONS


def test_the_migrations_are_those_that_the_schema_names_in_one_line() -> None:
    scripts = ScriptDirectory.from_config(configured())
    assert tuple(script.revision for script in reversed(list(scripts.walk_revisions()))) == REVISIONS
    assert scripts.get_heads() == [REVISIONS[-1]]


def test_the_migrations_make_the_tables_that_the_schema_describes(tmp_path: Path) -> None:
    open_store(tmp_path)
    with create_engine(f"sqlite:///{tmp_path}/postmortem.db").connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_database_of_the_first_revision_is_brought_up_to_date(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/postmortem.db")
    with engine.begin() as connection:
        upgrade(connection, REVISIONS[0])
        connection.exec_driver_sql(
            "INSERT INTO documents (id, title, visibility, source, digest, revision)"
            " VALUES ('old', 'An old one', 'internal', '', '', 1)"
        )
    store = open_store(tmp_path)
    store.put(incident(), passages())
    assert [one.id for one in store.listed()] == ["PM-1", "old"]


def test_reviews_are_begun_beside_the_past_incidents_of_the_first_revision(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/postmortem.db")
    with engine.begin() as connection:
        upgrade(connection, REVISIONS[0])
        connection.exec_driver_sql(
            "INSERT INTO documents (id, title, visibility, source, digest, revision)"
            " VALUES ('old', 'An old one', 'internal', '', 'd', 1)"
        )
        connection.exec_driver_sql("INSERT INTO parts VALUES ('old', 0, 'cause', 'Cause', 'A deploy')")
    store = open_reviews(tmp_path)
    store.create(store.sign_in("Ada", NOW), review(), NOW)
    assert [one.parts[0].text for one in open_store(tmp_path).incidents()] == ["A deploy"]
    assert [one.id for one in store.listed(store.sign_in("Ada", NOW))] == ["PM-1"]


def test_what_people_decided_is_not_thrown_away_by_going_back(tmp_path: Path) -> None:
    open_reviews(tmp_path)
    with create_engine(f"sqlite:///{tmp_path}/postmortem.db").begin() as connection:
        with pytest.raises(NotImplementedError, match="not thrown away"):
            command.downgrade(configured(connection), REVISIONS[0])
        assert connection.exec_driver_sql("SELECT count(*) FROM reviews").scalar() == 0


def test_an_empty_file_is_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "postmortem.db").touch()
    assert open_store(tmp_path).count() == (0, 0)


def test_a_database_of_a_newer_version_is_refused_in_one_sentence_and_stays_as_it_is(tmp_path: Path) -> None:
    open_store(tmp_path).put(incident(), passages())
    with closing(sqlite3.connect(tmp_path / "postmortem.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreUnavailable, match=r"postmortem\.db: a newer version of postmortem made this database; update"):
        open_store(tmp_path)
    with closing(sqlite3.connect(tmp_path / "postmortem.db")) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)


def test_postgresql_would_take_the_tables_and_the_migrations() -> None:
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))
    config, out = configured(), io.StringIO()
    config.set_main_option("dialect", "postgresql")
    config.output_buffer = out
    with redirect_stdout(out):
        command.upgrade(config, "head", sql=True)
    assert out.getvalue().count("CREATE TABLE") == len(metadata.tables) + 1
    assert "BEFORE UPDATE OR DELETE ON audit" in out.getvalue() and "BEFORE TRUNCATE ON audit" in out.getvalue()
    assert "RAISE(ABORT" not in out.getvalue()
    assert "BYTEA" in out.getvalue() and "TIMESTAMP WITH TIME ZONE" in out.getvalue()
