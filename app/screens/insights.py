"""Insights: not built yet."""
