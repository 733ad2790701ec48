"""Settings: not built yet."""
