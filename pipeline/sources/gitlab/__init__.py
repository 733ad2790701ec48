"""GitLab's objects -> evidence and records.

addresses   an issue, or a note on one         -> what it is called: `group/project#8`
notes       notes, and what GitLab notes itself -> Evidence
issue       an issue or a merge request        -> Account
"""
