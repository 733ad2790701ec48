"""Material -> RedactedMaterial: secrets and personal data become placeholders, the same thing always the same one."""

from pipeline.redact.again import redact_again
from pipeline.redact.redaction import originals, redact

__all__ = ["originals", "redact", "redact_again"]
