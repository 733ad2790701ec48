import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from render_filling import filled
from render_samples import ACTIONS, FULL, NEAR_MISS, SILENT, said

from pipeline import render
from pipeline.domain.action_item import Commitment
from pipeline.domain.incident import IncidentKind
from pipeline.domain.postmortem import Postmortem, Question
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine
from pipeline.lint.registry import rule
from pipeline.render.choice import BUILT_IN

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = {"full": FULL, "near-miss": NEAR_MISS, "silent": SILENT}
PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])


def section(markdown: str, heading: str) -> str:
    """What stands under a heading, up to the next one of its level or above."""
    level = heading.partition(" ")[0]
    after = markdown.split(f"\n{heading}\n", 1)[1]
    return re.split(rf"\n#{{1,{len(level)}}} ", after)[0]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_is_the_one_that_was_approved(name: str) -> None:
    approved = (GOLDEN / f"{name}.md").read_text(encoding="utf-8")
    assert render.postmortem(DOCUMENTS[name], "md") == approved


def test_the_short_document_and_another_zone_are_the_ones_that_were_approved() -> None:
    approved = (GOLDEN / "short-in-tokyo.md").read_text(encoding="utf-8")
    assert render.postmortem(FULL, "md", template="short", timezone="Asia/Tokyo") == approved


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("template", (*BUILT_IN, render.EXTERNAL))
def test_what_is_published_holds_no_placeholder_of_ours(template: str, name: str) -> None:
    out = render.postmortem(DOCUMENTS[name].model_copy(update={"status": "published"}), "md", template=template)
    assert not re.search(r"TBD|to be named|in progress:|looked up yet", out)
    assert Engine([rule("section/placeholder-left")]).lint(read_markdown(out, "a.md")) == []


def test_the_same_document_gives_the_same_bytes() -> None:
    assert render.postmortem(FULL, "md") == render.postmortem(Postmortem.model_validate_json(FULL.model_dump_json()), "md")


@pytest.mark.parametrize("template", BUILT_IN)
def test_every_mark_leads_to_one_footnote_numbered_in_order_of_use(template: str) -> None:
    body, _, notes = render.postmortem(FULL, "md", template=template).partition("\n## Evidence\n")
    used = list(dict.fromkeys(re.findall(r"\[\^(\d+)\]", body)))
    assert used == re.findall(r"^\[\^(\d+)\]: ", notes, re.MULTILINE) == [str(n) for n in range(1, len(used) + 1)]


def test_a_footnote_gives_time_author_place_message_and_source() -> None:
    notes = section(render.postmortem(FULL, "md", timezone="Europe/Berlin"), "## Evidence")
    assert "**2026-05-04 12:04:10 CEST · Ines Moreau · message in #inc-paint-shop**: “rolling back to 2.17.3”" in notes
    assert "(`chat:6`, `export.zip, inc-paint-shop/2026-05-04.json, message chat:6`)" in notes


def test_a_code_block_keeps_its_lines_under_its_footnote() -> None:
    notes = section(render.postmortem(FULL, "md"), "## Evidence")
    assert "    ```\n    ERROR ratio table missing\n      path=/etc/mixer/ratios.v2\n\n      fallback=none\n    ```\n" in notes


def test_evidence_that_the_document_does_not_hold_is_said_to_be_missing() -> None:
    document = FULL.model_copy(update={"evidence": FULL.evidence[1:]})
    assert "`log:deploy.log:12`: this evidence is not part of the document." in render.postmortem(document, "md")


def test_a_silent_section_says_so_and_holds_its_question() -> None:
    markdown = render.postmortem(SILENT, "md")
    assert "RCA in progress" in section(markdown, "### Why It Happened")
    assert "> **Question to the owner:** What caused it?" in section(markdown, "### Why It Happened")
    assert "Actions TBD" in section(markdown, "## Action Items")
    assert "*The evidence does not say.*" in section(markdown, "### What Worked Well")


