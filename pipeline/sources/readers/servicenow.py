"""ServiceNow incidents and their journal (Table API, exports as JSON) -> evidence, and a record for each incident.

    {result: record}  {result: [record]}  {records: [record]}  a record, of the incident table or of sys_journal_field
    relayed  {type: "servicenow...", data, timestamp}

Times have no zone: those of values are in UTC, those of display values in the zone of the user who asked (fields.py).
"""

from collections.abc import Iterator
from dataclasses import replace

from pipeline.sources.accounts import Account, Place, payloads, reading_of
from pipeline.sources.files import Tree
from pipeline.sources.payload import Json, claim_folders, text
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.servicenow.incident import TOOL, incident_account
from pipeline.sources.servicenow.journal import row_note

FORMAT = TOOL
PRODUCT = "ServiceNow incident"
PRIORITY = 40

KEYS = ("sys_id", "sys_created_on", "element_id")


def sniff(tree: Tree) -> list[Claim]:
    return claim_folders(tree, KEYS, lambda value: any(_kind(node) for _, node in _records(value, "")))


def read(claim: Claim, options: ReadOptions) -> Reading:
    """All incidents of the claim. Raises EmptySource, MissingTimeFacts, UnreadableSource."""
    found = [one for file in claim.files for one in _records(file.json, file.name)]
    rows = [_row_account(place, node) for place, node in found if _kind(node) == "row"]
    told = {piece.text for row in rows for piece in row.evidence}
    incidents = [incident_account(place, node, options.assume_timezone) for place, node in found if _kind(node) == "incident"]
    accounts = [replace(one, evidence=tuple(piece for piece in one.evidence if piece.text not in told)) for one in incidents]
    return reading_of(claim, PRODUCT, [*accounts, *rows])


def _records(value: object, file: str) -> Iterator[tuple[Place, Json]]:
    for place, node in payloads(value, file, FORMAT, "servicenow."):
        yield place, node
        for key in ("result", "records"):
            yield from place.each(node, key)


def _kind(node: Json) -> str:
    if "element_id" in node and "value" in node:
        return "row"
    return "incident" if "sys_id" in node and ("short_description" in node or "number" in node) else ""


def _row_account(place: Place, node: Json) -> Account:
    place = place.under("", text(node, "element_id"))
    note = row_note(place, node)
    return Account(place.incident, evidence=(note,) if note.text else (), as_of=note.at)
