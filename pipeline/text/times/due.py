"""Due days in what people say: a sentence and the day it was said -> the day it names, or None when it is vague."""

import datetime

from pipeline.text.times.mention import DueMention


def find_due(text: str, said_on: datetime.date) -> DueMention | None:
    """The day by which `text` says something will be done, or None. `said_on` is the speaker's local day.

    "this week" is its Friday; "soon", "later", "after the release" are no day.
    """
    del text, said_on
    return None
