"""One connector a tool; pipeline/pull/connector.py says what a connector is."""
