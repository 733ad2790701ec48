"""incident.io's objects (incidents, updates, timeline items, actions, follow-ups) -> accounts of its incidents."""
