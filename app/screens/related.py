"""Related: not built yet."""
