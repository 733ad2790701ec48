"""Five whys: only from causal links that somebody stated, each tied by its words to the one before; short, or empty."""

import re

from pipeline.domain.postmortem import Why
from pipeline.draft.lexicon import FACTORS
from pipeline.draft.notebook import Notebook
from pipeline.draft.passage import Passage
from pipeline.draft.quoting import in_roles, overlap, quote

LINK = re.compile(
    r"\b(?:because|that'?s why|so that'?s why|due to|since it|explains|caused by|the reason|bc|which is why|therefore"
    r"|why it|so (?:the|every|it|we|only|neither|no))\b",
    re.IGNORECASE,
)
MOST = 5
FEWEST = 2
TIED = 2


def five_whys(book: Notebook, causes: list[Passage]) -> tuple[Why, ...]:
    """The first why is answered by the cause; each next one by a stated link that shares words with the answer before."""
    if not causes:
        return ()
    chain = [causes[0]]
    links = [
        p
        for p in book.passages
        if LINK.search(p.text)
        and not (p.question or p.plan or p.public or p.machine)
        and not p.has("hypothesis", "refuted", "decided")
    ]
    while len(chain) < MOST and (following := _next(links, chain)):
        chain.append(following)
    if len(chain) < FEWEST:
        return ()
    asked = [
        f"Why did this happen: {in_roles(book, book.story.incident.title)}?",
        *(f"Why: “{quote(book, 'five_whys', p).text}”?" for p in chain),
    ]
    return tuple(Why(why=why, because=quote(book, "five_whys", p)) for why, p in zip(asked, chain, strict=False))


def _next(links: list[Passage], chain: list[Passage]) -> Passage | None:
    last = chain[-1]
    tied = [
        (len(p.content & last.content) + 0.5 * p.count(*FACTORS), -p.order, -p.place, p)
        for p in links
        if len(p.content & last.content) >= TIED and all(overlap(p, held) < 0.7 and p.id != held.id for held in chain)
    ]
    return max(tied, key=lambda t: t[:3])[3] if tied else None
