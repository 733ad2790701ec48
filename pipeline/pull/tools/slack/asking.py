"""A method of Slack's Web API -> its answer. Slack says no with 200 and `{"ok": false, "error": ...}`.

Source: the pages of the methods at docs.slack.dev/reference/methods.
"""

from collections.abc import Mapping

from pipeline.errors import PullRefused
from pipeline.pull.keys import variable_of
from pipeline.pull.payload import Json, mapping, text, without
from pipeline.pull.reach import PERSONAL, Reach
from pipeline.pull.wire import Answer

PRODUCT = "Slack"
FAULTS = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable", "team_added_to_org"})
"""Errors that say nothing of the request: it is sent again."""
PICTURES = ("avatar_hash", "author_icon", *(f"image_{size}" for size in (24, 32, 36, 48, 64, 68, 72, 192, 512, 1024, "original")))
PRIVATE = (*PERSONAL, "phone", "skype", *PICTURES)
"""What messages and profiles say of people and nothing here needs."""

BAD_KEY = frozenset("invalid_auth not_authed account_inactive token_revoked token_expired".split())
INVITE = "invite the app there (/invite in the channel), or use the key of a person who is a member"
REFUSALS: dict[str, tuple[str, str]] = {
    "channel_not_found": ("there is no such channel that this key may know of", f"check its id; for a private channel, {INVITE}"),
    "not_in_channel": ("the app is not in the channel", INVITE),
    "access_denied": ("this key may not read it", INVITE),
    "no_permission": ("this key may not read it", INVITE),
    "ekm_access_denied": ("the workspace's administrators have closed it", "ask them"),
    "not_allowed_token_type": (
        "this kind of key may not ask for it",
        "use the key of a person (a user token) with the same scopes",
    ),
    "team_access_not_granted": ("the app is not let into this workspace", "ask the organization's administrators"),
    "method_not_supported_for_channel_type": ("this is no channel", "give a channel; direct conversations are not pulled"),
}


def says_fault(answer: Answer) -> bool:
    return text(answer.node, "error") in FAULTS


def call(reach: Reach, method: str, parameters: Mapping[str, str | int], what: str) -> Json:
    """The answer of a method, without addresses and pictures of people. Raises PullRefused, with Slack's own word for it."""
    answer = reach.wire.get(method, parameters)
    if answer.status == 200 and answer.node.get("ok") is True:
        return without(answer.node, *PRIVATE)
    raise refusal(answer, what)


def refusal(answer: Answer, what: str) -> PullRefused:
    error = text(answer.node, "error") or str(answer.status)
    if error in BAD_KEY or answer.status == 401:
        problem, remedy = f"the key is not accepted ({error})", f"set {variable_of('slack')} to one that is (docs/pull.md)"
    elif error == "missing_scope":
        problem = f"the key lacks the scope {text(answer.node, 'needed') or 'for it'}"
        remedy = "add it to the app and install the app again (docs/pull.md lists the scopes)"
    else:
        problem, remedy = REFUSALS.get(error, (f"the request is refused ({error})", "docs/pull.md says which rights it needs"))
    return PullRefused(PRODUCT, what, problem, remedy, error)


def next_cursor(answer: Json) -> str:
    return text(mapping(answer.get("response_metadata")), "next_cursor")
