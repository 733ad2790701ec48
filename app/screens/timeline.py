"""Timeline: not built yet."""
