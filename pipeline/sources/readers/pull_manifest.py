"""What `postmortem pull` says of a folder that it wrote -> who may know of the incident, and what could not be had.

{format: "postmortem-pull", visibility, pulled: [{tool, what, gaps: [...], ...}]}
"""

import re

from pipeline.domain.incident import Visibility
from pipeline.domain.material import Record
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, items, mapping, mappings, text
from pipeline.sources.reading import Claim, Reading, ReadOptions

FORMAT = "pull-manifest"
PRODUCT = "manifest of a pull"
PRIORITY = 5

NAME, SIGN = "manifest.json", re.compile(r'"format"\s*:\s*"postmortem-pull"')
TRUST = 1000
"""Whom the tools let read a thing is no matter of which record is believed: nothing opens what one of them restricts."""


def sniff(tree: Tree) -> list[Claim]:
    found = [file for file in tree.files if file.path.rpartition("/")[2] == NAME and SIGN.search(file.head)]
    return [Claim(file.name, (file,)) for file in found]


def read(claim: Claim, options: ReadOptions) -> Reading:
    """A record where the incident is restricted, and a note for each part with gaps. Raises UnreadableSource."""
    file = claim.files[0]
    manifest = mapping(file.json)
    restricted = text(manifest, "visibility") == Visibility.RESTRICTED
    record = Record(source="pull", file=file.name, trust=TRUST, visibility=Visibility.RESTRICTED)
    return Reading(
        records=(record,) if restricted else (), notes=tuple(filter(None, map(gaps_of, mappings(manifest.get("pulled")))))
    )


def gaps_of(part: Json) -> str:
    gaps = [gap for gap in items(part.get("gaps")) if isinstance(gap, str)]
    return f"{text(part, 'what')} was pulled with gaps: {'; '.join(gaps)}." if gaps else ""
