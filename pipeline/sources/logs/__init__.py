"""Logs: the shapes of their lines, which of very many are kept, and the evidence they become."""
