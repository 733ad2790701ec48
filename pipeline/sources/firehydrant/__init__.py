"""FireHydrant's incidents and their events -> accounts of its incidents."""
