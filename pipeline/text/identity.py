"""Ids made of content, so that a re-draft of the same evidence keeps them."""

from hashlib import blake2b


def content_id(prefix: str, *parts: str) -> str:
    """`prefix-` and ten hexadecimal digits that depend on the parts alone, in their order."""
    return f"{prefix}-{blake2b(chr(31).join(parts).encode(), digest_size=5).hexdigest()}"
