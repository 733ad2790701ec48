"""Asking a model: tasks in, outcomes out. provider.py alone imports langchain and openai, and only when something is asked."""