def test_committed_proposed_and_declined_actions_stand_apart() -> None:
    markdown = render.postmortem(FULL, "md")
    assert "Add a start-up check" in section(markdown, "### Prevent Recurrence")
    assert "Mirror the paths" in section(markdown, "### Proposed, Not Committed")
    assert "Page the whole plant" in section(markdown, "### Declined")
    assert markdown.count("Page the whole plant") == 1


def test_an_action_that_the_owner_did_not_take_on_is_not_offered_as_live() -> None:
    item = ACTIONS[0].model_copy(update={"accepted": False})
    markdown = render.postmortem(FULL.model_copy(update={"action_items": (item,)}), "md")
    assert "Add a start-up check" in section(markdown, "### Declined")
    assert "| Add a start-up check" not in markdown
    assert item.commitment is Commitment.COMMITTED


def test_an_unsupported_sentence_is_marked_with_its_problem() -> None:
    assert "About 300 bodies were affected.[^5] **⚠ unsupported: 300 is not in the evidence**" in render.postmortem(FULL, "md")


def test_a_guessed_time_makes_a_duration_a_guess_too() -> None:
    metrics = section(render.postmortem(FULL, "md"), "### Metrics")
    assert "| Time to detect | about 7 min | started: about 09:14 UTC (inferred)" in metrics
    assert "| Time to acknowledge | 2 min 35 s | detected: 09:21:05 UTC (record)" in metrics


def test_what_was_found_before_it_began_is_said() -> None:
    detect = FULL.metrics.time_to_detect.model_copy(update={"seconds": -240})
    document = FULL.model_copy(update={"metrics": FULL.metrics.model_copy(update={"time_to_detect": detect})})
    assert "about 4 min earlier: detected before started" in render.postmortem(document, "md")


def test_a_near_miss_says_first_what_went_well_and_is_abbreviated() -> None:
    markdown = render.postmortem(NEAR_MISS, "md")
    assert markdown.startswith("# Near Miss: ")
    assert re.findall(r"^## (.*)$", markdown, re.MULTILINE)[0] == "What Went Well"
    assert markdown.count("### Complete Timeline") == 1
    assert len(markdown) < len(render.postmortem(FULL, "md"))


@pytest.mark.parametrize(
    ("kind", "area"),
    [
        (IncidentKind.DEPLOYMENT, "Rollback Effectiveness"),
        (IncidentKind.INFRASTRUCTURE, "Failover and Redundancy"),
        (IncidentKind.SECURITY, "Attack Vector or Vulnerability"),
        (IncidentKind.DATA_LOSS, "Backup and Recovery Process"),
    ],
)
def test_the_kind_of_the_incident_adds_what_it_has_to_look_at(kind: IncidentKind, area: str) -> None:
    document = SILENT.model_copy(update={"incident": SILENT.incident.model_copy(update={"kind": kind})})
    markdown = render.postmortem(document, "md")
    assert f"### {area}\n\n> **Question to the owner:**" in markdown
    assert f"- [ ] **{area}:** " in section(markdown, "## Questions to the Owner")
    asked = markdown.count("\n- [ ] **")
    assert f"left to the owner: {asked} questions, listed" in markdown
    assert f"### {area}" not in render.postmortem(document, "md", template="default")


def test_what_the_draft_answers_is_not_asked_by_the_focus() -> None:
    assert "## Focus" not in render.postmortem(FULL, "md")
    untried = FULL.model_copy(update={"response_actions": ()})
    focus = section(render.postmortem(untried, "md"), "## Focus: Deployment Failure")
    assert re.findall(r"^### (.*)$", focus, re.MULTILINE) == ["Rollback Effectiveness"]


@pytest.mark.parametrize("title", ["Standby stopped (near miss)", "Near miss: Standby stopped", "Standby stopped - near-miss"])
def test_the_title_of_a_near_miss_says_so_once(title: str) -> None:
    document = NEAR_MISS.model_copy(update={"incident": NEAR_MISS.incident.model_copy(update={"title": title})})
    assert render.postmortem(document, "md").startswith("# Near Miss: Standby stopped\n")


