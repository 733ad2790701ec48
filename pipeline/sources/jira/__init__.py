"""Jira's objects -> evidence and records.

users     every user that a payload names      -> names by account, Persons
issue     an issue                             -> Account with its record
log       comments and changes                 -> Evidence
"""
