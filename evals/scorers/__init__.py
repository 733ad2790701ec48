"""Judges of drafts, one a file: a draft (JSON), how it was made, and the sample -> figures by measure."""
