"""Everything of a review -> what still stands in the way of publishing it, each with the place and what to do about it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.domain.finding import DraftFinding, Level
from pipeline.domain.postmortem import Postmortem
from pipeline.domain.review import (
    Block,
    BlockKind,
    Dispute,
    Item,
    Offer,
    OfferState,
    Readership,
    Review,
    SectionRead,
    SignOff,
    SignOffKind,
    Waiver,
)
from pipeline.review.items import digest, in_document, is_unsupported
from pipeline.review.sign_offs import RequiredSignOff, is_given, refusals, required_sign_offs

NO_DRAFT = Block(kind=BlockKind.NO_DRAFT, text="There is no draft yet; start one from the incident's files.")


@dataclass(frozen=True)
class Reviewed:
    """What people have done with the document so far. `outside` are blocks that only a version for outside has."""

    offers: Iterable[Offer] = ()
    sign_offs: Iterable[SignOff] = ()
    disputes: Iterable[Dispute] = ()
    waivers: Iterable[Waiver] = ()
    reads: Iterable[SectionRead] = ()
    outside: Iterable[Block] = field(default=())


def blocks(
    review: Review,
    items: Iterable[Item],
    document: Postmortem,
    findings: Iterable[DraftFinding],
    reviewed: Reviewed,
    audience: str = Readership.INTERNAL,
) -> tuple[Block, ...]:
    """What stands in the way for readers of this audience; nothing: it may be published.

    `document` is the working document that the items make, `findings` what the lint says of it. Every part has to be read as it
    is now (each item decided, or the part marked as read), every unsupported statement decided, every error fixed or waived, the
    sign-offs given on today's digest, disputes decided, offers taken or left, and an owner named."""
    items = tuple(items)
    external = audience == Readership.EXTERNAL
    return (
        *_foundations(review),
        *_unsupported(items),
        *_unread(items, reviewed.reads),
        *_findings(findings, items, reviewed.waivers),
        *_offers(reviewed.offers),
        *_disputes(reviewed.disputes),
        *(reviewed.outside if external else ()),
        *_sign_offs(review, digest(document), tuple(reviewed.sign_offs), audience),
    )


def place_of(found: DraftFinding, items: Iterable[Item]) -> tuple[str, str]:
    """The part and the item that a finding is about; the item is "" for a field as a whole."""
    part = next((item.part for item in items if found.id and item.id == found.id), found.field)
    return part, found.id


def waiver_of(found: DraftFinding, items: Iterable[Item], waivers: Iterable[Waiver]) -> Waiver | None:
    """Somebody's answer for this finding: for the same rule in the same place on the same words."""
    here = (found.finding.rule, *place_of(found, items), found.finding.excerpt)
    return next((one for one in waivers if (one.rule, one.part, one.item, one.excerpt) == here), None)


def _foundations(review: Review) -> Iterator[Block]:
    if not review.draft:
        yield NO_DRAFT
    if not review.owner:
        yield Block(kind=BlockKind.NO_OWNER, text="Nobody owns this postmortem; name an owner in the plan.")


def _unsupported(items: Iterable[Item]) -> Iterator[Block]:
    for part, held in in_document(items).items():
        for item in held:
            if item.decision is None and is_unsupported(item):
                text = f"The evidence does not support this one in {_named(part)}; accept, edit or reject it."
                yield Block(kind=BlockKind.UNSUPPORTED, text=text, part=part, item=item.id)


def _unread(items: Iterable[Item], reads: Iterable[SectionRead]) -> Iterator[Block]:
    read = {(one.part, one.digest) for one in reads}
    for part, held in in_document(items).items():
        open = [item for item in held if item.decision is None]
        if open and (part, digest(held)) not in read:
            count = f"{len(open)} of {len(held)} in {_named(part)}" if len(held) > 1 else f"One in {_named(part)}"
            verb = "are" if len(open) > 1 else "is"
            text = f"{count} {verb} undecided; decide each, or mark the section as read."
            yield Block(kind=BlockKind.UNREAD, text=text, part=part, item=open[0].id)


def _findings(findings: Iterable[DraftFinding], items: tuple[Item, ...], waivers: Iterable[Waiver]) -> Iterator[Block]:
    waivers = tuple(waivers)
    for found in findings:
        if found.finding.level is Level.ERROR and not waiver_of(found, items, waivers):
            part, item = place_of(found, items)
            text = f"{found.finding.message.rstrip('.')}; put it right, or waive the finding with a reason."
            yield Block(kind=BlockKind.FINDING, text=text, part=part, item=item, rule=found.finding.rule)


def _offers(offers: Iterable[Offer]) -> Iterator[Block]:
    by_part: dict[str, list[Offer]] = {}
    for offer in offers:
        if offer.state is OfferState.OPEN:
            by_part.setdefault(offer.part, []).append(offer)
    for part, held in by_part.items():
        changes = "One change" if len(held) == 1 else f"{len(held)} changes"
        text = f"{changes} of a newer draft in {_named(part)} {'is' if len(held) == 1 else 'are'} open; take or leave each."
        yield Block(kind=BlockKind.OFFER, text=text, part=part, item=held[0].item)


def _disputes(disputes: Iterable[Dispute]) -> Iterator[Block]:
    for dispute in disputes:
        if dispute.decided_at is None:
            text = "There is a dispute over this; the owner decides between the two views."
            yield Block(kind=BlockKind.DISPUTE, text=text, part=dispute.part, item=dispute.item)


def _sign_offs(review: Review, today: str, given: tuple[SignOff, ...], audience: str) -> Iterator[Block]:
    for against in refusals(given, today):
        text = f"{against.by} does not approve{f' ({against.note})' if against.note else ''}; talk it over, and ask again."
        yield Block(kind=BlockKind.SIGN_OFF, text=text)
    for required in required_sign_offs(review, (audience,)):
        if not is_given(required, given, today, review.owner):
            yield Block(kind=BlockKind.SIGN_OFF, text=_asked(required, given))


def _asked(required: RequiredSignOff, given: Iterable[SignOff]) -> str:
    before = any(one.kind is required.kind and one.approves for one in given)
    changed = "the document has changed since it was given" if before else required.why[0].lower() + required.why[1:].rstrip(".")
    who = "a reviewer other than the owner" if required.kind is SignOffKind.REVIEWER else f"the {required.kind.value}"
    return f"The sign-off of {who} is missing: {changed}; ask for it."


def _named(part: str) -> str:
    kind, _, of = part.partition(".")
    return f"{of} {kind}" if of else {"incident": "the facts"}.get(part, part.replace("_", " "))
