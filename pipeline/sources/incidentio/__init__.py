"""incident.io's objects (incidents, updates, actions, follow-ups) -> accounts of its incidents."""
