"""ServiceNow's records of the incident table and their journal -> accounts of its incidents."""
