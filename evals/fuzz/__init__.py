"""Coverage-guided fuzzing of what reads what others wrote: readers, zips, the time grammar, redaction, cues, the whole path.

targets.py     bytes -> one call of ours; what comes out of it but PostmortemError is a bug
samples.py     the inputs to start from
mutations.py   changes that keep JSON valid, and repeats that find what is not linear
child.py       one target in a process of its own, under atheris
__main__.py    starts the children and prints what they found
"""
