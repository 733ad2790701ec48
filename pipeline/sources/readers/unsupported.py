"""Formats that are known by name and not read yet, and JSON that is broken: asked last, and read to say so."""

from pipeline.errors import PartOfExport, UnsupportedFormat
from pipeline.sources.files import File, Tree
from pipeline.sources.reading import Claim, Reading, ReadOptions
from pipeline.sources.shapes import SLACK_LIST, Product, is_broken_json, product_of

FORMAT = "unsupported"
PRODUCT = "a format that is not supported yet"
PRIORITY = 99


def sniff(tree: Tree) -> list[Claim]:
    """A claim for each product in each folder, and for each file of broken JSON."""
    groups: dict[tuple[str, Product], list[File]] = {}
    broken: list[Claim] = []
    for file in tree.files:
        if product := product_of(file):
            groups.setdefault((file.path.rpartition("/")[0], product), []).append(file)
        elif is_broken_json(file):
            broken.append(Claim(file.name, (file,)))
    return [Claim(_name(files), tuple(files)) for files in groups.values()] + broken


def read(claim: Claim, options: ReadOptions) -> Reading:
    """Raises UnsupportedFormat with the product's name, PartOfExport, or UnreadableSource with the place of broken JSON."""
    file = claim.files[0]
    product = product_of(file)
    if product == SLACK_LIST:
        raise PartOfExport(claim.name, SLACK_LIST.name)
    if product:
        raise UnsupportedFormat(claim.name, product.name, product.remedy)
    file.read_json()
    raise UnsupportedFormat(claim.name, PRODUCT)


def _name(files: list[File]) -> str:
    more = len(files) - 1
    return files[0].name + (f" and {more} more {'file' if more == 1 else 'files'} there" if more else "")
