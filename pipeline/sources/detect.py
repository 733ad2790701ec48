"""Which reader reads which files: every module in `sources/readers/` is asked, the lowest PRIORITY first."""

import importlib
import pkgutil
from dataclasses import replace
from functools import cache
from typing import Protocol, cast

from pipeline.sources import readers
from pipeline.sources.files import Tree
from pipeline.sources.format_names import formats_meant
from pipeline.sources.reading import Claim, Reading, ReadOptions

DEFAULT_PRIORITY = 50
NOT_NAMED = ("unsupported", "pull-manifest")
"""Readers of what nobody gives as a source of its own."""


class Reader(Protocol):
    """What a module in `sources/readers/` is; `reading.py` says what each name means."""

    FORMAT: str
    PRODUCT: str
    PRIORITY: int

    def sniff(self, tree: Tree) -> list[Claim]: ...

    def read(self, claim: Claim, options: ReadOptions) -> Reading: ...


@cache
def all_readers() -> tuple[Reader, ...]:
    """Every reader there is, in the order they are asked."""
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    modules = [importlib.import_module(f"{readers.__name__}.{name}") for name in names]
    found = [cast(Reader, module) for module in modules if hasattr(module, "sniff")]
    return tuple(sorted(found, key=lambda reader: (getattr(reader, "PRIORITY", DEFAULT_PRIORITY), reader.FORMAT)))


def known_formats() -> tuple[str, ...]:
    return tuple(sorted(reader.FORMAT for reader in all_readers() if reader.FORMAT not in NOT_NAMED))


def readers_named(format: str) -> tuple[Reader, ...]:
    """The readers that a name may mean, the likeliest first. Raises BadOption listing those there are."""
    by_format = {reader.FORMAT: reader for reader in all_readers()}
    return tuple(by_format[name] for name in formats_meant(format, known_formats()))


def claims_in(tree: Tree, format: str | None = None) -> tuple[list[tuple[Reader, Claim]], Tree]:
    """Who reads what, and the tree of files that nobody claimed. A file goes to the first reader that claims it."""
    if format:
        return _forced(tree, readers_named(format))
    claims: list[tuple[Reader, Claim]] = []
    for reader in all_readers():
        if not tree.files:
            break
        found = reader.sniff(tree)
        claims += [(reader, claim) for claim in found]
        taken = {file.path for claim in found for file in claim.files}
        tree = replace(tree, files=tuple(file for file in tree.files if file.path not in taken))
    return claims, tree


def _forced(tree: Tree, readers: tuple[Reader, ...]) -> tuple[list[tuple[Reader, Claim]], Tree]:
    """The claims of the first reader that has any, else each file by itself for the likeliest."""
    found = next(((reader, claims) for reader in readers if (claims := reader.sniff(tree))), None)
    reader, claims = found or (readers[0], [Claim(file.name, (file,)) for file in tree.files])
    return [(reader, claim) for claim in claims], replace(tree, files=())
