"""What was pasted from a machine (an alert, a log) -> what it says, without where and when it says it.

    said("[FIRING:1] KubeNodeNotReady job=kubelet instance=10.1.2.3:9100") -> "Kube Node Not Ready"

Labels, hosts, addresses, links, times and signs of alarm are no words of a mechanism: no past incident has them, and that speaks
against each. A name that is put together of three words or more is what its words say. What a person wrote is left alone.
"""

import re

from pipeline.text.concepts import is_member

TELLING = frozenset(
    """
    alert alertname cause description err error error_message exception message msg reason state_reason status_reason summary
    title
    """.split()
)
"""Keys whose values say what happened."""
LABELS = frozenset(
    """
    account actor addr address app application arn assigned availability_zone az bytes caller client client_ip clientid cluster
    commit component container container_id controller correlation_id cpu datacenter datname dashboard db_instance deployment
    device domain duration duration_ms elapsed endpoint endsat env environment event_id exit_code file fingerprint fstype
    function generatorurl goroutine grafana_folder group handler host hostname id image index ingress ingress_class instance
    interface ip job k8s_cluster kubernetes_namespace label last_value lastseen latency level line lineno location log_level
    logger method mountpoint namespace node nodename object offset org owner partition path peer persistentvolumeclaim pid pod
    pod_name pool port priority process product project prometheus protocol queue receiver region remote_addr replicaset
    request_id resource restarts role router rule run runbook runbook_url scope server service session severity shard site size
    source span_id stack startsat state statefulset status statuscode tags target team tenant thread threshold tid time
    timestamp took topic trace_id traceid ts uid upstream uri url urgency user user_agent user_id uuid value version vhost vm
    volume worker zone
    """.split()
)
"""Keys whose values say where, when and to whom."""
LONGEST, WIDEST = 200_000, 1_000
"""Characters that are read of a text, and of a line."""

MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
ALARM = "(?:CRITICAL|CRIT|WARNING|WARN|INFO|DEBUG|NOTICE|ERROR|FATAL|PROBLEM|ALERT|FIRING|TRIGGERED|RESOLVED|ACKNOWLEDGED|OK)"
MINUTE = r"(?:\d{4}[-/]\d\d[-/]\d\d|\d\d[-/]\d\d[-/]\d{4})[T ]\d\d:\d\d"
STAMP = rf"{MINUTE}(?::\d\d)?(?:[.,]\d+)?(?:\ ?UTC|Z|[+-]\d\d:?\d\d)?"
SYSLOG = rf"{MONTH}\ +\d{{1,2}}\ \d\d:\d\d:\d\d"
CLOCK = r"\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?!\w)(?:\ ?(?:UTC|GMT|CET|CEST|[AP]M)\b)?"
TIMES = rf"(?<![\w.]){STAMP}(?!\w) | \b{SYSLOG}\b | (?<![\w.:]){CLOCK}"
DAY = r"(?<![\w.-])(?:\d{4}-\d\d-\d\d|\d\d[-/]\d\d[-/]\d{4})(?![\w-])"
HOSTS = r"""
      (?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:/\d+)?\b                      # 10.1.2.3:9100
    | (?<![\w.-])[a-z]+(?:-[a-z0-9]+){0,6}?-(?:\d{1,3}-){3}\d{1,3}(?:\.[\w.-]+)? # ip-10-1-2-3.eu.internal
    | (?<![\w-])[a-z][a-z0-9-]{0,60}-(?=[a-z]*\d)[a-z0-9]{8,10}-[a-z0-9]{5}(?![\w-])  # ledger-7f9c6d5b8-x2x4z
    | \b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b
"""
NOISE = re.compile(
    rf"""
      "\w+"\s?:\s?(?=[\[{{]) | [{{}}]
    | \b[a-z][a-z0-9+.-]{{1,10}}://\S+
    | {HOSTS}
    | (?<![\w.-])[a-z]+\d+(?:\.[a-z0-9-]+)+(?![\w.-])                             # mw1320.eqiad.wmnet
    | (?<![\w.-])[a-z]+(?:-[a-z]+){{0,4}}-?\d{{4,}}(?![\w.-])                     # db1145
    | \b(?=[a-f]*\d)[0-9a-f]{{8,}}\b
    | \b(?!AES|CVE|HTTP|ISO|RFC|SHA|TLS|UTF)[A-Z]{{2,10}}-\d{{2,6}}\b             # INC-2231
    | {TIMES}
    | (?<![\w@.])@[\w.-]+
    | \[(?=[^\]\n]{{0,40}}\d|\s*\])[\w./:%\s-]{{0,60}}\]                          # nodes, threads, numbers of processes
    | \b{ALARM}\b:?\d*
    """,
    re.VERBOSE,
)
WHEN = re.compile(f"{TIMES} | {DAY}", re.VERBOSE)
MACHINE = re.compile(
    rf"""
      ^\W*{MINUTE}:\d\d | ^\W*{SYSLOG} | ^\W{{0,3}}(?!OK\b){ALARM}\b | \b{ALARM}\b.{{0,80}}\b{ALARM}\b
    | \[(?:FIRING|RESOLVED|[Tt]riggered|TRIGGERED|PagerDuty|{ALARM})\b | \w\[\d+\]:\ | ^\s*\{{\s*"
    | (?<![\w.-])[a-z]+(?:_[a-z\d]+){{3,}} | {HOSTS}
    """,
    re.VERBOSE,
)
VALUE = r"(?:\"(?P<long>[^\"\n]{0,400})\"|'(?P<single>[^'\n]{0,400})'|(?P<short>[^\s,;{}\"']{1,200}))"
PAIR = re.compile(rf"(?<![\w.-])[\"']?(?P<key>[A-Za-z][\w.-]{{0,40}})[\"']?(?:\s?=\s?(?!=)|(?<=\")\s?:\s?|:\ (?=\")){VALUE}")
LABELLED = re.compile(r"^\s*(?P<key>[A-Za-z][\w .-]{0,30}?)\s?[=:]\s+(?P<said>\S.*)$")
FIRED = re.compile(r"^\W*(?:FIRING|RESOLVED)[^\]\n]{0,20}\]\s*(?P<name>\w+)\s*\([^\n]*\)\s*$")
CLASS = re.compile(r"\b(?:[a-z]\w{0,30}\.){2,9}(?=[A-Z]\w)")
SNAKE = re.compile(r"(?<![\w.-])[a-z][a-z\d]*(?:_[a-z\d]+){2,}(?![\w.-])")
TOGETHER, PARTS = (
    re.compile(r"(?<![\w.@/-])[A-Za-z][A-Za-z\d]{7,}(?![\w@/])"),
    re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+[a-z]*"),
)
HEAD = re.compile(r"^[^\w\n]*(?=[A-Z][a-z]+[A-Z])[A-Za-z\d]{8,}(?=\s)")
"""The name of an alert at the beginning of its line: what follows says it in other words."""
FEW = 3
"""One line in so many."""
MANY = 3
"""Words from which on a name is put together."""
BLANKS, EDGES = re.compile(r"[ \t]{2,}"), " \t[](){}<>|,;:=->\"'"


