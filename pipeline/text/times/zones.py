"""Time zone labels as people write them -> IANA names or fixed offsets."""

import datetime


def zone_name(label: str, near: str | None = None) -> str | None:
    """The IANA name or fixed offset ("+05:30") that a label means, None when it is no zone.

    `near` is the zone that the writer is otherwise known to be in: it decides labels that several countries use (CST, IST, BST).
    """
    del label, near
    return None


def zone_info(name: str) -> datetime.tzinfo:
    """The tzinfo of what `zone_name` gave. Raises ValueError for anything else."""
    raise ValueError(name)
