"""The parts of the generic source: its evidence with times as written, and the incident's fields."""