def is_pasted(text: str) -> bool:
    """Whether a machine wrote at least a third of its lines, or it is the name of an alert and nothing else."""
    lines = [line[:WIDEST] for line in text[:LONGEST].splitlines() if line.strip()]
    return not text.strip().count(" ") or FEW * sum(map(_is_by_a_machine, lines)) >= len(lines)


def _is_by_a_machine(line: str) -> bool:
    return MACHINE.search(line) is not None or any(pair["key"].lower() in TELLING | LABELS for pair in PAIR.finditer(line))


def said(line: str) -> str:
    """What a line says; what a label tells stands in a line of its own. Empty where nothing is said."""
    told = CLASS.sub("", PAIR.sub(_told, _labelled(line[:WIDEST])))
    return "\n".join(filter(None, map(_bare, told.split("\n"))))


def timeless(text: str) -> str:
    """Without the days and times in it."""
    return "\n".join(BLANKS.sub(" ", WHEN.sub(" ", line)).strip() for line in text.splitlines())


def _labelled(line: str) -> str:
    """A line that is one label: `alertname = KubeNodeNotReady`, `Description: the volume is full`; or a name with the values of
    its labels: `[FIRING:1] KubeNodeNotReady (ip-10-1-2-3 critical)`."""
    if fired := FIRED.match(line):
        return fired["name"]
    pair = LABELLED.match(line)
    key = pair["key"].lower().replace(" ", "_") if pair else ""
    if pair and key in TELLING:
        return pair["said"]
    return "" if pair and key in LABELS and len(pair["said"].split()) == 1 else line


def _told(pair: re.Match[str]) -> str:
    key, value = pair["key"], pair["long"] or pair["single"] or pair["short"] or ""
    if key.lower() in TELLING:
        return f"\n{value}\n"
    return " " if key.lower() in LABELS else f" {key} {value} "


def _bare(line: str) -> str:
    told = NOISE.sub(" ", line)
    told = HEAD.sub(lambda name: f"{_apart(name)}\n", told, count=1)
    told = SNAKE.sub(lambda name: " ".join(name[0].split("_")), TOGETHER.sub(_apart, told))
    return "\n".join(filter(None, map(_trimmed, told.split("\n"))))


def _trimmed(line: str) -> str:
    told = BLANKS.sub(" ", line).strip(EDGES)
    return told if any(sign.isalpha() for sign in told) else ""


def _apart(name: re.Match[str]) -> str:
    parts = PARTS.findall(name[0])
    words = sum(len(part) > 1 for part in parts)
    return name[0] if words < MANY or is_member(name[0]) else " ".join(parts).strip()
