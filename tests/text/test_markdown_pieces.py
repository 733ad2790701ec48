import random

import pytest

from pipeline.text.markdown import Block, blocks

LINES = (
    "- an item\n", "  of two lines\n", "* another\n", "1. first\n", "  - below it\n", "\n", "\n\n\n", "> said\n", "| a | b |\n",
    "|---|---|\n", "a | b\n", "--|--\n", "```\n", "# Heading\n", "some words\n", "===\n", "---\n", "    code\n", "<!-- hidden\n",
    "-->\n", "<div>\n", "[a]: b\n", "- [ ] to do\n",
)  # fmt: skip


def shown(block: Block) -> tuple[object, ...]:
    place = block.line, block.end, block.item, block.depth, block.table, block.row, block.column
    return block.kind, block.text, block.quoted, block.level, *place


@pytest.mark.parametrize("seed", range(60))
def test_a_text_in_pieces_has_the_blocks_of_the_whole(seed: int) -> None:
    drawn = random.Random(seed)
    lines = drawn.choices(LINES, k=drawn.randint(5, 80))
    whole = [shown(block) for block in blocks("".join(lines), 3)]
    for size in (1, 2, 7):
        pieces = ("".join(lines[start : start + size]) for start in range(0, len(lines), size))
        assert [shown(block) for block in blocks(pieces, 3)] == whole


def test_a_block_over_many_pieces_is_one_block() -> None:
    (block,) = blocks(["```\n", *["some code\n" * 100] * 64])
    assert (block.kind, block.line, block.end) == ("code", 0, 6401)
