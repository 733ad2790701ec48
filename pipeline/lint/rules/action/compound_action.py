"""An action item holds several deliverables.

Why: of three things in one item one is done, and the item can neither be closed nor stay open.
Question: what is the first of these that could be done alone?

Bad:
    Add an alert and rewrite the retry code and train support.
    Upgrade Kafka, clean up topics, then document it.
    Fix the probe and also review all probes.
Good:
    Add an alert on 5xx and latency of `checkout` above 2 s - @noor - 2026-05-02
    Upgrade Kafka to 3.9 - @noor - 2026-05-02
    Set the probe timeout to 5 s in `api.yaml` - @noor - 2026-05-02
Source: Lunney, Lueder and Beyer, ;login: 42(1), 2017.
"""

from collections.abc import Iterator, Sequence

from pipeline.domain.finding import Level
from pipeline.lint.action_items import ActionItem
from pipeline.lint.actions.reading import read
from pipeline.lint.actions.tokens import WORD, Token
from pipeline.lint.actions.words import verb
from pipeline.lint.rule import Hit, Rule, Scope

JOINTS = frozenset(("and", "then", ",", ";", "also"))
DOING = ("soft", "firm", "ensure", "inquire")
NOUNS = frozenset(
    """alert alerts test tests log logs check checks report reports plan index support label list link page post release request
    route schedule score set sign store switch time watch work use change update review limit limits queue search cache
    cover count design document file format graph group host image mark name patch process query record reset sample scan
    script stage start stop stream tag top trim version view""".split()
)
"""Verbs that are as often nouns: after a joint they count only before an article or the like."""
ARTICLES = frozenset("the a an all any every each our their its it them this these new".split())


def check(item: ActionItem) -> Iterator[Hit]:
    rest = read(item.written).first
    if len(rest) < 5 or verb(rest[0].low)[0] not in DOING:
        return
    more = [index for index in range(2, len(rest) - 1) if _begins_another(rest, index)]
    also = any(rest[index - 1].low == "also" for index in more)
    if len(more) > 1 or also:
        verbs = ", ".join(rest[index].low for index in (0, *more))
        message = f"{len(more) + 1} deliverables in one item: {verbs}"
        yield Hit(item.block, item.start + rest[0].start, item.start + rest[-1].end, message)


def _begins_another(rest: Sequence[Token], index: int) -> bool:
    token = rest[index]
    if rest[index - 1].low not in JOINTS or token.kind != WORD or verb(token.low) not in ((k, token.low) for k in DOING):
        return False
    return token.low not in NOUNS or rest[index + 1].low in ARTICLES


RULE = Rule(level=Level.SUGGESTION, scope=Scope.ACTION, check=check, profiles={"external": False})
