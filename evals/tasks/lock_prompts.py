"""Writes prompts/lock.json: for each prompt its version and the hash of its words with what it includes.

Words that changed need a new version in their front matter first, so that a draft's "read/events@2" means one text for ever.
"""

import json
import sys
from pathlib import Path

from pipeline.prompting import lock, locked

LOCK = Path(__file__).resolve().parents[2] / "prompts" / "lock.json"


def unversioned(now: dict[str, str], before: dict[str, str]) -> list[str]:
    """The prompts whose words changed while their version did not."""
    return [
        name for name in now if name in before and now[name] != before[name] and _version(now[name]) == _version(before[name])
    ]


def _version(entry: str) -> str:
    return entry.split(" ")[0]


def main() -> int:
    now = lock()
    if changed := unversioned(now, locked() if LOCK.exists() else {}):
        print(
            "\n".join(f"prompts/{name}.md has other words: give it a new version, then lock it." for name in changed),
            file=sys.stderr,
        )
        return 1
    LOCK.write_text(json.dumps(now, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
