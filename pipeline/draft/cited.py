"""The evidence that goes with a draft: what anything in it points at."""

from pipeline.domain.citing import pointed_at
from pipeline.domain.evidence import Evidence
from pipeline.domain.material import RedactedMaterial
from pipeline.domain.postmortem import Postmortem


def cited(material: RedactedMaterial, draft: Postmortem) -> tuple[Evidence, ...]:
    """Every piece of evidence that anything in the draft points at, once, in the material's order.

    Where places in a document are cited, the document as a whole follows: a part is read in its context.
    """
    ids = set(pointed_at(draft))
    pieces = [piece for piece in material.evidence if piece.id in ids]
    wholes = dict.fromkeys(piece.id.split("#")[0] for piece in pieces if "#" in piece.id)
    return (*pieces, *(_whole(material, id) for id in wholes if not any(piece.id == id for piece in material.evidence)))


def _whole(material: RedactedMaterial, id: str) -> Evidence:
    """The pieces that are places in one document, put together under the document's own id."""
    parts = [piece for piece in material.evidence if piece.id.startswith(f"{id}#")]
    source = parts[0].source.model_copy(update={"locator": ""})
    return parts[0].model_copy(update={"id": id, "text": "\n\n".join(part.text for part in parts), "source": source})
