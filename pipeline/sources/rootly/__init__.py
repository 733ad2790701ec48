"""Rootly's objects (incidents, timeline events, action items; flat or as JSON:API) -> accounts of its incidents."""
