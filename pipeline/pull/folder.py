"""A haul -> files in the folder, each by one rename, and the manifest that says what is there.

The manifest has an entry for each target: source, time, range, counts, gaps, what was left out, and who may know of it.
"""

import json
import os
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import BadOption, OtherRange
from pipeline.locks import in_turn
from pipeline.pull.connector import Haul
from pipeline.pull.payload import Json, mapping, mappings, text

JOURNALS = ".pull"
"""The folder of journals in the folder that is pulled into. Readers pass it over."""
MANIFEST = "manifest.json"
FORMAT = "postmortem-pull"
RESTRICTED, INTERNAL = "restricted", "internal"


def put(folder: Path, haul: Haul, entry: Json, again: bool = False) -> None:
    """Writes the files, removes those that an earlier pull of the same wrote and this one did not, then the manifest.

    `entry` is what the manifest says of it; its `tool` and `id` tell what is the same. What may not be known to all is in the
    manifest before its files are there, and the lists before them too. Raises BadOption for a folder that cannot be used, and
    without `again` where the same is there from a wider range of time.
    """
    try:
        with in_turn(folder / JOURNALS / "manifest.lock"):
            take_in(folder, haul, entry, again)
    except OSError as error:
        raise unwritable(folder, error) from None


def take_in(folder: Path, haul: Haul, entry: Json, again: bool) -> None:
    there = entries(folder)
    before, others = [one for one in there if name(one) == name(entry)], [one for one in there if name(one) != name(entry)]
    if not again:
        refuse_narrower(folder, entry, before)
    files = {**{path: merged(read_list(folder / path), items) for path, items in haul.lists.items()}, **haul.files}
    written = {path for one in before for path in map(str, one.get("files", []))}
    if haul.restricted:
        write(folder, MANIFEST, manifest([*others, {**entry, "files": sorted(written | set(haul.files))}]))
    for path, content in files.items():
        write(folder, path, content)
    remove(folder, written - set(files))
    write(folder, MANIFEST, manifest([*others, {**entry, "files": sorted(haul.files)}]))


def refuse_narrower(folder: Path, entry: Json, before: list[Json]) -> None:
    """Raises OtherRange where one of these that are there is from a wider range of time than `entry`."""
    if wider := next((one for one in before if narrower(entry, one)), None):
        remedy = "was pulled into it from a wider range of time: give another folder, or --again to read this one alone"
        raise OtherRange("--out", str(folder), f"{text(wider, 'what')} {remedy}")


def narrower(entry: Json, before: Json) -> bool:
    """Whether it begins later or ends earlier than what is there. No beginning is before all, no end after all."""
    return text(entry, "since") > text(before, "since") or (text(entry, "until") or "~") < (text(before, "until") or "~")


def name(entry: Json) -> tuple[str, str]:
    return text(entry, "tool"), text(entry, "id")


def manifest(pulled: list[Json]) -> Json:
    """One restricted part makes the whole restricted."""
    restricted = any(text(one, "visibility") == RESTRICTED for one in pulled)
    return {
        "format": FORMAT,
        "version": 1,
        "visibility": RESTRICTED if restricted else INTERNAL,
        "pulled": sorted(pulled, key=name),
    }


def entries(folder: Path) -> list[Json]:
    """What the manifest says was pulled here. Raises BadOption for one that no pull wrote: nothing takes its place."""
    try:
        content = mapping(json.loads((folder / MANIFEST).read_bytes()))
    except FileNotFoundError:
        return []
    except (OSError, ValueError):
        content: Json = {}
    if content.get("format") != FORMAT:
        raise BadOption("--out", str(folder), f"its {MANIFEST} is damaged or was written by something else: give another folder")
    return mappings(content.get("pulled"))


def read_list(path: Path) -> list[Json]:
    try:
        return mappings(json.loads(path.read_bytes()))
    except (OSError, ValueError):
        return []


def merged(there: list[Json], new: list[Json]) -> list[Json]:
    """By id, in the order they came first."""
    by_id: Mapping[str, Json] = {text(one, "id"): one for one in there} | {text(one, "id"): one for one in new}
    return list(by_id.values())


def write(folder: Path, path: str, content: object) -> None:
    """Whole or not at all; a file that has the content already is left alone. Raises BadOption where it cannot be written."""
    place = inside(folder, path)
    data = (json.dumps(content, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "replace")
    try:
        if place.is_file() and place.read_bytes() == data:
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        new = place.with_name(f"{place.name}.new")
        with new.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        new.replace(place)
    except OSError as error:
        raise unwritable(folder, error, path) from None


def unwritable(folder: Path, error: OSError, path: str = MANIFEST) -> BadOption:
    return BadOption("--out", str(folder), f"{path} cannot be written ({error.strerror})")


def remove(folder: Path, paths: set[str]) -> None:
    for path in sorted(paths):
        place = inside(folder, path)
        place.unlink(missing_ok=True)
        if place.parent != folder and place.parent.is_dir() and not any(place.parent.iterdir()):
            place.parent.rmdir()


def inside(folder: Path, path: str) -> Path:
    """Names come from elsewhere: none leads out of the folder. Raises BadOption."""
    place = folder / path
    if not place.resolve().is_relative_to(folder.resolve()) or place.resolve() == folder.resolve():
        raise BadOption("--out", str(folder), f"{path!r} leads out of it")
    return place
