"""PagerDuty's payloads (REST, three generations of webhooks) -> pieces of one shape -> evidence and records."""
