"""What a machine wrote is asked for by what it says; what a person wrote is left alone."""

import time

import pytest

from pipeline.related.likeness import asked_for
from pipeline.related.pasted import LONGEST, is_pasted, timeless

FIRED = """[FIRING:2] LedgerPoolExhausted (ledger prod-eu critical)
alertname = LedgerPoolExhausted
namespace = payments
Description: all 90 connections of the pool are in use
Source: https://prometheus.example.org/graph?g0.expr=pool_in_use
"""
SYSLOG = "\n".join(
    f"Jun 10 13:{n:02}:00 fe{1400 + n} varnish[{3000 + n}]: Child ({n}) not responding, killed it." for n in range(9)
)
JSON = '{"status":"firing","labels":{"alertname":"DiskAlmostFull","job":"node"},"annotations":{"summary":"2 % free on /"}}'


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        (FIRED, ["Ledger Pool Exhausted", "all 90 connections of the pool are in use"]),
        (JSON, ["Disk Almost Full", "2 % free on /"]),
        ("ALERT ProbeFailed2xx job=web target=https://a.example it has expired", ["Probe Failed 2xx", "it has expired"]),
        ('level=error ts=2026-03-01T07:02:11Z caller=main.go:31 msg="too many clients" pid=77', ["too many clients"]),
        ("KubeNodeNotReady", ["Kube Node Not Ready"]),
        ("node not ready ip-172-20-93-12.eu-west-2.compute.internal", ["node not ready"]),
        ("2026-03-01 07:02:11.120 [pool-3] ERROR com.acme.billing.OutOfDiskSpaceException", ["Out Of Disk Space Exception"]),
        ("INC-2231: ledger-7f9c6d5b84-x2x4z OOMKilled", ["OOMKilled"]),
        ("probe_ssl_earliest_cert_expiry < 0", ["probe ssl earliest cert expiry < 0"]),
    ],
)  # fmt: skip
def test_labels_hosts_times_and_signs_of_alarm_are_no_words_of_it(pasted: str, told: list[str]) -> None:
    assert is_pasted(pasted)
    assert asked_for(pasted).text.splitlines() == told


@pytest.mark.parametrize(
    "written",
    [
        "disk full",
        "draining a node hangs since a PodDisruptionBudget allows no eviction",
        "users: nobody can sign in since 10:30, the error says state=invalid_grant twice a minute and then the page is blank\n"
        "the team rolled back at 10:45\nand it went on\nuntil the cache was emptied",
        "The summary of last week: OK, but slow.",
        "We saw a WARNING and went on; at 2026-03-01 07:02 UTC the pool was full.",
    ],
)
def test_what_a_person_wrote_is_asked_for_as_it_is(written: str) -> None:
    assert not is_pasted(written)
    assert asked_for(written).text == written


def test_a_log_is_asked_for_as_a_whole_and_by_its_commonest_lines() -> None:
    asked = asked_for(f"{SYSLOG}\nJun 10 13:20:00 fe1400 kernel: out of memory, killed a process\n")
    assert asked.views == (
        asked.text,
        "varnish : Child (0) not responding, killed it.",
        "kernel: out of memory, killed a process",
    )


def test_what_is_nothing_but_labels_is_asked_for_as_it_is() -> None:
    assert asked_for("job=node instance=10.1.2.3:9100").text == "job=node instance=10.1.2.3:9100"


def test_reports_are_compared_without_their_days_and_times() -> None:
    told = timeless("On 2026-03-01 at 07:02 UTC, and again 07-03-2026 12:30, port 443 of node 12 answered with 503.")
    assert " ".join(told.split()) == "On at , and again , port 443 of node 12 answered with 503."


@pytest.mark.parametrize("unit", ["a.", "a-", "aA", "a_a_", '"a":', "[", "a=b ", "{", "1:2", "0123456789abcdef", "ab-12-"])
def test_reading_takes_time_in_proportion(unit: str) -> None:
    began = time.process_time()
    asked_for(unit * (2 * LONGEST // len(unit)))
    assert time.process_time() - began < 3
