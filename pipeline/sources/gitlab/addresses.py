"""What GitLab calls things in texts, from their addresses: `group/project#8` an issue, `!12` a merge request, `@abc` a commit."""

import re

from pipeline.sources.payload import Json, mapping, text

ADDRESS = re.compile(
    r"^https?://[^/\s]+/(?P<project>[^\s#?]{1,500}?)(?:/-)?/(?P<kind>issues|work_items|incidents|merge_requests|commits?|snippets)"
    r"(?:/incident)?/(?P<number>\w+)"
)
SIGNS = {"merge_requests": "!", "commit": "@", "commits": "@", "snippets": "$"}


def called(node: Json, project: str = "") -> str:
    """Of an issue, a merge request or a note on one; `project` is its path where the object does not say it. May be empty."""
    if full := text(mapping(node.get("references")), "full"):
        return full
    if match := ADDRESS.match(text(node, "web_url", "url")):
        number = match["number"][:12] if SIGNS.get(match["kind"]) == "@" else match["number"]
        return f"{match['project']}{SIGNS.get(match['kind'], '#')}{number}"
    return f"{project}#{text(node, 'iid')}" if project and text(node, "iid") else ""
