"""Records and chat from where they live: an id or a link -> files that pipeline/sources reads, and a manifest.

    target.py    words, or links.py a link     -> Target: a tool and its ids
    tools/       Target + Reach                -> Haul: files in the shapes of exports and API answers; one connector a tool
                 each asks through wire.py        (GET only, waits and retries) with a key of keys.py (never shown)
                 and keeps through ledger.py      (page by page: a pull that was stopped goes on)
    folder.py    Haul                          -> files, each by one rename, and manifest.json
    anew.py      what is read anew             -> a note of it, for a call that is stopped
    links.py     texts of the haul             -> Targets that may belong to the incident: offered, not followed

`pull` does it for one target. pipeline/pulling.py brings the settings, the keys and the folder together.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from pipeline.pull.connector import Connector, Haul, connector_of
from pipeline.pull.folder import INTERNAL, JOURNALS, RESTRICTED, entries, put, refuse_narrower
from pipeline.pull.keys import Secret
from pipeline.pull.ledger import Ledger
from pipeline.pull.links import found_in
from pipeline.pull.payload import Json, text
from pipeline.pull.reach import Reach, Telling
from pipeline.pull.target import FORMS, Target, Tool
from pipeline.pull.wire import Clock, Wire, in_words


@dataclass(frozen=True)
class Means:
    """With what a target is pulled: its tool's address, key and user, and who is told."""

    base_url: str
    secret: Secret | None
    telling: Telling
    user: str = ""
    ca_file: str | None = None
    clock: Clock = field(default_factory=Clock)


@dataclass(frozen=True)
class Pulled:
    """`offered` are other things that what was pulled points at, `named` those of them that may be followed: nobody merely said
    them in a conversation. `requests` is how many it took."""

    target: Target
    haul: Haul
    offered: tuple[Target, ...]
    named: tuple[Target, ...]
    requests: int

    @property
    def names(self) -> set[tuple[Tool, tuple[str, ...]]]:
        """As what it may be pointed at: what was asked for, the tool's own id, and what a person calls it."""
        return names_of(self.target, self.haul)


def pull(target: Target, folder: Path, means: Means, servers: Mapping[Tool, str], again: bool = False) -> Pulled:
    """Pulls one target into the folder. `again` forgets what earlier pulls brought, but for one that began so and was stopped.

    Raises PullRefused for what there is not or may not be read, NoAnswer for a service that is not there, BadOption for a
    folder that cannot be used. What came until then is kept.
    """
    connector, journal = connector_of(target.tool), folder / JOURNALS / f"{target.name}.jsonl"
    there = entries(folder)  # a folder that cannot take it is refused before anything is asked
    if not again:
        refuse_narrower(folder, span_of(target), [one for one in there if is_of(one, target)])
    with opened(journal, target, means, again) as ledger, wired(connector, means) as wire:
        resumed = bool(ledger.now.steps)
        haul = connector.pull(target, Reach(wire, ledger, means.telling, connector.RIGHTS))
        put(folder, haul, entry(target, haul, wire, ledger, stamp(means.clock.now)), again)
        if not ledger.now.done:
            ledger.finish(stamp(means.clock.now))
        if resumed:
            means.telling.say(f"{haul.what}: this ended the pull of {ledger.now.began}; pull again for what came since.")
        names = names_of(target, haul)
        offered, named = (
            tuple(one for one in found_in(texts, target, servers) if (one.tool, one.ids) not in names)
            for texts in ((*haul.texts, *haul.said), haul.texts)
        )
        return Pulled(target, haul, offered, named, wire.asked)


def is_of(entry: Json, target: Target) -> bool:
    """Whether what the manifest says of something is of this target, by its id or its name."""
    tool = text(entry, "tool") == target.tool
    return tool and target.ids in own_names(target.tool, text(entry, "id"), text(entry, "what"))


def span_of(target: Target) -> Json:
    return {name: iso(at) for name, at in (("since", target.since), ("until", target.until)) if at}


def names_of(target: Target, haul: Haul) -> set[tuple[Tool, tuple[str, ...]]]:
    return {(target.tool, ids) for ids in (target.ids, *own_names(target.tool, haul.id, haul.what))}


def own_names(tool: Tool, id: str, what: str) -> Iterator[tuple[str, ...]]:
    for word in (id, *what.split()):
        if match := FORMS[tool][0].fullmatch(word.strip("()")):
            yield match.groups()


def opened(journal: Path, target: Target, means: Means, again: bool) -> Ledger:
    asked = {"at": means.base_url, "ids": list(target.ids), **span_of(target)}
    return Ledger(journal, asked, stamp(means.clock.now), again)


def wired(connector: Connector, means: Means) -> Wire:
    product, wait = connector.PRODUCT, means.telling.wait
    headers = connector.headers(means.secret, means.user)
    return Wire(
        product,
        means.base_url,
        means.secret,
        headers,
        means.clock,
        means.ca_file,
        waiting=lambda seconds: wait(f"{product} asks to wait {in_words(seconds)}", seconds),
    )


def entry(target: Target, haul: Haul, wire: Wire, ledger: Ledger, now: str) -> Json:
    """What the manifest says of one target."""
    return {
        "tool": target.tool.value,
        "id": haul.id,
        "what": haul.what,
        "source": f"https://{wire.host}" if wire.base_url.startswith("https") else f"http://{wire.host}",
        "began_at": ledger.now.began,
        "pulled_at": now,
        **{"since": None, "until": None, **span_of(target)},
        "first": haul.first or None,
        "last": haul.last or None,
        "counts": dict(haul.counts),
        "pulls": len(ledger.rounds),
        "visibility": RESTRICTED if haul.restricted else INTERNAL,
        "gaps": list(haul.gaps),
        "left_out": list(haul.left_out),
    }


def stamp(now: Callable[[], float]) -> str:
    return iso(datetime.fromtimestamp(int(now()), UTC))


def iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
