"""How much of a folder or an archive is read at most, so that a hostile one does no harm and a large export still goes in."""

from dataclasses import dataclass

from pipeline.errors import UnreadableSource

MAX_ENTRIES = 200_000
MAX_TOTAL_BYTES = 1_500_000_000
MAX_FILE_BYTES = 500_000_000
MAX_NESTED_ZIP_BYTES = 200_000_000
MAX_RATIO = 400
"""How many times larger than itself a packed file may become; chat exports reach about 30."""
RATIO_MATTERS_FROM = 10_000_000
MAX_DEPTH = 32
"""Folders in folders."""
MAX_ZIP_NESTING = 2
"""A zip, and zips in it."""

TAKE_LESS = "take out what belongs to the incident and give that"


def gigabytes(size: int) -> str:
    return f"{size / 1e9:.1f} GB"


@dataclass
class Allowance:
    """What one path given by the user has used up. `name` is how errors call that path."""

    name: str
    entries: int = 0
    size: int = 0

    def take(self, size: int) -> None:
        """Count one more file of this many bytes. Raises UnreadableSource past a limit."""
        self.entries += 1
        self.size += size
        if self.entries > MAX_ENTRIES:
            raise UnreadableSource(self.name, f"it holds more than {MAX_ENTRIES} files", TAKE_LESS)
        if self.size > MAX_TOTAL_BYTES:
            problem = f"it holds more than {gigabytes(MAX_TOTAL_BYTES)} when unpacked"
            raise UnreadableSource(self.name, problem, TAKE_LESS)

    def for_part(self, name: str) -> "Allowance":
        """What is left for an archive inside, under its own name, so that it alone is refused when it is too much."""
        return Allowance(name, self.entries, self.size)

    def settle(self, part: "Allowance") -> None:
        self.entries, self.size = part.entries, part.size


def too_large(name: str, size: int, limit: int = MAX_FILE_BYTES) -> UnreadableSource:
    return UnreadableSource(name, f"it is too large ({gigabytes(size)}; {gigabytes(limit)} is the limit)", TAKE_LESS)
