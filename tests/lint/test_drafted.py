"""Findings in a draft lead to the statement, event or action item that they are about."""

import json
from typing import Any

from pipeline.lint.drafted import lint_draft, refusal

DRAFT: dict[str, Any] = {
    "incident": {"id": "i", "title": "Search slow", "participants": ["Ana Lima"], "roles": []},
    "status": "draft",
    "summary": [{"id": "s1", "text": "Search was slow for 37 minutes."}],
    "impact": [],
    "timeline": [{"id": "e1", "at": "2026-03-02T10:00:00Z", "text": "Ana Lima forgot to rotate the key"}],
    "detection": {"method": "other", "statements": [{"id": "d1", "text": "The reviewer was careless."}]},
    "action_items": [{"id": "a1", "action": "Add an alert on lag", "owner": None, "due": None}],
}


def test_a_finding_names_the_field_and_the_id_it_is_about():
    found = {(f.finding.rule.partition("/")[0], f.field, f.id) for f in lint_draft(json.dumps(DRAFT, indent=2))}
    assert ("blame", "timeline", "e1") in found
    assert ("blame", "detection", "d1") in found
    assert ("section", "impact", "") in found


def test_places_are_found_however_the_json_is_laid_out():
    laid_out, in_a_row = (lint_draft(json.dumps(DRAFT, indent=indent)) for indent in (2, None))
    assert [(f.finding.rule, f.field, f.id) for f in laid_out] == [(f.finding.rule, f.field, f.id) for f in in_a_row]


def test_the_owner_of_an_action_item_is_no_sentence_that_blames():
    owned = [
        {"id": "a1", "action": "Rotate the password", "owner": name} for name in ("Ana Lima", "Ana Lima, who forgot the alert")
    ]
    found = lint_draft(json.dumps({**DRAFT, "action_items": owned}))
    assert not [one.finding.message for one in found if one.field == "action_items" and one.finding.rule.startswith("blame/")]


def test_a_sentence_is_refused_for_people_known_and_unknown():
    refuses = refusal(["Zofia Mazur"])
    assert refuses("Zofia forgot to rotate the key.")
    assert refuses("The engineer forgot to rotate the key.")
    assert not refuses("Zofia rotated the key.")
    assert not refuses("The key was rotated, and the standby kept the old one.")
