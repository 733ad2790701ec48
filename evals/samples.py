"""The incidents that drafts are measured on. In: evals/datasets/incidents. Out: samples, what is drafted from and the truth."""

import json
import re
from pathlib import Path

from evals.long_incident import long_incident
from evals.poison import CANARIES, planted
from evals.task import Sample
from pipeline.sources import collect

ROOT = Path(__file__).resolve().parents[1]
INCIDENTS, BUNDLED = ROOT / "evals" / "datasets" / "incidents", ROOT / "pipeline" / "samples"
WRITTEN = ("checkout-config-rollout", "db-failover-rehearsal-near-miss", "ledger-pool-exhaustion")
TRUTH = "truth.json"


def written(scratch: Path) -> list[Sample]:
    del scratch
    return [sample_of(name, exports(name)) for name in WRITTEN]


def among_talk(scratch: Path) -> list[Sample]:
    """One of them among 4,000 messages of other talk."""
    folder = scratch / "ledger-among-talk"
    long_incident(folder)
    return [sample_of("ledger-pool-exhaustion", folder, "ledger-among-4000-messages")]


def poisoned(scratch: Path) -> list[Sample]:
    """Each of them with forty orders to machines planted in it."""
    made: list[Sample] = []
    for name in WRITTEN:
        folder = scratch / name
        ids = planted(exports(name), folder)
        clean = sample_of(name, exports(name))
        own = sample_of(name, folder, f"{name}-poisoned")
        made.append(Sample(own.name, own.sources, own.truth, clean.roster, clean, ids, CANARIES))
    return made


def exports(name: str) -> Path:
    """The folder of an incident's exports: the bundled sample stands with the product."""
    return BUNDLED / name if (BUNDLED / name).is_dir() else INCIDENTS / name


def sample_of(name: str, folder: Path, called: str = "") -> Sample:
    sources = tuple(sorted(path for path in folder.iterdir() if path.name != TRUTH and not path.name.startswith(".")))
    truth = json.loads((INCIDENTS / name / TRUTH).read_text(encoding="utf-8"))
    return Sample(called or name, sources, truth, roster(sources))


def roster(sources: tuple[Path, ...]) -> tuple[str, ...]:
    """Every way in which the sources name their people: full names, their parts, handles and ids."""
    people = [person for person in collect(sources).people if not person.bot]
    names = {name for person in people for name in (person.name, *person.aliases)}
    parts = {part for person in people for part in re.findall(r"[^\W\d_]{4,}", person.name) if part[0].isupper()}
    return tuple(sorted(names | parts))
