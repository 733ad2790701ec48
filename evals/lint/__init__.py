"""Measures the lint on labelled sentences, action items and cause lines: `python -m evals.lint`.

dataset.py     evals/datasets/lint and the documents beside the checkout -> rows
running.py     rows -> one Markdown file each -> the findings of one run of the command
scoring.py     rows and findings -> precision and recall with their intervals
agreement.py   how far two labellers agree
__main__.py    prints it all
"""
