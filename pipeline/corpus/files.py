"""Paths as given -> the files to read, sorted, each once. Hidden files, and what is no postmortem by its name, are left out."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import UnreadableSource

MARKDOWN, HTML, PDF, JSON, LINES = "markdown", "html", "pdf", "json", "jsonl"
ENDINGS = {
    ".md": MARKDOWN, ".markdown": MARKDOWN, ".mdx": MARKDOWN, ".txt": MARKDOWN, ".html": HTML, ".htm": HTML, ".pdf": PDF,
    ".json": JSON, ".jsonl": LINES, ".ndjson": LINES,
}  # fmt: skip
KNOWN = ", ".join(sorted(ENDINGS))
ASIDE = re.compile(
    r"(?:readme|contributing|changelog|licen[cs]e|code[-_ ]of[-_ ]conduct"
    r"|(?:(?:post-?mortem|incident|rca|report|pir)[-_ ]?(?:report[-_ ]?)?)?template)\Z",
    re.IGNORECASE,
)
"""Stems of files that stand beside postmortems and are none."""


@dataclass(frozen=True)
class Found:
    """`left_out` are files in the folders that are no postmortems by their names, `endings` those of files there of which no
    kind is read, with how many have each."""

    files: tuple[Path, ...]
    missing: tuple[UnreadableSource, ...] = ()
    left_out: tuple[str, ...] = ()
    endings: tuple[tuple[str, int], ...] = ()


def find(paths: Iterable[Path]) -> Found:
    files: dict[str, Path] = {}
    missing: list[UnreadableSource] = []
    left_out: list[str] = []
    endings: Counter[str] = Counter()
    for path in paths:
        inside = path.is_dir()
        for file in below(path) if inside else [path]:
            if inside and file.suffix.lower() not in ENDINGS:
                endings[file.suffix.lower()] += 1
            elif inside and ASIDE.match(file.stem):
                left_out.append(str(file))
            elif problem := refused(file):
                missing.append(problem)
            else:
                files.setdefault(os.path.realpath(file), file)
    return Found(tuple(files.values()), tuple(missing), tuple(left_out), tuple(endings.most_common()))


def refused(file: Path) -> UnreadableSource | None:
    name = str(file)
    if not file.exists():
        return UnreadableSource(name, "there is no such file or folder", "look at the path")
    if file.suffix.lower() not in ENDINGS:
        return UnreadableSource(name, "this kind of file is not read here", f"give one of {KNOWN}")
    if not file.is_file():
        return UnreadableSource(name, "this is no regular file", "give the file that its text is in")
    return None


def below(folder: Path) -> Iterator[Path]:
    """Its files and those of its folders, sorted by folder and name."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(root, name) for name in sorted(names) if not name.startswith("."))
