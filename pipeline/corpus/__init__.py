"""Files of past incidents -> PastIncident: what they are called, their parts, what was to be done, who may know of them.

    files.py        paths -> files, each once, in order        reading.py   a file -> its incidents, and what could not be read
    markdown.py, html.py, pdf.py, record.py                    one reader a kind of file
    headings.py     a heading -> the kind of its part          parts.py     blocks -> parts in plain text (inline.py)
    facts.py        front matter, fields, "Key: value" lines -> id, title, start, severity, services, readers ...
    visibility.py   what is stated of who may read it -> a visibility, or a refusal
    actions.py      tables, lists, checkboxes -> action items, open or done (work.py: which items are work)

One bad file is said and passed over; the others go in.
"""

from pipeline.corpus.files import Found, find
from pipeline.corpus.reading import Read, read_files

__all__ = ["Found", "Read", "find", "read_files"]
