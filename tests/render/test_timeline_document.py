import json

from render_samples import EVIDENCE, FULL

from pipeline import render
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.story import Story

MATERIAL = RedactedMaterial(evidence=EVIDENCE)
STORY = Story(incident=FULL.incident, metrics=FULL.metrics, timeline=FULL.timeline, questions=FULL.questions)


def test_markdown_has_the_key_events_the_complete_timeline_the_metrics_and_footnotes() -> None:
    markdown = render.timeline(MATERIAL, STORY, "md", timezone="Europe/Berlin")
    assert markdown.startswith("# Timeline: Mixer")
    assert "## Timeline (all times Europe/Berlin, CEST)" in markdown
    assert "| 11:23:40 CEST | acknowledgement | Ines Moreau: error rate is at 38% \\| same in both halls[^" in markdown
    assert "### Metrics" in markdown
    assert "[^1]: **" in markdown


def test_json_has_its_five_keys_and_only_cited_evidence() -> None:
    parts = json.loads(render.timeline(MATERIAL, STORY, "json"))
    assert list(parts) == ["incident", "metrics", "timeline", "questions", "evidence"]
    cited = {id for event in parts["timeline"] for id in event["evidence"]}
    assert {piece["id"] for piece in parts["evidence"]} == cited
