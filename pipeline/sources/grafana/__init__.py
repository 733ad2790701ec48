"""Grafana's objects (incidents and their activity, OnCall's alert groups, alerts of old) -> accounts."""
