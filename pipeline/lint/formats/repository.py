"""Where a file is in the repository that it belongs to, as services that show findings beside the code want it."""

import os
from functools import cache


def in_repository(path: str) -> str:
    """The path from the repository's root, with slashes; from here where there is none; whole where it lies elsewhere."""
    real = os.path.abspath(path)
    base = root_of(os.path.dirname(real)) or os.getcwd()
    relative = os.path.relpath(real, base).replace(os.sep, "/")
    return real.replace(os.sep, "/") if relative.startswith("../") else relative


@cache
def root_of(folder: str) -> str | None:
    """The nearest folder at or above this one that holds a repository."""
    if os.path.exists(os.path.join(folder, ".git")):
        return folder
    above = os.path.dirname(folder)
    return None if above == folder else root_of(above)
