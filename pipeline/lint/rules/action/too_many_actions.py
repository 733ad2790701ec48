"""There are more than ten open action items.

Three to five are typical; a long list hides the ones that matter.

Why: what is spread over a dozen items is done for none of them.
Question: what three of these would have changed this incident most?

Bad:
    | ## Action items
    |
    | - Cap retries at 3
    | - Pin `libpq` to 16.2
    | - Delete the v1 endpoint
    | - Page on replica lag above 30 s
    | - Set the pool size to 50
    | - Log the order id on each 5xx
    | - Drop the index `orders_old`
    | - Add a budget of 10 % for retries
    | - Block deploys while the canary is red
    | - Set the TTL of `www` to 60 s
    | - Rotate the key of `export-bucket`

    | ## Action items
    |
    | - Open a ticket for each of these
    | - Rotate the key of `bucket-a`
    | - Rotate the key of `bucket-b`
    | - Rotate the key of `bucket-c`
    | - Rotate the key of `bucket-d`
    | - Rotate the key of `bucket-e`
    | - Rotate the key of `bucket-f`
    | - Rotate the key of `bucket-g`
    | - Rotate the key of `bucket-h`
    | - Rotate the key of `bucket-i`
    | - Rotate the key of `bucket-j`
    | - Rotate the key of `bucket-k`

    | ## Action items
    |
    | - [ ] Move `shard-1` to the new rack
    | - [ ] Move `shard-2` to the new rack
    | - [ ] Move `shard-3` to the new rack
    | - [ ] Move `shard-4` to the new rack
    | - [ ] Move `shard-5` to the new rack
    | - [ ] Move `shard-6` to the new rack
    | - [ ] Move `shard-7` to the new rack
    | - [ ] Move `shard-8` to the new rack
    | - [ ] Move `shard-9` to the new rack
    | - [ ] Move `shard-10` to the new rack
    | - [ ] Move `shard-11` to the new rack
    | - [ ] Move `shard-12` to the new rack
Good:
    | ## Action items
    |
    | - Cap retries at 3 in `edge.yaml` - @noor - 2026-05-02
    | - Delete the v1 endpoint - @ken - 2026-05-09

    | ## Action items
    |
    | - Page db-infra when replica lag is above 30 s - @noor - 2026-05-02
    Block deploys while the canary error rate is above 1 % - @noor - 2026-05-02
Source: the "too many action items" anti-pattern of postmortem guides.
"""

from collections.abc import Iterator

from pipeline.domain.finding import Level
from pipeline.lint.action_items import action_items
from pipeline.lint.document import Document
from pipeline.lint.rule import Hit, Rule, Scope

MOST = 10


def check(document: Document) -> Iterator[Hit]:
    items = [item for item in action_items(document) if not item.done]
    if len(items) > MOST:
        first = items[MOST]
        yield Hit(first.block, first.start, first.end, f"{len(items)} open action items; three to five are typical")


RULE = Rule(level=Level.WARNING, scope=Scope.DOCUMENT, check=check, profiles={"external": False})