def test_a_near_miss_has_an_exposure_and_no_impact() -> None:
    metrics = section(render.postmortem(NEAR_MISS, "md"), "### Metrics")
    assert "| Duration of exposure |" in metrics
    assert "Duration of impact" not in metrics
    assert "| Duration of impact |" in render.postmortem(FULL, "md")


def test_questions_have_their_times_in_the_readers_zone_and_fields_in_words() -> None:
    text = "“up at 08:41 UTC” is later than 09:14 UTC; the draft takes 2026-05-04T10:48:00.823Z for resolved_at, not 12:00 UTC."
    document = FULL.model_copy(update={"questions": (Question(id="q", about="resolved_at", text=text),)})
    asked = section(render.postmortem(document, "md", timezone="Europe/Berlin"), "## Questions to the Owner")
    assert asked.strip() == (
        "- [ ] **resolution:** “up at 08:41 UTC” is later than 11:14 CEST;"
        " the draft takes 2026-05-04 12:48:00 CEST for the resolution, not 14:00 CEST."
    )


def test_an_event_that_was_told_later_says_when_in_the_readers_zone() -> None:
    first, *others = FULL.timeline
    later = first.model_copy(update={"text": "The table went missing (told 13:54 UTC)"})
    late = first.model_copy(update={"text": "Read 2026-02-30 (told 2026-05-06 23:54 UTC)"})
    odd = first.model_copy(update={"text": "Odd (told 2026-02-30 23:54 UTC)"})
    document = FULL.model_copy(update={"timeline": (later, late, odd, *others)})
    markdown = render.postmortem(document, "md", timezone="Europe/Berlin")
    assert "The table went missing (told 15:54 CEST)[^" in markdown
    assert "Read 2026-02-30 (told 2026-05-07 01:54 CEST)[^" in markdown
    assert "Odd (told 2026-02-30 23:54 UTC)[^" in markdown


def test_an_exclamation_keeps_apart_from_its_mark_and_is_not_escaped() -> None:
    glad = FULL.model_copy(update={"worked_well": (said("x", "the button works!", "chat:12"),)})
    assert "the button works! [^" in render.postmortem(glad, "md")


def test_times_in_computed_sentences_follow_the_zone_and_quotes_do_not() -> None:
    computed = said("x", "It was detected at 09:21:05 UTC, on 2026-05-04 09:21:05 UTC.", "alert:1", basis="computed")
    quoted = said("y", "it broke at 09:21:05 UTC", "chat:2")
    document = FULL.model_copy(update={"what_happened": (computed, quoted)})
    told = section(render.postmortem(document, "md", timezone="Asia/Tokyo"), "### What Happened")
    assert "It was detected at 18:21:05 JST, on 2026-05-04 18:21:05 JST." in told
    assert "it broke at 09:21:05 UTC" in told


def structure(markdown: str) -> list[str]:
    """The kinds of block in order, without what stands in them."""
    return [token.type for token in PARSER.parse(markdown) if token.type not in ("inline", "fence")]


HOSTILE = st.one_of(
    st.text(max_size=30),
    st.text(alphabet="a `*_|<>[]()#-+!\\\n~&", max_size=30),
    st.sampled_from(
        ["\n# x", "\n\n| a | b |", "</td><script>", "](javascript:x)", "\n[^1]: forged", "\n```\n", "```\n\n```", "\n---\n"]
    ),
)


@settings(max_examples=60, deadline=None)
@given(HOSTILE)
def test_any_text_in_any_field_leaves_the_document_its_structure(text: str) -> None:
    markdown = render.postmortem(filled(FULL, text), "md")
    body, plain = (it.partition("\n## Evidence\n")[0] for it in (markdown, render.postmortem(filled(FULL, "x"), "md")))
    assert structure(body) == structure(plain)
    for token in PARSER.parse(markdown):
        for child in token.children or []:
            assert child.type not in ("html_inline", "image")
            assert child.attrs.get("href", "https://").startswith(("http", "HTTP", "Http", "#questions-to-the-owner"))
        assert token.type != "html_block"
    assert len(re.findall(r"^\[\^\d+\]: ", markdown, re.MULTILINE)) == 13
