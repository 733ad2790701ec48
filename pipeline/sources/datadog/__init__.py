"""Datadog's objects (events, monitor alerts, incidents with their timeline, impacts and to-dos) -> accounts."""
