"""Coverage-guided fuzzing of what reads what others wrote: readers, zips, times, redaction, cues, the whole path, the lint.

targets.py     bytes -> one call of ours; what comes out of it but PostmortemError is a bug
lint.py        the same for the lint
samples.py     the inputs to start from, those of the lint in lint_samples.py, of chats and tickets in conversation_samples.py
mutations.py   changes that keep JSON valid, and repeats that find what is not linear
child.py       one target in a process of its own, under atheris
__main__.py    starts the children and prints what they found
"""
