"""The taxonomy's examples, kept beside the checkout: each bad one is flagged by its rule, each good one is clean under all.

Lines stand where their rule looks. Stage directions ("no Action items") and fragments are put into a report that is as they say.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from example_places import ACTIONS, DEFERRED, FACTORS, ROSTER, ROWS, Report, action, cause, cause_among_others, row

from pipeline.lint import registry
from pipeline.lint.document import read_markdown
from pipeline.lint.engine import Engine

FILE = Path(__file__).parents[3] / "shared" / "lint" / "examples.jsonl"
RULES = """
BLM101 blame/person-failure-verb      BLM102 blame/person-omission          BLM103 blame/human-error-label
BLM104 blame/person-as-cause          BLM105 blame/passive-agent-named      BLM106 blame/character-judgement
BLM107 blame/folk-model-label         BLM108 blame/team-blame               BLM109 blame/named-individual-in-analysis
BLM110 blame/procedure-violation      BLM111 blame/who-why-question         BLM112 blame/self-blame
HND201 hindsight/counterfactual-modal HND202 hindsight/if-only              HND203 hindsight/agentless-hindsight
HND204 hindsight/obviousness          HND205 hindsight/vague-negative-descriptor HND206 hindsight/absolute-or-extreme
RCA301 cause/surface-cause            RCA302 cause/cause-ends-at-person     RCA303 cause/single-cause
RCA304 cause/circular-cause           RCA305 cause/cause-without-action
ACT401 action/no-owner                ACT402 action/no-due-date             ACT403 action/weak-verb
ACT404 action/no-end-state            ACT405 action/punitive-action         ACT406 action/circular-action
ACT407 action/vigilance-only          ACT408 action/compound-action         ACT409 action/date-anomaly
ACT411 action/weak-action-set
SEC501 section/missing-section        SEC502 section/placeholder-left       SEC503 section/impact-unquantified
SEC504 section/outage-wording         TML601 timeline/not-chronological     TML602 timeline/timezone-missing-or-mixed
TML603 timeline/key-event-missing     TML604 timeline/judgement-in-timeline TML605 timeline/no-lead-up
TML606 timeline/duration-mismatch     TML607 timeline/vague-time            TML608 timeline/no-evidence-link
""".split()
NAMES = dict(zip(RULES[::2], RULES[1::2], strict=True))
PARTICIPANTS = f"participants: [{', '.join(name for name in ROSTER if not name.startswith('@'))}]"
BARE = "## Timeline"


def rows(*texts: str, timeline: str = "## Timeline (UTC)") -> Report:
    """A report with these rows and nothing about its times elsewhere."""
    return Report(rows=texts, timeline=timeline, summary="Search answered slowly for 412 customers; 3% of requests failed.",
                  impact="412 customers saw HTTP 500; 3.1% of requests failed.")  # fmt: skip


def actions(text: str, front: str = "date: 2026-01-09") -> Report:
    return Report(actions=text, causes=f"- {FACTORS[0]}\n- {FACTORS[1]}", front=front)


def table(text: str, owner: str = "@noor", due: str = "2026-03-20") -> Report:
    return Report(actions=f"| Action | Owner | Due | Ticket |\n|---|---|---|---|\n| {text} | {owner} | {due} | OPS-90 |\n")


def due(text: str, front: str) -> Report:
    return Report(
        actions=f"- {ACTIONS[0].replace('03-20', '01-20')}\n- Delete the v1 export endpoint - @noor - {text}", front=front
    )


def factors(*texts: str, done: str = "Rewrite the wiki page on failover - @noor - 2026-05-02") -> Report:
    return Report(causes="\n".join(f"- {text}" for text in texts), actions=f"- {done}")


FOUND = "10:31 found cause: the lock table is full"
WIKI = "- Update the wiki page on locks - @noor - 2026-03-20 - OPS-91\n- {} - @lwei - 2026-03-27 - OPS-92"
WEAK = (
    "- Hold a training on the canary - @lwei - 2026-03-27 - OPS-92\n- Post a reminder about locks - @noor - 2026-03-20 - OPS-91"
)
STAGED: dict[str, Report] = {
    "(no Timeline heading and no timestamps)": Report(rows=(), summary="Search was slow."),
    "(no Action items)": Report(actions=""),
    "(no Impact; severity only)": Report(front="severity: 2", impact="", summary="The search index was rebuilt on 2 March.",
        happened="Release 88 took a second lock for each cart.", rows=("09:41 deploy 88", "10:20 rollback to release 87"),
        causes="- The lock table holds 64 entries (OPS-91).\n- The canary receives no carts (OPS-92)."),
    "Front matter timeline: [...] counts as the section": Report(front="timeline: [09:41 deploy, 10:02 page]", rows=()),
    "10:02 alert fires (no zone in the document)": rows("10:02 alert fires", "10:20 rollback", timeline=BARE),
    "10:02 UTC … 12:05 CEST … 10:20": rows("10:02 UTC alert", "12:05 CEST rollback", "10:20 normal", timeline=BARE),
    "9 am page, 17:10 fix": rows("9 am page", "17:10 fix", timeline=BARE),
    "All times UTC.": replace(Report(timeline=BARE), happened="All times UTC."),
    "10:02Z / 12:02+02:00": Report(timeline=BARE, rows=("09:41Z deploy 88", "10:02Z page", "12:26+02:00 rates normal")),
    "09:00-17:10 Europe/Berlin (UTC+2)": Report(timeline=f"{BARE} (09:00-17:10 Europe/Berlin, UTC+2)"),
    "Timeline starts at the page": rows("10:02 page received", "10:20 rollback", "10:26 rates normal"),
    "Timeline ends at 'found cause'": rows(*ROWS[:3], FOUND),
    "No line says when users recovered": rows(*ROWS[:4]),
    "Start (unknown, first evidence 09:44)": rows("09:44 first evidence; the start is unknown", *ROWS[2:]),
    "10:26 mitigated, 11:30 resolved": rows(*ROWS[:3], "10:26 mitigated", "11:30 resolved"),
    "10:02 page received (first row)": rows("10:02 page received", *ROWS[3:]),
    "10:10 call opened (first row)": rows("10:10 call opened", *ROWS[3:]),
    "10:04 customer tweet (first row)": rows("10:04 customer tweet", *ROWS[3:]),
    "2026-02-27 config merged … 10:02 page": rows("2026-02-27 config merged", *(f"2026-03-02 {one}" for one in ROWS[2:])),
    "09:41 deploy 88 … 10:02 page": rows(*ROWS),
    "Since March: TTL one day … 10:02 page": rows("Since March: TTL one day", *ROWS[2:]),
    "'down for 20 minutes' with 09:44 start and 10:26 recovery": replace(
        rows(ROWS[1], ROWS[4]), happened="It was down for 20 minutes."),
    "MTTD 5 min, start 09:44, page 10:02": replace(rows(ROWS[1], ROWS[2], ROWS[4]), happened="MTTD 5 min."),
    "TTD 18 min": replace(rows(*ROWS[1:]), happened="TTD 18 min"),
    "Later the cache was flushed": rows(*ROWS[:3], "Later the cache was flushed", *ROWS[3:]),
    "At some point the lock cleared": rows(*ROWS[:3], "At some point the lock cleared", *ROWS[3:]),
    "Soon after, traffic recovered": rows(*ROWS[:4], "Soon after, traffic recovered"),
    "5. Why? Because the engineer was new.": Report(
        whys="1. Why was it slow? The lock table was full.\n\n5. Why? Because the engineer was new."),
    "5. How? New joiners get production rights on day one and the script has no guard.": Report(actions="", front=DEFERRED,
        whys="5. How? New joiners get production rights on day one and the script has no guard."),
    "Factor: no expiry alert. (no action mentions expiry or alert)": factors("no expiry alert", "one resolver (OPS-1)"),
    "Action: rewrite the wiki. (no factor mentions the wiki)": factors("expiry is not monitored", "one resolver (OPS-1)"),
    "Factor: single resolver. (no action, no accepted-risk note)": factors("a single resolver", "no probe (OPS-1)"),
    "Factor F2 -> action A3": Report(causes=f"- {FACTORS[0]}\n- F2: the canary receives no carts -> action A3",
        actions=f"- {ACTIONS[0]}\n- A3: {ACTIONS[1]}"),
    "Action A1 (addresses F1, F4)": Report(causes=f"- F1: {FACTORS[0]}\n- F4: the canary receives no carts",
        actions=f"- A1 (addresses F1, F4): {ACTIONS[1]}"),
    "F5 accepted as risk: cost above benefit, decided 2026-03-02": Report(causes=f"- {FACTORS[0]}\n- {FACTORS[1]}\n"
        "- F5: one resolver for all offices; accepted as risk: cost above benefit, decided 2026-03-02"),
    "Due 2026-02-30": due("Due 2026-02-30", "date: 2026-01-09"),
    "Due 2025-01-10 for an incident of 2026-01-09": due("Due 2025-01-10", "date: 2026-01-09"),
    "Sev-1 action due in 11 months": due("Due 2026-12-09", "date: 2026-01-09\nseverity: 1"),
    "Due 2026-02-27": due("Due 2026-02-27", "date: 2026-01-09"),
    "Due 2026-01-24": due("Due 2026-01-24", "date: 2026-01-09"),
    "Due 2026-02-01 (Sev-1 window: 15 days, extension agreed by the service owner)": due(
        "Due 2026-02-01 (Sev-1 window: 15 days, extension agreed by the service owner)", "date: 2026-01-09\nseverity: 1"),
    "Actions: update wiki; hold a training; post a reminder.": actions(
        "- Update the wiki - @noor - 2026-03-20 - OPS-91\n- Hold a training - @lwei - 2026-03-27 - OPS-92\n"
        "- Post a reminder - @lwei - 2026-03-27 - OPS-93", ""),
    "Only action: new approval policy.": actions(
        "- Write a new approval policy for locks and the canary - @noor - 2026-03-20 - OPS-91 - OPS-92", ""),
    "Actions: discuss in retro; share this document.": actions(WEAK, ""),
    "Actions: bucket lock on; wiki updated.": actions(
        WIKI.format("Turn on the bucket lock for the canary: deletes are refused"), ""),
    "Time to mitigate was 122 minutes against a 30-minute objective.": replace(
        rows(*ROWS[:3], "11:46 rollback ends, rates normal"),
        happened="Time to mitigate was 122 minutes against a 30-minute objective."),
    "Contributing factor: Olu was the only one awake.": cause("- Olu was the only one awake."),
    "Lesson: ask Beatriz before touching Kafka.": Report(happened="## Lessons learned\n\n- Ask Beatriz before touching Kafka."),
    "Summary: Sven rolled the cluster.": Report(summary="Sven rolled the cluster."),
}  # fmt: skip


def staged(code: str, kind: str, text: str) -> str:
    """The document an example is tested in."""
    if text in STAGED:
        report = STAGED[text]
    elif text.startswith("## "):
        return text.replace("  (synonym of action items)", f"\n\n- {ACTIONS[0]}").replace(
            "  with a metadata alias to impact", " - impact\n\n3%"
        )
    elif code == "TML601":
        report = rows(*(part.strip() for part in text.replace("…", "\n").splitlines() if part.strip()))
        if kind == "good":
            report = replace(report, rows=tuple(f"{one} - deploy, page, normal again" for one in report.rows))
    else:
        report = in_place(code, kind, text)
    if "participants" not in report.front:
        report = replace(report, front=f"{PARTICIPANTS}\n{report.front}".strip())
    return str(report)


def in_place(code: str, kind: str, text: str) -> Report:
    if code.startswith("ACT"):
        return action_of(code, kind, text)
    if code.startswith("RCA") or code == "HND205":
        return cause_among_others(text) if kind == "good" else cause(text)
    if code.startswith("TML6") and code != "TML606":
        return row(text)
    places = {"SEC503": "impact", "SEC504": "summary"}
    report = replace(Report(), **{places.get(code, "happened"): text})
    return replace(report, rows=(*ROWS[:4], "10:26 rates normal", "11:30 cleanup ends")) if code == "TML606" else report


def action_of(code: str, kind: str, text: str) -> Report:
    """A good item is given, in the columns of a table, what its line leaves out: an owner, and a date."""
    if kind == "bad" or code == "ACT401" or "@" in text:
        return action(text)
    return table(text, due="" if code == "ACT402" else "2026-03-20")


def examples(kind: str) -> Iterator[object]:
    if not FILE.exists():
        yield pytest.param("", "", marks=pytest.mark.skip(reason=f"{FILE} is not beside this checkout"))
        return
    for number, line in enumerate(FILE.read_text(encoding="utf-8").splitlines()):
        found = json.loads(line)
        if found["kind"] == kind:
            yield pytest.param(found["code"], found["text"], id=f"{found['code']}-{number}")


def lint(code: str, kind: str, text: str) -> list[str]:
    rules = [registry.rule(name) for name in registry.names()]
    shown = [rule for rule in rules if rule.default or any((rule.profiles or {}).values()) or rule.name == NAMES[code]]
    found = Engine(shown).lint(read_markdown(staged(code, kind, text), "report.md"))
    return [f"{one.rule}: {one.message} «{one.excerpt}»" for one in found]


@pytest.mark.parametrize(("code", "text"), list(examples("bad")))
def test_each_bad_example_is_flagged_by_its_rule(code: str, text: str):
    assert NAMES[code] in registry.names()
    found = lint(code, "bad", text)
    assert [one for one in found if one.startswith(f"{NAMES[code]}:")], found


@pytest.mark.parametrize(("code", "text"), list(examples("good")))
def test_each_good_example_is_clean_under_every_rule(code: str, text: str):
    assert lint(code, "good", text) == []
