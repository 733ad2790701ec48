"""Actions: not built yet."""
