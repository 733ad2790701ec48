"""Mattermost's files: what each holds."""
