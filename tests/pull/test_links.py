"""Links that can be pulled, and those that cannot be trusted with a key."""

import pytest

from pipeline.errors import BadOption
from pipeline.pull.links import found_in, recognised, target_of
from pipeline.pull.target import Target, Tool, as_words, targets

SERVERS = {Tool.JIRA: "https://acme.atlassian.net", Tool.GITLAB: "https://git.acme.example"}
HERE = Target(Tool.PAGERDUTY, ("Q1HBX041A",))


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("https://acme.slack.com/archives/C0A7INC041/p1773739994000100", Target(Tool.SLACK, ("C0A7INC041",))),
        ("https://app.slack.com/client/T04K8QZ2M/C0A7INC041", Target(Tool.SLACK, ("C0A7INC041",))),
        ("https://acme.pagerduty.com/incidents/Q1HBX041A/timeline", Target(Tool.PAGERDUTY, ("Q1HBX041A",))),
        ("https://acme.eu.pagerduty.com/incidents/Q1", None),
        ("https://github.com/acme/shop/issues/12#issuecomment-1", Target(Tool.GITHUB, ("acme", "shop", "12"))),
        ("https://git.acme.example/ops/shop/-/issues/12", Target(Tool.GITLAB, ("ops/shop", "12"), SERVERS[Tool.GITLAB])),
        ("https://acme.atlassian.net/browse/OPS-12", Target(Tool.JIRA, ("OPS-12",), SERVERS[Tool.JIRA])),
        ("https://app.incident.io/acme/incidents/123", Target(Tool.INCIDENTIO, ("123",))),
        ("https://status.acme.example/incidents/h7k2m9q4x1vb", None),
        ("https://evil.atlassian.net/browse/OPS-12", None),
        ("https://git.evil.example/ops/shop/-/issues/12", None),
        ("https://slack.com.evil.example/archives/C0A7INC041", None),
        ("https://acme.slack.com@evil.example/archives/C0A7INC041", None),
        ("ftp://acme.slack.com/archives/C0A7INC041", None),
    ],
)
def test_a_link_is_recognised_by_its_host_and_its_path(link: str, target: Target | None) -> None:
    found = recognised(link, SERVERS)
    assert found == target or (target is None and found is not None and found.tool is Tool.STATUSPAGE)


def test_where_a_server_of_ones_own_is_set_its_key_goes_to_no_other() -> None:
    link = "https://gitlab.com/acme/ops/shop/-/issues/incident/12"
    assert recognised(link, SERVERS) is None
    assert recognised(link, {}) == Target(Tool.GITLAB, ("acme/ops/shop", "12"))
    assert recognised(link, {Tool.GITLAB: "https://gitlab.com"}) == Target(
        Tool.GITLAB, ("acme/ops/shop", "12"), "https://gitlab.com"
    )


def test_a_status_page_answers_at_its_own_address() -> None:
    found = target_of("https://status.acme.example/incidents/h7k2m9q4x1vb", {})
    assert found == Target(Tool.STATUSPAGE, ("status.acme.example", "h7k2m9q4x1vb"), "https://status.acme.example")


def test_a_link_of_no_tool_is_refused_with_what_to_do() -> None:
    with pytest.raises(BadOption, match="POSTMORTEM_GITLAB_URL"):
        target_of("https://git.evil.example/ops/shop/-/issues/12", {})


def test_channels_tickets_and_links_are_found_in_texts_each_once() -> None:
    texts = [
        "talk in #inc-041-checkout (see OPS-12), PR <https://github.com/acme/shop/pull/7|7>.",
        "#inc-041-checkout #8841 SEV-1",
    ]
    assert found_in(texts, HERE, SERVERS)[:3] == [
        Target(Tool.GITHUB, ("acme", "shop", "7")),
        Target(Tool.SLACK, ("inc-041-checkout",)),
        Target(Tool.JIRA, ("OPS-12",), SERVERS[Tool.JIRA]),
    ]


@pytest.mark.parametrize(
    "link",
    ["https://[::1", "https://status.example.com？を参照", "https://acme.atlassian.net:99999999/browse/OPS-1", "https://:x@/y"],
)
def test_what_only_looks_like_a_link_is_none(link: str) -> None:
    with pytest.raises(BadOption, match="give a link to a Slack channel"):
        target_of(link, SERVERS)
    found_in([f"詳細は {link} を参照"], HERE, SERVERS)


def test_a_link_ends_where_a_text_without_spaces_goes_on() -> None:
    assert found_in(["詳細は https://acme.slack.com/archives/C0A7INC041？を参照"], HERE, {}) == [
        Target(Tool.SLACK, ("C0A7INC041",))
    ]


def test_levels_and_standards_are_no_tickets() -> None:
    text = "SEV-1 SEV-2 P-1 UTF-8 SHA-256 HTTP-500 ISO-8601 RFC-7231 TLS-1 CVE-2024 UTC-5 OPS-12 SRE-4 HTTPX-3"
    assert [one.ids[0] for one in found_in([text], HERE, SERVERS)] == ["OPS-12", "SRE-4", "HTTPX-3"]


def test_a_status_page_is_asked_over_tls_and_a_password_in_its_link_forgotten() -> None:
    assert target_of("http://me:hush@status.acme.example/", {}).base_url == "https://status.acme.example"


def test_what_is_pulled_already_is_not_offered() -> None:
    assert found_in(["https://acme.pagerduty.com/incidents/Q1HBX041A"], HERE, {}) == []


@pytest.mark.parametrize(
    ("tool", "words", "ids"),
    [
        (Tool.SLACK, ["#inc-1", "inc-2"], [("inc-1",), ("inc-2",)]),
        (Tool.GITHUB, ["acme/shop#12"], [("acme", "shop", "12")]),
        (Tool.STATUSPAGE, ["kctbh9vrtdwd", "h7k2m9q4x1vb"], [("kctbh9vrtdwd", "h7k2m9q4x1vb")]),
        (Tool.INCIDENTIO, ["INC-123"], [("123",)]),
    ],
)
def test_words_become_targets_and_targets_words(tool: Tool, words: list[str], ids: list[tuple[str, ...]]) -> None:
    found = targets(tool, words)
    assert [one.ids for one in found] == ids
    assert [one.ids for target in found for one in targets(tool, [w for w in as_words(target) if w != "--channel"])] == ids


@pytest.mark.parametrize(("tool", "words"), [(Tool.GITHUB, ["acme/shop"]), (Tool.JIRA, ["12"]), (Tool.PAGERDUTY, [])])
def test_words_of_another_form_are_refused_with_an_example(tool: Tool, words: list[str]) -> None:
    with pytest.raises(BadOption, match="as "):
        targets(tool, words)
