"""Inbox: not built yet."""
