"""Writes docs/postmortem.schema.json, the JSON Schema of a Postmortem, from the models. A test fails when it is out of date."""

import json
from pathlib import Path

from pipeline.domain.postmortem import Postmortem

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "postmortem.schema.json"


def schema() -> str:
    return json.dumps(Postmortem.model_json_schema(mode="serialization"), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    SCHEMA.write_text(schema(), encoding="utf-8")
