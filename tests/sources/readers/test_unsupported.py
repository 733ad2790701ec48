import zipfile

import pytest

from pipeline.errors import PartOfExport, UnreadableSource, UnsupportedFormat
from pipeline.sources.opening import open_tree
from pipeline.sources.readers import unsupported
from pipeline.sources.reading import ReadOptions

SAMPLES = {
    "a relayed incident.io event": [{"type": "incident.incident.created", "timestamp": "t", "data": {"incident": {}}}],
    "an incident.io object of another kind": [{"reference": "INC-1", "permalink": "u", "visibility": "public"}],
    "a Rootly object of another kind": [
        {"data": {"sequential_id": 1, "slug": "s", "started_at": "t"}},
        {"event": "x", "occurred_at": "t", "visibility": "internal"},
    ],
    "a FireHydrant object of another kind": [{"current_milestone": "started", "customer_impact_summary": ""}],
    "a Grafana alert rule": [
        {"uid": "r", "orgID": 1, "folderUID": "f"},
        {"type": "grafana.alertRuleDeleted", "data": {"uid": "r"}, "timestamp": "t"},
    ],
    "a Grafana object of another kind": [{"incidentID": "1", "incidentUrl": "u"}],
    "an Opsgenie object of another kind": [{"action": "Create", "alert": {}, "integrationName": "w"}],
    "a Jira event of another kind": [{"webhookEvent": "sprint_started"}],
    "a relayed Jira event": [{"type": "jira.alert", "data": {}, "timestamp": "t"}],
    "a GitLab event of another kind": [{"object_kind": "pipeline", "object_attributes": {}}, {"iid": 1, "project_id": 2}],
    "a relayed GitLab event": [{"type": "gitlab.pipeline", "data": {}, "timestamp": "t"}],
    "a ServiceNow record of another kind": [{"result": [{"sys_id": "1", "name": "srv"}]}],
    "a Datadog object of another kind": [{"data": {"date_happened": 1}}],
    "a Sentry object of another kind": [{"action": "created", "data": {"comment": {}}, "installation": {}, "actor": {}}],
    "a Splunk alert without a result": [{"sid": "s", "result": None, "app": "search"}],
    "a relayed Discord event": [{"type": "discord.reaction", "data": {}, "timestamp": "t"}],
    "a relayed Microsoft Teams event": [{"type": "teams.reaction", "data": {}, "timestamp": "t"}],
    "a Slack event": [{"token": "x", "team_id": "T1", "event": {"type": "message"}}],
    "a Slack outgoing webhook": ["token=x&team_id=T1&team_domain=acme&text=hi"],
    "a PDF": [b"%PDF-1.7\n%\xe2\xe3\x00"],
    "a Rocket.Chat database dump": [b"\x30\x00\x00\x00\x02_id\x00\x04\x00\x00\x00abc\x00\x00"],
    "a status page's feed": ['<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom"><entry/></feed>'],
    "a web page": ["<!DOCTYPE html><html><body>log</body></html>"],
    "a recording of web requests": [[{"scope": "u", "method": "get", "path": "/x", "response": {}}]],
}
CASES = [(product, sample) for product, samples in SAMPLES.items() for sample in samples]


@pytest.mark.parametrize(("product", "sample"), CASES)
def test_a_product_is_known_by_its_own_shape_and_refused_by_name(tree_of, product, sample):
    (claim,) = unsupported.sniff(tree_of({"any-name": sample}))
    with pytest.raises(UnsupportedFormat) as refusal:
        unsupported.read(claim, ReadOptions())
    assert refusal.value.product == product
    assert str(refusal.value).startswith(f"any-name: this looks like {product}")


@pytest.mark.parametrize(
    "sample",
    [
        [{"id": "C1", "created": 1, "members": []}],
        {"ok": True, "members": []},
        [{"id": "U1", "team_id": "T1", "name": "ada", "deleted": False, "profile": {"email": "x"}}],
    ],
)
def test_a_list_out_of_a_slack_export_asks_for_the_whole_export(tree_of, sample):
    (claim,) = unsupported.sniff(tree_of({"users.json": sample}))
    with pytest.raises(PartOfExport, match=r"users\.json: this is a part of a Slack export .* give the export's folder or zip\."):
        unsupported.read(claim, ReadOptions())


def test_a_relay_says_whose_event_it_carries(tree_of):
    (claim,) = unsupported.sniff(tree_of({"x.json": {"type": "gitlab.labels", "data": ["bug"], "timestamp": "t"}}))
    with pytest.raises(UnsupportedFormat, match="a relayed GitLab event"):
        unsupported.read(claim, ReadOptions())


def test_the_files_of_one_product_in_one_folder_are_refused_once(tree_of):
    bson = SAMPLES["a Rocket.Chat database dump"][0]
    claims = unsupported.sniff(tree_of({"dump/a.bson": bson, "dump/b.bson": bson, "dump/c.bson": bson, "p.pdf": b"%PDF-1.4"}))
    assert [claim.name for claim in claims] == ["dump/a.bson and 2 more files there", "p.pdf"]


def test_broken_json_is_refused_with_the_place_where_it_breaks(tree_of):
    (claim,) = unsupported.sniff(tree_of({"cut.json": '{"incident": {"id": "Q1",\n  "log_entr'}))
    with pytest.raises(UnreadableSource, match="line 2"):
        unsupported.read(claim, ReadOptions())


@pytest.mark.parametrize(
    "sample", [{}, [], {"a": 1}, [1, 2], "null", "10:00 <ana> hello", b"\x00\x01\x02", "", "[10:00] ana: hello"]
)
def test_what_fits_nothing_is_left_for_unknown_format(tree_of, sample):
    assert unsupported.sniff(tree_of({"any-name": sample})) == []


@pytest.mark.parametrize("first", ["[Content_Types].xml", "word/document.xml"])
def test_a_document_of_an_office_program_is_refused_by_name_and_not_unpacked(tmp_path, first):
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(first, "<xml/>")
    (claim,) = unsupported.sniff(open_tree(path))
    with pytest.raises(UnsupportedFormat, match=r"office program.*save its text"):
        unsupported.read(claim, ReadOptions())
