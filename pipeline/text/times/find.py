"""Every time in a text."""

from pipeline.text.times.lexer import may_hold_times, read_tokens
from pipeline.text.times.mention import TimeContext, TimeMention
from pipeline.text.times.phrases import join_tokens
from pipeline.text.times.resolve import Resolver


def find_times(text: str, context: TimeContext) -> list[TimeMention]:
    """The times in `text`, in order; a range is one mention, and so are two readings of one instant ("2:31 PST (09:31 UTC)").

    A time is left out when nothing says on which day it was: no date in the text, no `reference`, no `date`. Text without digits
    and without number words costs one scan.
    """
    if not may_hold_times(text):
        return []
    tokens = read_tokens(text)
    if not tokens:
        return []
    return Resolver(text, context, tokens).mentions(join_tokens(tokens, text))
