"""Lint: not built yet."""
