"""A working document -> what goes out, for one audience, in files that can harm nobody.

external         Postmortem + people          -> the version for readers outside: roles for names, nothing that is only ours
outside          that version                 -> what still stands in the way, and the checklist of the process
files            a document and a renderer    -> Markdown, HTML, JSON
safe_markdown    any Markdown                 -> Markdown that loads and runs nothing
tables           action items                 -> CSV without formulas
"""

from pipeline.publish.external import anonymous_of, external
from pipeline.publish.files import FORMATS, PublishedFile, file_name, files
from pipeline.publish.outside import ASKED, Point, checklist, outside, unanswered
from pipeline.publish.safe_markdown import safe_markdown
from pipeline.publish.tables import actions_csv

__all__ = [
    "ASKED",
    "FORMATS",
    "Point",
    "PublishedFile",
    "actions_csv",
    "anonymous_of",
    "checklist",
    "external",
    "file_name",
    "files",
    "outside",
    "safe_markdown",
    "unanswered",
]
