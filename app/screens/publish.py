"""Publish: not built yet."""
