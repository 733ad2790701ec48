"""Paths as given -> the files to read, sorted, each once. Hidden files, and what is no postmortem by its name, are left out."""

import os
import re
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
    """`left_out` are files in the folders that are no postmortems by their names."""

    files: tuple[Path, ...]
    missing: tuple[UnreadableSource, ...] = ()
    left_out: tuple[str, ...] = ()


def find(paths: Iterable[Path]) -> Found:
    files: dict[str, Path] = {}
    missing: list[UnreadableSource] = []
    left_out: list[str] = []
    for path in paths:
        if path.is_dir():
            for file in below(path):
                if ASIDE.match(file.stem):
                    left_out.append(str(file))
                else:
                    files.setdefault(os.path.realpath(file), file)
        elif not path.exists():
            missing.append(UnreadableSource(str(path), "there is no such file or folder", "look at the path"))
        elif path.suffix.lower() not in ENDINGS:
            missing.append(UnreadableSource(str(path), "this kind of file is not read here", f"give one of {KNOWN}"))
        else:
            files.setdefault(os.path.realpath(path), path)
    return Found(tuple(files.values()), tuple(missing), tuple(left_out))


def below(folder: Path) -> Iterator[Path]:
    """Files of the kinds that are read, sorted by folder and name."""
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and Path(name).suffix.lower() in ENDINGS:
                yield Path(root, name)
