"""The published JSON Schema says what the models say."""

from evals.tasks.write_schema import SCHEMA, schema


def test_the_committed_schema_is_the_one_of_the_models() -> None:
    assert SCHEMA.read_text(encoding="utf-8") == schema(), "run `make schema` and commit docs/postmortem.schema.json"
