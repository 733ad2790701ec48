"""Material -> RedactedMaterial: secrets and personal data become placeholders, the same thing always the same one."""

from pipeline.redact.redaction import redact

__all__ = ["redact"]
