"""Chats and tickets with parts taken out, replaced, repeated or cut: they are read, or refused with a sentence."""

import random
from typing import Any

import pytest

from evals.fuzz.conversation_samples import CONVERSATION_SAMPLES
from evals.fuzz.mutations import mutate_json, mutate_text
from evals.fuzz.samples import samples
from evals.fuzz.targets import target
from pipeline.sources.detect import claims_in
from pipeline.sources.files import Tree

CHANGES = 50
LONGEST_REPEAT = 300
CASES = [(name, sample) for name, samples in CONVERSATION_SAMPLES.items() for sample in samples]


@pytest.mark.parametrize(("name", "sample"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_whole_sample_is_claimed_by_its_own_reader(tree_of: Any, name: str, sample: Any):
    tree: Tree = tree_of({"given.json": sample})
    claims, rest = claims_in(tree)
    assert [reader.FORMAT for reader, _ in claims] == [name]
    assert rest.files == ()


@pytest.mark.parametrize("name", CONVERSATION_SAMPLES)
def test_changed_samples_raise_nothing_but_errors_for_the_user(name: str):
    run, chance = target(name), random.Random(5)
    for sample in samples(name):
        for _ in range(CHANGES):
            run(mutate_json(sample, chance) or sample)
        run(mutate_text(sample, chance, LONGEST_REPEAT))


@pytest.mark.parametrize("name", CONVERSATION_SAMPLES)
def test_cut_samples_raise_nothing_but_errors_for_the_user(name: str):
    run = target(name)
    for sample in samples(name):
        for share in range(1, 8):
            run(sample[: len(sample) * share // 8])


NESTS = {
    "teams": '{"id": "1", "createdDateTime": "t", "body": {}, "from": {}, "replies": [',
    "gitlab-issue": '{"id": "1", "individual_note": true, "noteable_type": "Issue", "body": "x", "notes": [',
    "jira-issue": '{"key": "A-1", "fields": {"description": {"type": "blockquote", "content": [',
}


@pytest.mark.parametrize("name", NESTS)
def test_deep_nesting_is_no_way_to_a_traceback(name: str):
    opening = NESTS[name]
    closing = "".join({"{": "}", "[": "]"}[sign] for sign in reversed(opening) if sign in "{[")
    inner = "" if name != "jira-issue" else '{"type": "blockquote", "content": [' * 200 + "]}" * 200
    target(name)((opening * 150 + inner + closing * 150).encode())
    target(name)((opening + inner + closing).encode())
