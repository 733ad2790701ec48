"""Findings: not built yet."""
