"""Files that cannot be taken -> the error that says why: empty, of no known format, or not of the format that --as names."""

from pipeline.errors import EmptySource, InputError, UnknownFormat, UnreadableSource, WrongFormat
from pipeline.sources.detect import Reader, claims_in, known_formats
from pipeline.sources.files import File, Tree
from pipeline.sources.reading import Claim, ReadOptions

LOOKED_THROUGH = 65_536
"""Bytes. What is larger is taken to hold something."""


def is_blank(file: File) -> bool:
    """Whether a file holds nothing but white space."""
    if file.size > LOOKED_THROUGH or file.head.strip():
        return False
    try:
        return not file.text.strip()
    except UnreadableSource:
        return False


def blank(file: File) -> UnreadableSource:
    return UnreadableSource(file.name, "the file is empty", "export it again, or leave it out")


def unclaimed(tree: Tree, others: bool) -> UnknownFormat:
    """For a file that no reader knows; `others` says whether it was given beside more."""
    return UnknownFormat(tree.name, known_formats(), others)


def explained(error: InputError, reader: Reader, claim: Claim) -> InputError:
    """The error of a reader that --as forced on a file: what the file looks like instead, where it is not that reader's."""
    tree = Tree(claim.name, claim.files, single=len(claim.files) == 1)
    if not isinstance(error, EmptySource | UnreadableSource) or reader.sniff(tree):
        return error
    likely, own = next(iter(claims_in(tree)[0]), (None, claim))
    if likely is None:
        return WrongFormat(claim.name, reader.FORMAT, reader.PRODUCT) if isinstance(error, EmptySource) else error
    if likely.FORMAT in known_formats():
        return WrongFormat(claim.name, reader.FORMAT, reader.PRODUCT, likely.PRODUCT, likely.FORMAT)
    try:
        likely.read(own, ReadOptions())
    except InputError as reason:
        return reason
    return error
