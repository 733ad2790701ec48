"""New: not built yet."""
