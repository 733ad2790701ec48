"""Review: not built yet."""
