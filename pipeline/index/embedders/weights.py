"""Weights of a model in a safetensors file. In: the file and its known hash. Out: arrays.

The arrays lie on the file and are read as they are used."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import cast

import numpy as np

from pipeline.index.embedders.arrays import Array

REMEMBERED = "verified.json"


def weights(file: Path) -> Mapping[str, Array]:
    """Every float32 array by its name: eight bytes of length, a JSON header, then the data."""
    with file.open("rb") as opened:
        length = int.from_bytes(opened.read(8), "little")
        header = json.loads(opened.read(length))
    data = np.memmap(file, mode="r", offset=8 + length, dtype=np.uint8)
    return {
        name: data[slice(*entry["data_offsets"])].view(np.float32).reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__" and entry["dtype"] == "F32"
    }


def is_genuine(file: Path, sha256: str, home: Path | None) -> bool:
    """Whether the file has this hash. Looked at once for a size and time of change, which are kept in `home`."""
    state = file.stat()
    now = [str(file), state.st_size, state.st_mtime_ns, sha256]
    kept = home / REMEMBERED if home else None
    if kept and _read(kept).get(file.name) == now:
        return True
    with file.open("rb") as opened:
        genuine = hashlib.file_digest(opened, "sha256").hexdigest() == sha256
    if genuine and kept:
        _write(kept, {**_read(kept), file.name: now})
    return genuine


def _read(kept: Path) -> dict[str, object]:
    try:
        found: object = json.loads(kept.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return cast(dict[str, object], found) if isinstance(found, dict) else {}


def _write(kept: Path, verified: dict[str, object]) -> None:
    """Without success on a full disk or in a folder that cannot be written: then it is looked at again next time."""
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(json.dumps(verified), "utf-8")
    except OSError:
        return
