"""What the fuzzer starts from goes through the lint: whole, cut, and with bytes that are no text."""

import random

import pytest

from evals.fuzz.mutations import mutate_text
from evals.fuzz.samples import samples
from evals.fuzz.targets import LINTED, names, target


def test_the_lint_is_among_what_is_fuzzed() -> None:
    assert set(LINTED) <= set(names())
    assert all(len(samples(name)) >= 2 for name in LINTED)


@pytest.mark.parametrize("name", LINTED)
def test_the_samples_go_through_whole_cut_and_with_odd_bytes(name: str) -> None:
    run = target(name)
    for sample in samples(name):
        run(sample)
        run(sample[: len(sample) // 2])
        run(sample.replace(b"\n", b"\r"))
        run(b"\xff\xfe" + sample)
        run(sample + b"\x00\xc3")


@pytest.mark.parametrize("name", LINTED)
def test_changed_samples_go_through(name: str) -> None:
    run, chance = target(name), random.Random(3)
    for sample in samples(name):
        for _ in range(10):
            run(mutate_text(sample, chance, 400))
